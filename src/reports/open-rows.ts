import { currentCompany } from '../companies/companies.js'
import type { CompanyDatabase } from '../database/company.js'
import { isTellable } from '../metrics/individuals.js'
import { listOpen, type OpenNarrowing } from '../metrics/open-pulls.js'
import type { OpenCard } from './delivery-types.js'
import { type Filters, link, scopeOf } from './filters.js'

const day = 86_400_000

/** What is open now, the longest ready first. */
export async function openCard(
  db: CompanyDatabase,
  filters: Filters,
  narrowing: OpenNarrowing,
  { now, most, showsNames }: { now: Date; most: number; showsNames: boolean },
): Promise<OpenCard> {
  const { rows, total, people } = await listOpen(db, scopeOf(filters), narrowing, most)
  const isOwn = narrowing.own !== null
  const isTold = isOwn || isTellable(await currentCompany(db), people)
  return {
    total: isTold ? total : 0,
    href: link('/pull-requests', filters, { state: 'open' }),
    rows: (isTold ? rows : []).map(({ repositoryId, ...row }) => ({
      ...row,
      author: showsNames || isOwn ? row.author : null,
      href: link(`/pull-requests/${repositoryId}/${row.number}`, filters),
      days: Math.max(0, (now.getTime() - row.readyAt.getTime()) / day),
    })),
  }
}
