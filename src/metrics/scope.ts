import type { Days } from './period.js'

/** Which commits a number is about: author dates of these days, one repository or all. */
export interface Scope extends Days {
  repositoryId: bigint | null
}

/**
 * The rows of a scope: `$2` and `$3` are its days, `$4` the repository or null. Merges repeat what
 * their parents did, so they are stored and counted but stand in no number; neither do commits that
 * are excluded, made anew elsewhere or no longer reached from the branch.
 */
export const scopeInSql = `c."companyId" = $1 AND c."localDay" BETWEEN $2::date AND $3::date
  AND ($4::bigint IS NULL OR c."repositoryId" = $4::bigint) AND c.counted AND c.type <> 'merge'`

/** The values that {@link scopeInSql} takes, from `$2` on. */
export const scopeValues = ({ from, to, repositoryId }: Scope) => [from, to, repositoryId]
