import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { authorInSql, pullPlaceInSql, pullsInSql } from './pull-request-scope.js'
import { type Scope, scopeValues } from './scope.js'

/**
 * Pull requests that are open and no draft, the longest ready first, as they were at the last
 * reading: what they wait for is the first review by somebody else, or what comes after it.
 * The days of the scope say nothing about now; its place does.
 */
export interface OpenPull {
  repositoryId: bigint
  repository: string
  number: number
  title: string
  url: string
  author: string | null
  byBot: boolean
  /** When it became ready for review. */
  readyAt: Date
  /** Somebody else has reviewed it. */
  isReviewed: boolean
  size: string | null
}

/** From so many days on, an open pull request is stuck. */
export const stuckDays = 3

const where = `${pullPlaceInSql('p."createdDay"')} AND p.state = 'open' AND NOT p."isDraft"
  AND p."goneAt" IS NULL AND coalesce($2::date, $3::date) IS NOT NULL
  AND ($8::text IS NULL OR ${authorInSql} IN (SELECT i."developerId" FROM identities i
    WHERE i."companyId" = $1 AND lower(i.email) = $8::text))
  AND (NOT $9::boolean OR p."firstReviewAt" IS NULL)
  AND ($10::timestamptz IS NULL OR coalesce(p."readyAt", p."createdAt") <= $10::timestamptz)`

const list = namedQuery<OpenPull>(
  'open-pull-requests',
  `SELECT p."repositoryId", o.name AS repository, p.number, p.title, p.url,
     coalesce(d.name, h.name, h.username) AS author, p."byBot", p.size,
     coalesce(p."readyAt", p."createdAt") AS "readyAt",
     p."firstReviewAt" IS NOT NULL AS "isReviewed"
   FROM ${pullsInSql}
   JOIN repositories o ON o."companyId" = p."companyId" AND o.id = p."repositoryId"
   LEFT JOIN developers d ON d."companyId" = p."companyId" AND d.id = ${authorInSql}
   WHERE ${where} ORDER BY coalesce(p."readyAt", p."createdAt"), p."repositoryId", p.number
   LIMIT $11::int`,
)

const count = namedQuery<{ pulls: number; people: number }>(
  'count-open-pull-requests',
  `SELECT count(*)::int AS pulls, count(DISTINCT ${authorInSql})::int AS people
   FROM ${pullsInSql} WHERE ${where}`,
)

/** Which open ones: of one person alone, unreviewed alone, ready since an instant at the latest. */
export interface OpenNarrowing {
  own: string | null
  isUnreviewed: boolean
  readyBefore: Date | null
}

/** Open pull requests, the longest ready first, and how many there are. */
export async function listOpen(
  db: CompanyDatabase,
  scope: Scope,
  { own, isUnreviewed, readyBefore }: OpenNarrowing,
  take: number,
): Promise<{ rows: OpenPull[]; total: number; people: number }> {
  const values = [...scopeValues(scope), own, isUnreviewed, readyBefore]
  const [found] = await db.run(count, ...values)
  return {
    rows: await db.run(list, ...values, take),
    ...{ total: found?.pulls ?? 0, people: found?.people ?? 0 },
  }
}
