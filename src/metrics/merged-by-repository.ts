import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { mergedInSql, pullsInSql } from './pull-request-scope.js'
import { type Scope, scopeValues } from './scope.js'

/**
 * Each repository's pull requests by the day of their merge, and the median of their cycle in seconds.
 * Those whose cycle is not known are counted and stand in no median.
 */
export interface MergedPulls {
  repositoryId: bigint
  merged: number
  known: number
  cycle: number | null
}

const query = namedQuery<MergedPulls>(
  'merged-by-repository',
  `SELECT p."repositoryId", count(*)::int AS merged, count(p."cycleSeconds")::int AS known,
     percentile_cont(0.5) WITHIN GROUP (ORDER BY p."cycleSeconds") AS cycle
   FROM ${pullsInSql} WHERE ${mergedInSql} GROUP BY 1`,
)

/** What was merged in each repository of a scope. */
export async function measureMergedByRepository(
  db: CompanyDatabase,
  scope: Scope,
): Promise<Map<bigint, MergedPulls>> {
  const rows = await db.run(query, ...scopeValues(scope))
  return new Map(rows.map((row) => [row.repositoryId, row]))
}
