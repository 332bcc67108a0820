import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** Days of a repository whose facts an admin has had deleted. */
export interface ClearedPeriod {
  /** From, up to; null where there is no bound. */
  fromAt: Date | null
  toAt: Date | null
}

const list = namedQuery<ClearedPeriod>(
  'cleared-periods-of-repository',
  `SELECT "fromAt", "toAt" FROM cleared_periods
   WHERE "companyId" = $1 AND "repositoryId" = $2::bigint`,
)

/** The cleared periods of a repository. */
export const clearedPeriods = (
  queries: Pick<CompanyDatabase, 'run'>,
  repositoryId: bigint,
): Promise<ClearedPeriod[]> => queries.run(list, repositoryId)

/** Whether an instant lies in one of them. */
export const isCleared = (at: Date, periods: readonly ClearedPeriod[]): boolean =>
  periods.some(
    ({ fromAt, toAt }) => (fromAt === null || at >= fromAt) && (toAt === null || at < toAt),
  )

/** When a pull request counts: the end of it, or while it is open its beginning. */
export const countsAt = (fact: {
  createdAt: Date
  mergedAt: Date | null
  closedAt: Date | null
}): Date => fact.mergedAt ?? fact.closedAt ?? fact.createdAt

/** The same in SQL, of a pull request `p`. */
export const countsAtInSql = 'coalesce(p."mergedAt", p."closedAt", p."createdAt")'

/** Whether the instant `at` lies in a cleared period of the repository `$2`. */
export const clearedInSql = (at: string): string =>
  `EXISTS (SELECT 1 FROM cleared_periods z
     WHERE z."companyId" = $1::bigint AND z."repositoryId" = $2::bigint
       AND (z."fromAt" IS NULL OR ${at} >= z."fromAt") AND (z."toAt" IS NULL OR ${at} < z."toAt"))`
