import type { CompanyDatabase } from '../database/company.js'
import {
  countPulls,
  type ListedPull,
  listPulls,
  type PullNarrowing,
} from '../metrics/pull-request-list.js'
import { type Filters, link, scopeOf } from './filters.js'

/** Rows of one page of the list. */
const pageSize = 50

/** A pull request of the list; times in hours. */
export interface PullRow extends Omit<ListedPull, 'repositoryId' | 'cycleSeconds'> {
  cycle: number | null
  /** Its own page; `url` is the one on its code host. */
  href: string
}

/** What the list of pull requests prints. */
export interface PullRequestsPage {
  rows: PullRow[]
  /** The visitor's role shows them their own only. */
  isOwn: boolean
  state: PullNarrowing['state']
  total: number
  from: number
  newerHref: string | null
  olderHref: string | null
}

/** A row of a list, with its link and its time in hours. */
export const pullRow = (
  filters: Filters,
  { repositoryId, cycleSeconds, ...row }: ListedPull,
  showsNames: boolean,
): PullRow => ({
  ...row,
  author: showsNames ? row.author : null,
  href: link(`/pull-requests/${repositoryId}/${row.number}`, filters),
  cycle: cycleSeconds === null ? null : cycleSeconds / 3600,
})

/** The rows behind a number of pull requests, newest first, fifty to a page. */
export async function pullRequests(
  db: CompanyDatabase,
  filters: Filters,
  narrowing: PullNarrowing,
  { page, showsNames }: { page: number; showsNames: boolean },
): Promise<PullRequestsPage> {
  const scope = scopeOf(filters)
  const total = await countPulls(db, scope, narrowing)
  const skip = (page - 1) * pageSize
  const rows = await listPulls(db, scope, narrowing, { skip, take: pageSize })
  const { state, week, reviewerId, own, size, cycle, depth, rounds, how } = narrowing
  const at = (number: number) =>
    link('/pull-requests', filters, {
      ...{ state, week, reviewer: reviewerId === null ? null : String(reviewerId) },
      ...{ size: size ?? null, cycle: cycle ?? null, depth: depth ?? null },
      ...{ rounds: rounds ?? null, how: how ?? null },
      page: number > 1 ? String(number) : null,
    })
  return {
    ...{ total, state, isOwn: own !== null, from: skip + 1 },
    newerHref: page > 1 ? at(page - 1) : null,
    olderHref: page * pageSize < total ? at(page + 1) : null,
    rows: rows.map((row) => pullRow(filters, row, showsNames || own !== null)),
  }
}
