import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { pullRequestDefinitions } from '../measures/pull-request-phases.js'
import { measurePullRequests } from './measure-pull-requests.js'

interface Measured {
  repositoryId: bigint
  numbers: number[]
}

const touched = namedQuery<Measured>(
  'pull-requests-of-developers',
  `WITH accounts AS (
     SELECT a.id FROM host_accounts a
     WHERE a."companyId" = $1 AND a."developerId" = ANY($2::bigint[])
   ), found AS (
     SELECT p."repositoryId", p.number FROM pull_requests p WHERE p."companyId" = $1
       AND (p."authorId" IN (SELECT id FROM accounts) OR p."mergedById" IN (SELECT id FROM accounts))
     UNION SELECT x."repositoryId", x.number FROM reviews x
       WHERE x."companyId" = $1 AND x."accountId" IN (SELECT id FROM accounts)
     UNION SELECT x."repositoryId", x.number FROM comments x
       WHERE x."companyId" = $1 AND x."accountId" IN (SELECT id FROM accounts)
     UNION SELECT x."repositoryId", x.number FROM pull_request_commits x
       WHERE x."companyId" = $1 AND (x."accountId" IN (SELECT id FROM accounts)
         OR x."identityId" IN (SELECT i.id FROM identities i
           WHERE i."companyId" = $1 AND i."developerId" = ANY($2::bigint[])))
   )
   SELECT "repositoryId", array_agg(number ORDER BY number) AS numbers FROM found GROUP BY 1 ORDER BY 1`,
)

const outdated = namedQuery<Measured>(
  'pull-requests-of-older-definitions',
  `SELECT "repositoryId", array_agg(number ORDER BY number) AS numbers FROM (
     SELECT "repositoryId", number FROM pull_requests
     WHERE "companyId" = $1 AND "repositoryId" = $2::bigint AND "definitionsVersion" < $3::int
     ORDER BY number LIMIT 2000) AS o GROUP BY 1`,
)

/** Measures anew whatever these developers have a part in: who is whom, or a bot, has changed. */
export async function remeasurePullRequests(
  queries: CompanyQueries,
  developerIds: readonly bigint[],
): Promise<void> {
  if (developerIds.length === 0) return
  for (const { repositoryId, numbers } of await queries.run(touched, developerIds)) {
    await measurePullRequests(queries, repositoryId, numbers)
  }
}

/** Measures anew what older definitions have measured, a part of it at a time. */
export async function renewPullRequests(
  queries: CompanyQueries,
  repositoryId: bigint,
): Promise<void> {
  const rows = await queries.run(outdated, repositoryId, pullRequestDefinitions)
  for (const { numbers } of rows) await measurePullRequests(queries, repositoryId, numbers)
}
