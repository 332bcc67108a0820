import { calibrateEffort } from '../analysis/calibrate-effort.js'
import { settle } from '../analysis/settle.js'
import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { refreshHistory } from '../lineage/refresh-history.js'
import { refreshDays } from '../roll-ups/refresh-roll-ups.js'

const ownership = namedQuery<never>(
  'drop-ownership-without-commits',
  `DELETE FROM ownership o WHERE o."companyId" = $1 AND o."repositoryId" = $2::bigint
     AND NOT EXISTS (SELECT 1 FROM commits c WHERE c."companyId" = $1
       AND c."repositoryId" = o."repositoryId" AND c."authorId" = o."identityId")`,
)

/** What was worked out of a repository's facts, in line with those that are left. */
export async function settleCleared(
  queries: CompanyQueries,
  repositoryId: bigint,
  developerIds: readonly bigint[],
): Promise<void> {
  await settle(queries, { repositoryIds: [repositoryId], developerIds })
  await queries.run(ownership, repositoryId)
  await refreshHistory(queries, repositoryId, new Date())
}

/** The same where the whole repository is gone: its people's work elsewhere. */
export async function settleRemoved(
  queries: CompanyQueries,
  developerIds: readonly bigint[],
): Promise<void> {
  await settle(queries, { developerIds })
  await refreshDays(queries, await calibrateEffort(queries))
}
