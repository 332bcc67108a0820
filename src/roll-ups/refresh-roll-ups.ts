import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { deleteInSql, forgetTeamInSql, insertInSql, makeTeamInSql, rollUps } from './tables.js'

/** A local day of a repository whose facts have changed. */
export interface TouchedDay {
  repositoryId: bigint
  /** ISO. */
  day: string
}

/** One transaction at a time refreshes a company's roll-ups; each sees what the one before stored. */
const lock = namedQuery<never>(
  'lock-roll-ups',
  `SELECT pg_advisory_xact_lock(hashtext('roll-ups'), hashtext($1::text))::text AS locked`,
)

/** `$2` repositories or null, `$3` days or null. Days that only the roll-ups know are gone from the facts. */
const daysQuery = namedQuery<TouchedDay>(
  'days-to-roll-up',
  `SELECT d."repositoryId", d."localDay"::text AS day FROM (
     SELECT "companyId", "repositoryId", "localDay" FROM commits WHERE "companyId" = $1
     UNION SELECT "companyId", "repositoryId", "localDay" FROM commit_days WHERE "companyId" = $1
     UNION SELECT "companyId", "repositoryId", "localDay" FROM repository_days WHERE "companyId" = $1
     UNION SELECT "companyId", "repositoryId", "localDay" FROM team_days WHERE "companyId" = $1
     UNION SELECT "companyId", "repositoryId", "localDay" FROM repository_hours WHERE "companyId" = $1
   ) AS d
   WHERE ($2::bigint[] IS NULL OR d."repositoryId" = ANY($2::bigint[]))
     AND ($3::date[] IS NULL OR d."localDay" = ANY($3::date[]))`,
)

const steps = rollUps.flatMap((rollUp) => [
  namedQuery<never>(`forget-${rollUp.table}`, deleteInSql(rollUp)),
  namedQuery<never>(`make-${rollUp.table}`, insertInSql(rollUp)),
])

/**
 * Makes the roll-ups of these days anew from the facts, in the caller's transaction, after all else in
 * it has been written. Doing it twice changes nothing.
 */
export async function refreshDays(
  queries: CompanyQueries,
  touched: readonly TouchedDay[],
): Promise<void> {
  const days = [...new Map(touched.map((one) => [`${one.repositoryId} ${one.day}`, one])).values()]
  if (days.length === 0) return
  await queries.run(lock)
  for (const step of steps) {
    await queries.run(
      step,
      days.map(({ repositoryId }) => repositoryId),
      days.map(({ day }) => day),
    )
  }
}

/**
 * The same for whoever does not know the days: all of the repositories, all repositories of the days, or
 * everything. For what changes facts in bulk: clean-up, a new time zone, a repair.
 */
export async function refreshRollUps(
  queries: CompanyQueries,
  { repositoryIds, days }: { repositoryIds?: readonly bigint[]; days?: readonly string[] } = {},
): Promise<void> {
  await queries.run(lock)
  await refreshDays(queries, await queries.run(daysQuery, repositoryIds ?? null, days ?? null))
}

const forgetTeam = namedQuery<never>('forget-days-of-team', forgetTeamInSql)
const makeTeam = namedQuery<never>('make-days-of-team', makeTeamInSql)

/** Makes the days of a team anew, in the transaction that has changed who is in it. */
export async function refreshTeam(queries: CompanyQueries, teamId: bigint): Promise<void> {
  await queries.run(lock)
  await queries.run(forgetTeam, teamId)
  await queries.run(makeTeam, teamId)
}
