import type { CompanyQueries } from '../database/company.js'
import { refreshHistory } from '../lineage/refresh-history.js'
import { storeLineage } from '../lineage/store-lineage.js'
import { assignDevelopers } from '../people/assign-developers.js'
import { applyExclusions } from '../repositories/apply-exclusions.js'
import { linkAccounts } from '../repositories/link-accounts.js'
import { refreshRollUps } from '../roll-ups/refresh-roll-ups.js'
import { settle } from './settle.js'

/** An analysis that has just stored its facts. */
export interface FreshFacts {
  repositoryId: bigint
  analysisId: bigint
  /** Commits were measured anew or came and went: more has changed than what is new. */
  isWhole: boolean
  /** Rework and ownership were read too, and reach back to `from`; null where they were not. */
  lineage: { from: Date | null } | null
}

/** Works out what follows from the facts of an analysis, in the transaction that publishes them. */
export async function derive(queries: CompanyQueries, fresh: FreshFacts): Promise<void> {
  const { repositoryId, analysisId, isWhole, lineage } = fresh
  const now = new Date()
  const assigned = await assignDevelopers(queries)
  // What was found may tell whose accounts on code hosts are.
  const developerIds = [...assigned, ...(await linkAccounts(queries, {}))]
  // New commits and paths obey the exclusions that are in force.
  await applyExclusions(queries, repositoryId)
  const what = isWhole ? { repositoryIds: [repositoryId] } : { fresh: { repositoryId, analysisId } }
  await settle(queries, { developerIds, ...what })
  if (lineage) {
    await storeLineage(queries, repositoryId, lineage, now)
    await refreshRollUps(queries, { repositoryIds: [repositoryId] })
  }
  await refreshHistory(queries, repositoryId, now)
}
