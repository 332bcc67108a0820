import { cachedQuery } from '../database/cached-query.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type Scope, scopeValues, teamInSql } from './scope.js'

/**
 * Who reviews: of all reviews in a scope, one a pull request and person, the share that each person
 * gave. Left out: reviews of one's own changes, bots, and accounts that are nobody's. A load, never a
 * rank: more than a quarter on one person is too much to hang on them.
 */
export interface ReviewLoad {
  reviews: number
  people: { developerId: bigint; name: string; reviews: number }[]
}

/** The share from which a load is high. */
export const highLoad = 0.25

const query = cachedQuery(
  namedQuery<{ developerId: bigint; reviews: number }>(
    'review-load',
    `SELECT d.id AS "developerId", count(DISTINCT (p."repositoryId" << 32) + p.number)::int AS reviews
   FROM reviews r
   JOIN pull_requests p ON p."companyId" = r."companyId" AND p."repositoryId" = r."repositoryId"
     AND p.number = r.number AND NOT p.excluded AND ($5::boolean OR NOT p."byBot")
   JOIN host_accounts a ON a."companyId" = r."companyId" AND a.id = r."accountId"
   JOIN developers d ON d."companyId" = a."companyId" AND d.id = a."developerId" AND NOT d."isBot"
   LEFT JOIN host_accounts w ON w."companyId" = p."companyId" AND w.id = p."authorId"
   WHERE r."companyId" = $1 AND r."localDay" BETWEEN $2::date AND $3::date
     AND ($4::bigint IS NULL OR r."repositoryId" = $4::bigint)
     AND d.id IS DISTINCT FROM w."developerId"
     AND ${teamInSql('d.id', 'r."localDay"')} AND ($7::bigint IS NULL OR d.id = $7::bigint)
   GROUP BY 1`,
  ),
  { developerId: 'id', reviews: 'number' },
)

/** Names are read where they are kept: numbers alone may be remembered. */
const names = namedQuery<{ id: bigint; name: string }>(
  'names-of-developers',
  'SELECT id, name FROM developers WHERE "companyId" = $1 AND id = ANY($2::bigint[])',
)

/** How reviews were shared out. */
export async function measureReviewLoad(db: CompanyDatabase, scope: Scope): Promise<ReviewLoad> {
  const rows = await db.runCached(query, ...scopeValues(scope))
  const found = await db.run(
    names,
    rows.map(({ developerId }) => developerId),
  )
  const nameOf = new Map(found.map(({ id, name }) => [id, name]))
  const people = rows
    .map((row) => ({ ...row, name: nameOf.get(row.developerId) ?? '' }))
    .toSorted(
      (a, b) =>
        b.reviews - a.reviews ||
        a.name.localeCompare(b.name) ||
        Number(a.developerId - b.developerId),
    )
  return { people, reviews: people.reduce((sum, { reviews }) => sum + reviews, 0) }
}
