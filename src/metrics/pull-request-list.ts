import { currentCompany } from '../companies/companies.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { PullRequestState } from '../generated/prisma/enums.js'
import { isAggregated, isTellable } from './individuals.js'
import { authorInSql, pullPlaceInSql } from './pull-request-scope.js'
import { type Scope, scopeValues } from './scope.js'

/** What narrows a list of pull requests beyond its scope. */
export interface PullNarrowing {
  state: PullRequestState | null
  /** Monday of the week of the merge. */
  week: string | null
  /** Those that this developer reviewed. */
  reviewerId: bigint | null
  /** Only those of whoever has this address, lower case. */
  own: string | null
}

export interface ListedPull {
  repositoryId: bigint
  repository: string
  number: number
  title: string
  url: string
  state: PullRequestState
  isDraft: boolean
  author: string | null
  byBot: boolean
  createdAt: Date
  /** When it was merged or closed; null while it is open. */
  endedAt: Date | null
  cycleSeconds: number | null
  isUnreviewed: boolean
  size: string | null
  lines: number | null
}

const zone = `(SELECT "timeZone" FROM companies WHERE id = $1)`
const closedDay = `(p."closedAt" AT TIME ZONE ${zone})::date`
const inDays = (day: string) => `${day} BETWEEN $2::date AND $3::date`

/**
 * Merged ones belong to the day of their merge, closed ones to that of their end; open are those that
 * were opened by the last day. Without a state it is all of them.
 */
const stateInSql = `CASE p.state
  WHEN 'merged' THEN coalesce($8::text, 'merged') = 'merged' AND ${inDays('p."mergedDay"')}
  WHEN 'closed' THEN coalesce($8::text, 'closed') = 'closed' AND ${inDays(closedDay)}
  ELSE coalesce($8::text, 'open') = 'open' AND p."createdDay" <= $3::date END`

/** `$2`-`$7` scope, `$8` state, `$9` week, `$10` reviewer, `$11` whose own. */
const where = `${pullPlaceInSql('coalesce(p."mergedDay", p."createdDay")')} AND ${stateInSql}
  AND ($9::date IS NULL OR p."mergedWeek" = $9::date)
  AND ($10::bigint IS NULL OR EXISTS (SELECT 1 FROM reviews r
    JOIN host_accounts v ON v."companyId" = r."companyId" AND v.id = r."accountId"
    WHERE r."companyId" = $1 AND r."repositoryId" = p."repositoryId" AND r.number = p.number
      AND v."developerId" = $10::bigint AND ${inDays('r."localDay"')}))
  AND ($11::text IS NULL OR ${authorInSql} IN (SELECT i."developerId" FROM identities i
    WHERE i."companyId" = $1 AND lower(i.email) = $11::text))`

const count = namedQuery<{ total: number }>(
  'count-pull-requests',
  `SELECT count(*)::int AS total FROM pull_requests p WHERE ${where}`,
)

const list = namedQuery<ListedPull>(
  'list-pull-requests',
  `SELECT p."repositoryId", o.name AS repository, p.number, p.title, p.url, p.state::text AS state,
     p."isDraft", coalesce(d.name, a.name, a.username) AS author, p."byBot", p."createdAt",
     coalesce(p."mergedAt", p."closedAt") AS "endedAt", p."cycleSeconds", p."isUnreviewed", p.size,
     p.additions + p.deletions AS lines
   FROM pull_requests p
   JOIN repositories o ON o."companyId" = p."companyId" AND o.id = p."repositoryId"
   LEFT JOIN host_accounts a ON a."companyId" = p."companyId" AND a.id = p."authorId"
   LEFT JOIN developers d ON d."companyId" = a."companyId" AND d.id = a."developerId"
   WHERE ${where}
   ORDER BY coalesce(p."mergedAt", p."closedAt", p."createdAt") DESC, p."repositoryId", p.number DESC
   LIMIT $12::int OFFSET $13::int`,
)

const people = namedQuery<{ people: number }>(
  'people-of-pull-requests',
  `SELECT count(DISTINCT ${authorInSql})::int AS people FROM pull_requests p
   WHERE NOT p."byBot" AND ${where}`,
)

const values = (scope: Scope, { state, week, reviewerId, own }: PullNarrowing) => [
  ...scopeValues(scope),
  ...[state, week, reviewerId, own],
]

/** How many pull requests a list would hold. */
export async function countPulls(db: CompanyDatabase, scope: Scope, narrowing: PullNarrowing) {
  const [row] = await db.run(count, ...values(scope, narrowing))
  return row?.total ?? 0
}

/** Whether such a list may be shown: where nobody is shown alone, it is one of many people. */
export async function arePullsTellable(
  db: CompanyDatabase,
  scope: Scope,
  narrowing: PullNarrowing,
): Promise<boolean> {
  const company = await currentCompany(db)
  if (!isAggregated(company)) return true
  const [row] = await db.run(people, ...values(scope, narrowing))
  return isTellable(company, row?.people ?? 0)
}

/** Pull requests, the newest first: by their end, or where they are open by their beginning. */
export function listPulls(
  db: CompanyDatabase,
  scope: Scope,
  narrowing: PullNarrowing,
  { skip, take }: { skip: number; take: number },
): Promise<ListedPull[]> {
  return db.run(list, ...values(scope, narrowing), take, skip)
}
