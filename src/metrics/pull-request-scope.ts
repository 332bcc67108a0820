import { teamInSql } from './scope.js'

/** Pull requests `p`, each with the account `h` of its author: what all queries here read from. */
export const pullsInSql = `pull_requests p
   LEFT JOIN host_accounts h ON h."companyId" = p."companyId" AND h.id = p."authorId"`

/** The developer that a pull request's author is. */
export const authorInSql = 'h."developerId"'

/** Pull requests `p` of a place: repository, bots, team and developer as in scope.ts. */
export const pullPlaceInSql = (day: string) => `p."companyId" = $1 AND NOT p.excluded
  AND ($4::bigint IS NULL OR p."repositoryId" = $4::bigint) AND ($5::boolean OR NOT p."byBot")
  AND ${teamInSql(authorInSql, day)}
  AND ($7::bigint IS NULL OR ${authorInSql} = $7::bigint)`

/**
 * Pull requests `p` that were merged on the days of a scope, by whoever was in the team then. One
 * belongs to the day of its merge. Takes the values of scope.ts.
 */
export const mergedInSql = `${pullPlaceInSql('p."mergedDay"')}
  AND p.state = 'merged' AND p."mergedDay" BETWEEN $2::date AND $3::date`
