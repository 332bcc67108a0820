import type { Days } from './period.js'

/**
 * Which commits a number is about: author dates of these days, one repository or all, by people, or
 * by bots as well.
 */
export interface Scope extends Days {
  repositoryId: bigint | null
  bots: boolean
}

/**
 * Days, repository, and whether bots count. `$2` and `$3` are the days, `$4` the repository or null,
 * `$5` bots too.
 */
export const placeInSql = `c."companyId" = $1 AND c."localDay" BETWEEN $2::date AND $3::date
  AND ($4::bigint IS NULL OR c."repositoryId" = $4::bigint) AND ($5::boolean OR NOT c."byBot")`

/** What stands in the numbers there: neither unreachable nor excluded nor a recreation. */
export const standingInSql = `${placeInSql} AND c.counted`

/**
 * The rows of a scope. Merges repeat what their parents did, so they are stored and counted but
 * stand in no number.
 */
export const scopeInSql = `${standingInSql} AND c.type <> 'merge'`

/** The values that {@link scopeInSql} takes, from `$2` on. */
export const scopeValues = ({ from, to, repositoryId, bots }: Scope) => [
  ...[from, to, repositoryId, bots],
]
