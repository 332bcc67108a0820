import { currentCompany } from '../companies/companies.js'
import { cachedQuery } from '../database/cached-query.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { PullRequestState } from '../generated/prisma/enums.js'
import { isAggregated, isTellable } from './individuals.js'
import { bandOf, type SpreadName, spreadColumns } from './pull-request-bands.js'
import { authorInSql, pullPlaceInSql, pullsInSql } from './pull-request-scope.js'
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
  /** Of the merged ones: those of a size, of bands of their numbers, or merged in a certain way. */
  size?: string | null
  cycle?: string | null
  depth?: string | null
  rounds?: string | null
  how?: MergedHow | null
}

/** Ways of merging that are looked at. */
export const mergedHow = ['unreviewed', 'self'] as const
export type MergedHow = (typeof mergedHow)[number]

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

/** Those of the merged whose number lies between two parameters; what is not known lies nowhere. */
const bandInSql = (name: SpreadName, least: number) => `($${least}::int IS NULL
    OR p.state = 'merged' AND p."cycleSeconds" IS NOT NULL
    AND ${spreadColumns[name]} >= $${least}::int
    AND ($${least + 1}::int IS NULL OR ${spreadColumns[name]} < $${least + 1}::int))`

/**
 * `$2`-`$7` scope, `$8` state, `$9` week, `$10` reviewer, `$11` whose own, `$12` size, `$13` how it was
 * merged, `$14`-`$19` bounds of bands.
 */
export const narrowedInSql = `${pullPlaceInSql('coalesce(p."mergedDay", p."createdDay")')} AND ${stateInSql}
  AND ($9::date IS NULL OR p."mergedWeek" = $9::date)
  AND ($10::bigint IS NULL OR EXISTS (SELECT 1 FROM reviews r
    JOIN host_accounts v ON v."companyId" = r."companyId" AND v.id = r."accountId"
    WHERE r."companyId" = $1 AND r."repositoryId" = p."repositoryId" AND r.number = p.number
      AND v."developerId" = $10::bigint AND ${inDays('r."localDay"')}))
  AND ($11::text IS NULL OR ${authorInSql} IN (SELECT i."developerId" FROM identities i
    WHERE i."companyId" = $1 AND lower(i.email) = $11::text))
  AND ($12::text IS NULL OR p.state = 'merged' AND p.size = $12::text)
  AND ($13::text IS NULL OR p.state = 'merged' AND p."cycleSeconds" IS NOT NULL
    AND CASE $13::text WHEN 'self' THEN p."isSelfMerged" ELSE p."isUnreviewed" END)
  AND ${bandInSql('cycle', 14)} AND ${bandInSql('depth', 16)} AND ${bandInSql('rounds', 18)}`

const countQuery = namedQuery<{ total: number }>(
  'count-pull-requests',
  `SELECT count(*)::int AS total FROM ${pullsInSql} WHERE ${narrowedInSql}`,
)

const count = cachedQuery(countQuery, { total: 'number' })

/** A row of the list, with who asked for it and where. */
export const listedPullsInSql = `p."repositoryId", o.name AS repository, p.number, p.title, p.url, p.state::text AS state,
     p."isDraft", coalesce(d.name, h.name, h.username) AS author, p."byBot", p."createdAt",
     coalesce(p."mergedAt", p."closedAt") AS "endedAt", p."cycleSeconds", p."isUnreviewed", p.size,
     p.additions + p.deletions AS lines
   FROM ${pullsInSql}
   JOIN repositories o ON o."companyId" = p."companyId" AND o.id = p."repositoryId"
   LEFT JOIN developers d ON d."companyId" = p."companyId" AND d.id = ${authorInSql}
   WHERE ${narrowedInSql}`

/** When it ended, or where it is open when it began. */
export const pullMomentInSql = 'coalesce(p."mergedAt", p."closedAt", p."createdAt")'

const inOrder = (name: string, order: string) =>
  namedQuery<ListedPull>(
    name,
    `SELECT ${listedPullsInSql} ORDER BY ${order}, p."repositoryId", p.number DESC
   LIMIT $20::int OFFSET $21::int`,
  )

const people = namedQuery<{ people: number }>(
  'people-of-pull-requests',
  `SELECT count(DISTINCT ${authorInSql})::int AS people FROM ${pullsInSql}
   WHERE NOT p."byBot" AND ${narrowedInSql}`,
)

const lists = {
  newest: inOrder('list-pull-requests', `${pullMomentInSql} DESC`),
  slowest: inOrder('list-slowest-pull-requests', 'p."cycleSeconds" DESC NULLS LAST'),
}

function boundsOf(name: SpreadName, key: string | null | undefined): (number | null)[] {
  const band = key == null ? null : bandOf(name, key)
  return [band?.least ?? null, band?.below ?? null]
}

/** The values that {@link narrowedInSql} takes, from `$2` on. */
export const pullValues = (scope: Scope, narrowing: PullNarrowing) => [
  ...scopeValues(scope),
  ...[narrowing.state, narrowing.week, narrowing.reviewerId, narrowing.own],
  ...[narrowing.size ?? null, narrowing.how ?? null],
  ...boundsOf('cycle', narrowing.cycle),
  ...boundsOf('depth', narrowing.depth),
  ...boundsOf('rounds', narrowing.rounds),
]

/** How many pull requests a list would hold. */
export async function countPulls(db: CompanyDatabase, scope: Scope, narrowing: PullNarrowing) {
  const [row] = await db.runCached(count, ...pullValues(scope, narrowing))
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
  const [row] = await db.run(people, ...pullValues(scope, narrowing))
  return isTellable(company, row?.people ?? 0)
}

/**
 * Pull requests, the newest first: by their end, or where they are open by their beginning; or those
 * with the longest cycle first.
 */
export function listPulls(
  db: CompanyDatabase,
  scope: Scope,
  narrowing: PullNarrowing,
  { skip, take, order = 'newest' }: { skip: number; take: number; order?: keyof typeof lists },
): Promise<ListedPull[]> {
  return db.run(lists[order], ...pullValues(scope, narrowing), take, skip)
}
