import { countsAtInSql } from '../repositories/cleared-periods.js'

/** Facts of some repositories between two instants. */
export interface Scope {
  repositoryIds: readonly bigint[]
  /** From, up to; null where there is no bound. */
  fromAt: Date | null
  toAt: Date | null
}

/** The values that every statement over a scope takes from `$2`. */
export const scopeValues = ({ repositoryIds, fromAt, toAt }: Scope) =>
  [repositoryIds, fromAt, toAt] as const

/** Whether the instant `at` of a row `x` lies in the scope `$2`, `$3`, `$4`. */
const inScope = (x: string, at: string) =>
  `${x}."companyId" = $1 AND ${x}."repositoryId" = ANY($2::bigint[])
     AND ($3::timestamptz IS NULL OR ${at} >= $3::timestamptz)
     AND ($4::timestamptz IS NULL OR ${at} < $4::timestamptz)`

/** Of a commit `c`. Its day is no further than a day from its instant, and has an index. */
export const commitInScope = `${inScope('c', 'c."authoredAt"')}
     AND ($3::timestamptz IS NULL OR c."localDay" >= ($3::timestamptz AT TIME ZONE 'UTC')::date - 2)
     AND ($4::timestamptz IS NULL OR c."localDay" <= ($4::timestamptz AT TIME ZONE 'UTC')::date + 2)`

/** Of a pull request `p`: it counts when it ended, or while it is open when it began. */
export const pullRequestInScope = inScope('p', countsAtInSql)

/** Of an analysis `a` that has ended; a repository's last one stays, which says how things stand. */
export const analysisInScope = `${inScope('a', 'a."queuedAt"')}
     AND a.state IN ('done', 'failed')
     AND a.id IS DISTINCT FROM (SELECT max(l.id) FROM analyses l WHERE l."companyId" = $1
       AND l."repositoryId" = a."repositoryId" AND l.state = 'done')`
