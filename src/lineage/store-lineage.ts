import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { LineageReading } from './read-lineage.js'

const rework = namedQuery(
  'publish-rework',
  `UPDATE commits c SET "reworkedLines" = s."reworkedLines", "reworkBase" = s."reworkBase"
   FROM pg_temp.staged_rework s
   WHERE c."companyId" = $1::bigint AND c."repositoryId" = $2::bigint AND c.hash = s.hash
     AND (c."reworkedLines", c."reworkBase") IS DISTINCT FROM (s."reworkedLines", s."reworkBase")`,
)

const forgetOwnership = namedQuery(
  'forget-ownership',
  'DELETE FROM ownership WHERE "companyId" = $1::bigint AND "repositoryId" = $2::bigint',
)

const ownership = namedQuery(
  'publish-ownership',
  `INSERT INTO ownership ("companyId", "repositoryId", "pathId", "identityId", lines)
   SELECT $1::bigint, $2::bigint, p.id, i.id, sum(s.lines)
   FROM pg_temp.staged_ownership s
   JOIN paths p ON p."companyId" = $1::bigint AND p."repositoryId" = $2::bigint
     AND p.digest = s.path
   JOIN identities i ON i."companyId" = $1::bigint AND i.digest = s.identity
   -- Lines of days that were cleared are nobody's, where nothing else of theirs is here.
   WHERE NOT EXISTS (SELECT 1 FROM cleared_periods z
       WHERE z."companyId" = $1::bigint AND z."repositoryId" = $2::bigint)
     OR EXISTS (SELECT 1 FROM commits c WHERE c."companyId" = $1::bigint
       AND c."repositoryId" = $2::bigint AND c."authorId" = i.id)
   GROUP BY p.id, i.id`,
)

/** The first whole day of the window, in the company's zone; null for all history. */
const horizon = namedQuery(
  'publish-history-horizon',
  `UPDATE repositories r SET "historyReadAt" = $3::timestamptz, "historyFrom" =
     (($4::timestamptz AT TIME ZONE (SELECT "timeZone" FROM companies WHERE id = $1::bigint)
       - interval '1 microsecond')::date + 1)
   WHERE r."companyId" = $1::bigint AND r.id = $2::bigint`,
)

/**
 * Moves a reading from its staging tables to the facts, in the transaction that publishes them and
 * after commits, paths and identities are there. A commit's rework is set anew, a repository's
 * ownership replaced: twice is as good as once.
 */
export async function storeLineage(
  queries: CompanyQueries,
  repositoryId: bigint,
  reading: Pick<LineageReading, 'from'>,
  readAt: Date,
): Promise<void> {
  await queries.run(rework, repositoryId)
  await queries.run(forgetOwnership, repositoryId)
  await queries.run(ownership, repositoryId)
  await queries.run(horizon, repositoryId, readAt, reading.from)
}
