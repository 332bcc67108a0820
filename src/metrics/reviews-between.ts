import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { authorInSql } from './pull-request-scope.js'
import type { Scope } from './scope.js'

/**
 * Reviews between one developer and others: pull requests of each that the other reviewed on the days
 * of a scope, one a pull request however often it was looked at. Left out: bots, reviews of one's own
 * changes, and accounts that are nobody's.
 */
export interface ReviewsBetween {
  developerId: bigint
  name: string
  reviews: number
}

const between = (name: string, other: string, own: string) =>
  namedQuery<ReviewsBetween>(
    name,
    `SELECT d.id AS "developerId", d.name, count(DISTINCT (p."repositoryId", p.number))::int AS reviews
     FROM reviews r
     JOIN pull_requests p ON p."companyId" = r."companyId" AND p."repositoryId" = r."repositoryId"
       AND p.number = r.number AND NOT p.excluded AND NOT p."byBot"
     LEFT JOIN host_accounts h ON h."companyId" = p."companyId" AND h.id = p."authorId"
     JOIN host_accounts a ON a."companyId" = r."companyId" AND a.id = r."accountId"
     JOIN developers d ON d."companyId" = r."companyId" AND d.id = ${other} AND NOT d."isBot"
     WHERE r."companyId" = $1 AND r."localDay" BETWEEN $2::date AND $3::date
       AND ($4::bigint IS NULL OR r."repositoryId" = $4::bigint)
       AND ${own} = $5::bigint AND d.id <> $5::bigint
     GROUP BY 1, 2 ORDER BY d.name, d.id`,
  )

const given = between('reviews-given', authorInSql, 'a."developerId"')
const received = between('reviews-received', 'a."developerId"', authorInSql)

const values = ({ from, to, repositoryId }: Scope, id: bigint) => [from, to, repositoryId, id]

/** Whose changes a developer reviewed, by name. */
export const measureReviewsGiven = (db: CompanyDatabase, scope: Scope, developerId: bigint) =>
  db.run(given, ...values(scope, developerId))

/** Who reviewed a developer's changes, by name. */
export const measureReviewsReceived = (db: CompanyDatabase, scope: Scope, developerId: bigint) =>
  db.run(received, ...values(scope, developerId))
