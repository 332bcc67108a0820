import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type Scope, scopeValues } from './scope.js'

/**
 * Who reviews whom inside a team: pull requests by author and reviewer, one a pull request and
 * reviewer, where both were in the team on the day of the review. Somebody in two teams counts in
 * both. Left out: bots, reviews of one's own changes, accounts that are nobody's, teams not in use.
 * Rows stand in the order of names: of teams, of reviewers, of authors.
 */
export interface TeamReview {
  teamId: bigint
  team: string
  reviewerId: bigint
  reviewer: string
  authorId: bigint
  author: string
  reviews: number
}

const wasIn = (developer: string) => `EXISTS (SELECT 1 FROM team_memberships m
    WHERE m."companyId" = $1 AND m."teamId" = t.id AND m."developerId" = ${developer}
      AND m."from" <= r."localDay" AND (m."to" IS NULL OR m."to" >= r."localDay"))`

const query = namedQuery<TeamReview>(
  'reviews-inside-teams',
  `SELECT t.id AS "teamId", t.name AS team, v.id AS "reviewerId", v.name AS reviewer,
     w.id AS "authorId", w.name AS author,
     count(DISTINCT (p."repositoryId", p.number))::int AS reviews
   FROM reviews r
   JOIN pull_requests p ON p."companyId" = r."companyId" AND p."repositoryId" = r."repositoryId"
     AND p.number = r.number AND NOT p.excluded AND ($5::boolean OR NOT p."byBot")
   JOIN host_accounts ra ON ra."companyId" = r."companyId" AND ra.id = r."accountId"
   JOIN developers v ON v."companyId" = r."companyId" AND v.id = ra."developerId" AND NOT v."isBot"
   JOIN host_accounts pa ON pa."companyId" = p."companyId" AND pa.id = p."authorId"
   JOIN developers w ON w."companyId" = p."companyId" AND w.id = pa."developerId" AND NOT w."isBot"
   JOIN teams t ON t."companyId" = r."companyId" AND t."archivedAt" IS NULL
     AND ($6::bigint IS NULL OR t.id = $6::bigint)
   WHERE r."companyId" = $1 AND r."localDay" BETWEEN $2::date AND $3::date
     AND ($4::bigint IS NULL OR r."repositoryId" = $4::bigint)
     AND ($7::bigint IS NULL OR v.id = $7::bigint)
     AND v.id <> w.id AND ${wasIn('v.id')} AND ${wasIn('w.id')}
   GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY t.name, t.id, v.name, v.id, w.name, w.id`,
)

/** Reviews inside each team of a scope. */
export const measureTeamReviews = (db: CompanyDatabase, scope: Scope) =>
  db.run(query, ...scopeValues(scope))
