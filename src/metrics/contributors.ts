import { cachedQuery } from '../database/cached-query.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { mondayInSql } from './over-days.js'
import { dateOf, dayInSql } from './period.js'
import { ownDaysInSql, type Scope, scopeValues } from './scope.js'

/** One look into the index a developer: the days of a big company are not gone through. */
const totalQuery = cachedQuery(
  namedQuery<{ people: number }>(
    'contributors',
    `SELECT count(*)::int AS people FROM developers d
   WHERE d."companyId" = $1 AND EXISTS (SELECT 1 FROM commit_days c
     WHERE c."developerId" = d.id AND ${ownDaysInSql})`,
  ),
  { people: 'number' },
)

const weeklyQuery = cachedQuery(
  namedQuery<{ week: number; people: number }>(
    'contributors-by-week',
    `SELECT ${dayInSql(mondayInSql)} AS week,
     count(DISTINCT c."developerId")::int AS people
   FROM commit_days c WHERE ${ownDaysInSql} GROUP BY 1`,
  ),
  { week: 'number', people: 'number' },
)

const repositoryQuery = cachedQuery(
  namedQuery<{ repositoryId: bigint; people: number }>(
    'contributors-by-repository',
    `SELECT c."repositoryId", count(DISTINCT c."developerId")::int AS people
   FROM commit_days c WHERE ${ownDaysInSql} GROUP BY 1`,
  ),
  { repositoryId: 'id', people: 'number' },
)

/** How many developers have commits in a scope. */
export async function measureContributors(db: CompanyDatabase, scope: Scope): Promise<number> {
  const [row] = await db.runCached(totalQuery, ...scopeValues(scope))
  return row?.people ?? 0
}

/** The same by week, by the week's Monday. */
export async function measureContributorsByWeek(
  db: CompanyDatabase,
  scope: Scope,
): Promise<Map<string, number>> {
  const rows = await db.runCached(weeklyQuery, ...scopeValues(scope))
  return new Map(rows.map(({ week, people }) => [dateOf(week), people]))
}

/** The same by repository. */
export async function measureContributorsByRepository(
  db: CompanyDatabase,
  scope: Scope,
): Promise<Map<bigint, number>> {
  const rows = await db.runCached(repositoryQuery, ...scopeValues(scope))
  return new Map(rows.map(({ repositoryId, people }) => [repositoryId, people]))
}
