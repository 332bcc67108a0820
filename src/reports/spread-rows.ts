import { currentCompany } from '../companies/companies.js'
import type { CompanyDatabase } from '../database/company.js'
import { isTellable } from '../metrics/individuals.js'
import type { SpreadName } from '../metrics/pull-request-bands.js'
import type { BandCount, SizeCount } from '../metrics/pull-request-spread.js'
import { sizeBounds, sizeNames } from '../roll-ups/columns.js'
import { amount } from './amount.js'
import type { PullSizeRow, SpreadRow } from './delivery-types.js'
import { type Filters, link } from './filters.js'

const sumOf = (rows: readonly { pulls: number }[]) =>
  rows.reduce((sum, { pulls }) => sum + pulls, 0)
const hours = (seconds: number | null) => (seconds === null ? null : seconds / 3600)

/**
 * A breakdown, or none of it where a part of it is the work of too few people to be told of: what is
 * left of the whole would tell it.
 */
export async function toldParts<Part extends { people: number }>(
  db: CompanyDatabase,
  parts: Part[],
): Promise<Part[]> {
  const company = await currentCompany(db)
  return parts.every(({ people }) => isTellable(company, people)) ? parts : []
}

/** Bands with their share of all of them, each with its rows. */
export function spreadRows(
  filters: Filters,
  name: SpreadName,
  bands: readonly BandCount[],
): SpreadRow[] {
  const all = sumOf(bands)
  return bands.map(({ key, label, pulls }) => ({
    ...{ key, label, pulls, share: all > 0 ? pulls / all : 0 },
    href: link('/pull-requests', filters, { state: 'merged', [name]: key }),
  }))
}

/** Sizes, the smallest first, with how long each takes. */
export function pullSizeRows(filters: Filters, sizes: readonly SizeCount[]): PullSizeRow[] {
  const all = sumOf(sizes)
  return sizeNames.map((size) => {
    const found = sizes.find((one) => one.size === size)
    const [least, most] = sizeBounds(size)
    const pulls = found?.pulls ?? 0
    const from = size === 'XS' ? 0 : least
    return {
      ...{ key: size, label: size, pulls, share: all > 0 ? pulls / all : 0 },
      lines: most > 1000 ? `from ${amount(least)} lines` : `${from}–${most} lines`,
      ...{ cycle: hours(found?.cycle ?? null), firstReview: hours(found?.firstReview ?? null) },
      href: link('/pull-requests', filters, { state: 'merged', size }),
    }
  })
}
