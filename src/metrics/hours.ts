import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type Scope, scopeInSql, scopeValues } from './scope.js'

const query = namedQuery<{ day: number; hour: number; commits: number }>(
  'commits-by-hour',
  `SELECT (extract(isodow FROM own) - 1)::int AS day, extract(hour FROM own)::int AS hour,
     count(*)::int AS commits
   FROM (
     SELECT c."authoredAt" AT TIME ZONE 'UTC' + make_interval(mins => c."authorOffsetMinutes") AS own
     FROM commits c WHERE ${scopeInSql} AND NOT c."dateSuspect"
   ) AS clock GROUP BY 1, 2`,
)

/**
 * Commits by weekday (Monday first) and hour on each author's own clock. For a company or a
 * repository, never for one person. Left out: commits whose date cannot be true.
 */
export async function measureHours(db: CompanyDatabase, scope: Scope): Promise<number[][]> {
  const grid = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  for (const { day, hour, commits } of await db.run(query, ...scopeValues(scope))) {
    grid[day]![hour] = commits
  }
  return grid
}
