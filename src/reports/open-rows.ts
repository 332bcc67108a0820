import type { CompanyDatabase } from '../database/company.js'
import { listOpen, type OpenNarrowing } from '../metrics/open-pulls.js'
import type { OpenCard } from './delivery-types.js'
import { type Filters, link, scopeOf } from './filters.js'

const day = 86_400_000

/** What is open now, the longest ready first. */
export async function openCard(
  db: CompanyDatabase,
  filters: Filters,
  narrowing: OpenNarrowing,
  { now, most }: { now: Date; most: number },
): Promise<OpenCard> {
  const { rows, total } = await listOpen(db, scopeOf(filters), narrowing, most)
  return {
    total,
    href: link('/pull-requests', filters, { state: 'open' }),
    rows: rows.map(({ repositoryId, ...row }) => ({
      ...row,
      href: link(`/pull-requests/${repositoryId}/${row.number}`, filters),
      days: Math.max(0, (now.getTime() - row.readyAt.getTime()) / day),
    })),
  }
}
