import { typeGroupNames } from '../commit-types/type-groups.js'
import { cachedQuery } from '../database/cached-query.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { dateOf, dayInSql } from './period.js'
import { authorInSql, mergedInSql, pullsInSql } from './pull-request-scope.js'
import { daysInSql, ownDaysInSql, type Scope, scopeValues } from './scope.js'

/**
 * Each team's pull requests, by whoever was in it on the day of the merge; somebody in two teams
 * counts for both. Seconds; medians are not worked out of fewer than 5 (metrics/phases.ts).
 */
export interface TeamDelivery {
  teamId: bigint
  /** The week's Monday, or null for all of the days. */
  week: string | null
  merged: number
  known: number
  reviewed: number
  cycle: number | null
  firstReview: number | null
}

/**
 * Times in teams, those that a merge has laid over one another made one: nothing counts twice. Worked
 * out once: the planner takes it for a row or two, and would do it again for each pull request.
 */
const membersInSql = `WITH members AS MATERIALIZED (
  SELECT m."teamId", m."developerId",
    unnest(range_agg(daterange(m."from", m."to", '[]'))) AS days
  FROM team_memberships m WHERE m."companyId" = $1 GROUP BY 1, 2)`

const delivery = cachedQuery(
  namedQuery<Omit<TeamDelivery, 'week'> & { week: number | null }>(
    'delivery-of-teams',
    `${membersInSql}
   SELECT t."teamId", ${dayInSql('p."mergedWeek"')} AS week, count(*)::int AS merged,
     count(p."cycleSeconds")::int AS known,
     count(p."pickupSeconds") FILTER (WHERE NOT p."isUnreviewed")::int AS reviewed,
     percentile_cont(0.5) WITHIN GROUP (ORDER BY p."cycleSeconds") AS cycle,
     percentile_cont(0.5) WITHIN GROUP (ORDER BY p."pickupSeconds")
       FILTER (WHERE NOT p."isUnreviewed") AS "firstReview"
   FROM ${pullsInSql}
   JOIN members t ON t."developerId" = ${authorInSql} AND t.days @> p."mergedDay"
   WHERE ${mergedInSql} GROUP BY GROUPING SETS ((t."teamId", p."mergedWeek"), (t."teamId"))`,
  ),
  {
    ...({ teamId: 'id', week: 'number?', merged: 'number', known: 'number' } as const),
    ...({ reviewed: 'number', cycle: 'number?', firstReview: 'number?' } as const),
  },
)

/** The delivery of each team over a scope, as a whole and by week. */
export async function measureTeamDelivery(
  db: CompanyDatabase,
  scope: Scope,
): Promise<TeamDelivery[]> {
  const rows = await db.runCached(delivery, ...scopeValues(scope))
  return rows.map((row) => ({ ...row, week: row.week === null ? null : dateOf(row.week) }))
}

const commits = typeGroupNames
  .map((group) => `sum(c."${group}Commits"::float8) AS "${group}"`)
  .join(', ')

type Mix = Record<(typeof typeGroupNames)[number], number> & { teamId: bigint }

const mixColumns = {
  ...(Object.fromEntries(typeGroupNames.map((group) => [group, 'number'])) as Record<
    (typeof typeGroupNames)[number],
    'number'
  >),
  teamId: 'id',
} as const

const work = cachedQuery(
  namedQuery<Mix>(
    'work-of-teams',
    `SELECT c."teamId", ${commits} FROM team_days c
   WHERE ${daysInSql} AND ($6::bigint IS NULL OR c."teamId" = $6::bigint) GROUP BY 1`,
  ),
  mixColumns,
)

const workOfOne = cachedQuery(
  namedQuery<Mix>(
    'work-of-teams-by-one',
    `${membersInSql}
   SELECT t."teamId", ${commits} FROM commit_days c
   JOIN members t ON t."developerId" = c."developerId" AND t.days @> c."localDay"
   WHERE ${ownDaysInSql} GROUP BY 1`,
  ),
  mixColumns,
)

/** Commits of each team by type group; of a developer alone where the scope says so. */
export const measureTeamWork = (db: CompanyDatabase, scope: Scope) =>
  scope.developerId
    ? db.runCached(workOfOne, ...scopeValues(scope))
    : db.runCached(work, ...scopeValues(scope).slice(0, 5))

/** A team in use, and how many people are in it on a day. */
export interface TeamSize {
  id: bigint
  name: string
  people: number
}

const size = namedQuery<TeamSize>(
  'teams-with-their-size',
  `SELECT t.id, t.name, count(DISTINCT m."developerId")::int AS people FROM teams t
   LEFT JOIN team_memberships m ON m."companyId" = t."companyId" AND m."teamId" = t.id
     AND m."from" <= $2::date AND (m."to" IS NULL OR m."to" >= $2::date)
   WHERE t."companyId" = $1 AND t."archivedAt" IS NULL GROUP BY 1, 2 ORDER BY t.name, t.id`,
)

/** Teams in use, and how many people are in each on a day. */
export const listTeams = (db: CompanyDatabase, day: string) => db.run(size, day)
