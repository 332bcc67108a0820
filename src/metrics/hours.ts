import { cachedQuery } from '../database/cached-query.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { daysInSql, isOfSome, type Scope, scopeInSql, scopeValues } from './scope.js'

interface HourRow {
  hour: number
  commits: number
}

const columns = { hour: 'number', commits: 'number' } as const

const everybody = cachedQuery(
  namedQuery<HourRow>(
    'commits-by-hour',
    `SELECT c.hour::int AS hour, sum(c.commits)::int AS commits
   FROM repository_hours c WHERE ${daysInSql} GROUP BY 1`,
  ),
  columns,
)

const team = cachedQuery(
  namedQuery<HourRow>(
    'commits-by-hour-of-team',
    `SELECT ((extract(isodow FROM own) - 1) * 24 + extract(hour FROM own))::int AS hour,
     count(*)::int AS commits
   FROM (
     SELECT c."authoredAt" AT TIME ZONE 'UTC' + make_interval(mins => c."authorOffsetMinutes") AS own
     FROM commits c WHERE ${scopeInSql} AND NOT c."dateSuspect"
   ) AS clock GROUP BY 1`,
  ),
  columns,
)

/**
 * Commits by weekday (Monday first) and hour on each author's own clock. For a company, a team or a
 * repository, never for one person. Left out: commits whose date cannot be true.
 */
export async function measureHours(db: CompanyDatabase, scope: Scope): Promise<number[][]> {
  const grid = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  if (scope.developerId) return grid
  const rows = isOfSome(scope)
    ? await db.runCached(team, ...scopeValues(scope))
    : await db.runCached(everybody, ...scopeValues(scope).slice(0, 4))
  for (const { hour, commits } of rows) grid[Math.floor(hour / 24)]![hour % 24] = commits
  return grid
}
