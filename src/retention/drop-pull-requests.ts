import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { Dropped } from './drop-commits.js'
import { pullRequestInScope, type Scope, scopeValues } from './scope.js'

/** So many go in one transaction. */
const atOnce = 200

const pick = namedQuery<{ number: number }>(
  'pull-requests-to-drop',
  `SELECT p.number FROM pull_requests p WHERE ${pullRequestInScope} ORDER BY p.number LIMIT $5::int`,
)

const of = `x."companyId" = $1 AND x."repositoryId" = $2::bigint AND x.number = ANY($3::int[])`

const people = namedQuery<{ id: bigint }>(
  'developers-of-pull-requests-to-drop',
  `WITH accounts AS (
     SELECT unnest(ARRAY[x."authorId", x."mergedById"]) AS id FROM pull_requests x WHERE ${of}
     UNION SELECT x."accountId" FROM reviews x WHERE ${of}
     UNION SELECT x."accountId" FROM comments x WHERE ${of}
     UNION SELECT x."accountId" FROM pull_request_events x WHERE ${of}
     UNION SELECT x."accountId" FROM pull_request_commits x WHERE ${of}
   )
   SELECT a."developerId" AS id FROM host_accounts a WHERE a."companyId" = $1
     AND a.id IN (SELECT id FROM accounts) AND a."developerId" IS NOT NULL
   UNION SELECT i."developerId" FROM pull_request_commits x
     JOIN identities i ON i."companyId" = $1 AND i.id = x."identityId"
     WHERE ${of} AND i."developerId" IS NOT NULL`,
)

const dropped = (table: string) =>
  namedQuery<{ gone: number }>(
    `clear-${table.replaceAll('_', '-')}`,
    `WITH gone AS (DELETE FROM ${table} x WHERE ${of} RETURNING 1)
     SELECT count(*)::int AS gone FROM gone`,
  )

/** Children first: what hangs on a pull request is counted by its own kind. */
const steps = [
  ['reviews', dropped('reviews')],
  ['comments', dropped('comments')],
  ['events', dropped('pull_request_events')],
  ['pullRequestCommits', dropped('pull_request_commits')],
  ['pullRequests', dropped('pull_requests')],
] as const

/** Deletes some pull requests of one repository with everything beneath them. Null when none is left. */
export async function dropPullRequests(
  queries: CompanyQueries,
  scope: Scope,
): Promise<Dropped | null> {
  const [repositoryId] = scope.repositoryIds
  const rows = await queries.run(pick, ...scopeValues(scope), atOnce)
  if (repositoryId === undefined || rows.length === 0) return null
  const numbers = rows.map(({ number }) => number)
  const touched = await queries.run(people, repositoryId, numbers)
  const counts: Record<string, number> = {}
  for (const [what, step] of steps) {
    const [row] = await queries.run(step, repositoryId, numbers)
    counts[what] = row!.gone
  }
  return { developerIds: touched.map(({ id }) => id), counts }
}
