import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import {
  type ListedPull,
  listedPullsInSql,
  type PullNarrowing,
  pullMomentInSql,
  pullValues,
} from './pull-request-list.js'
import type { Scope } from './scope.js'

/** Where a list of pull requests was left: its order, newest first, with all ties broken. */
export interface PullMark {
  moment: string
  repositoryId: bigint
  number: number
}

/** `$20` how many, `$21`-`$23` the mark, or null. */
const after = namedQuery<ListedPull & { moment: string }>(
  'pull-requests-after',
  `SELECT ${pullMomentInSql}::text AS moment, ${listedPullsInSql}
   AND ($21::timestamptz IS NULL OR ${pullMomentInSql} < $21::timestamptz
     OR ${pullMomentInSql} = $21::timestamptz AND (p."repositoryId" > $22::bigint
       OR p."repositoryId" = $22::bigint AND p.number < $23::int))
   ORDER BY ${pullMomentInSql} DESC, p."repositoryId", p.number DESC LIMIT $20::int`,
)

/** So many pull requests from a mark on, the newest first. */
export function listPullsAfter(
  db: CompanyDatabase,
  scope: Scope,
  narrowing: PullNarrowing,
  { mark, take }: { mark: PullMark | null; take: number },
): Promise<(ListedPull & { moment: string })[]> {
  const place = [mark?.moment ?? null, mark?.repositoryId ?? null, mark?.number ?? null]
  return db.run(after, ...pullValues(scope, narrowing), take, ...place)
}
