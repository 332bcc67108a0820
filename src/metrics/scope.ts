import type { Days } from './period.js'

/**
 * Which commits a number is about: author dates of these days, one repository or all, by people, or
 * by bots as well; of whoever was in a team on the day, of one developer, or of all.
 */
export interface Scope extends Days {
  repositoryId: bigint | null
  bots: boolean
  teamId?: bigint | null
  developerId?: bigint | null
}

/**
 * Whether somebody was in the team `$6` on a day, or all teams are meant. Who was in it when is listed
 * once, a row a day, and every row asked about looks into that list.
 */
export const teamInSql = (developer: string, day: string) => `($6::bigint IS NULL OR
    (${developer}, ${day}) IN (SELECT m."developerId", d.day::date
      FROM team_memberships m, generate_series(m."from"::timestamp,
        coalesce(m."to", greatest($3::date, current_date) + 1)::timestamp, '1 day') AS d (day)
      WHERE m."companyId" = $1 AND m."teamId" = $6::bigint))`

/** The developer that a commit's author is. */
const author = `(SELECT a."developerId" FROM identities a
    WHERE a."companyId" = $1 AND a.id = c."authorId")`

/**
 * Days, repository, whether bots count, team and developer. `$2` and `$3` are the days, `$4` the
 * repository or null, `$5` bots too, `$6` the team and `$7` the developer, or null.
 */
export const placeInSql = `c."companyId" = $1 AND c."localDay" BETWEEN $2::date AND $3::date
  AND ($4::bigint IS NULL OR c."repositoryId" = $4::bigint) AND ($5::boolean OR NOT c."byBot")
  AND ${teamInSql(author, 'c."localDay"')}
  AND ($7::bigint IS NULL OR ${author} = $7::bigint)`

/** What stands in the numbers there: neither unreachable nor excluded nor a recreation. */
export const standingInSql = `${placeInSql} AND c.counted`

/**
 * The rows of a scope. Merges repeat what their parents did, so they are stored and counted but
 * stand in no number.
 */
export const scopeInSql = `${standingInSql} AND c.type <> 'merge'`

/** The values that {@link scopeInSql} takes, from `$2` on. */
export const scopeValues = ({ from, to, repositoryId, bots, teamId, developerId }: Scope) => [
  ...[from, to, repositoryId, bots, teamId ?? null, developerId ?? null],
]

/** The days of `commit_days` that lie in a scope. */
export const daysInSql = `c."companyId" = $1 AND c."localDay" BETWEEN $2::date AND $3::date
  AND ($4::bigint IS NULL OR c."repositoryId" = $4::bigint) AND ($5::boolean OR NOT c."byBot")`

/** … and of one team or developer. */
export const ownDaysInSql = `${daysInSql} AND ${teamInSql('c."developerId"', 'c."localDay"')}
  AND ($7::bigint IS NULL OR c."developerId" = $7::bigint)`

/** The days of `team_days` that lie in the scope of a team. */
export const teamDaysInSql = `${daysInSql} AND c."teamId" = $6::bigint`

/** Whether a scope is about some people only: the sums of everybody do not serve it. */
export const isOfSome = ({ teamId, developerId }: Scope) => Boolean(teamId ?? developerId)
