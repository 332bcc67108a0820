import type { CompanyQueries } from '../database/company.js'
import { linkAccounts } from '../repositories/link-accounts.js'
import { remeasurePullRequests } from '../repositories/remeasure-pull-requests.js'
import { calibrateEffort } from './calibrate-effort.js'
import { developersOf, markBots, settleCounted } from './settle-counted.js'
import { settleEffort } from './settle-effort.js'
import { settleSums } from './settle-sums.js'

/** Commits to look at: those of a repository, or only those that one analysis stored. */
export interface Place {
  repositoryId: bigint
  analysisId: bigint | null
}

/** What has changed since the numbers were last settled. */
export interface Unsettled {
  /** Developers whose identities or bot mark have changed. */
  developerIds?: readonly bigint[]
  /** Repositories with excluded or restored commits or paths, or with commits that came or went. */
  repositoryIds?: readonly bigint[]
  /** An analysis that stored commits and changed nothing else. */
  fresh?: { repositoryId: bigint; analysisId: bigint } | null
}

/**
 * Brings everything derived from the facts in line with them, in the caller's transaction: sums and
 * ratings without excluded paths, recreations, what is counted, bot marks, effort, pull requests. What
 * it writes depends on the facts alone: doing it twice changes nothing. The company's effort per line
 * is looked at anew whenever a whole repository is settled.
 */
export async function settle(
  queries: CompanyQueries,
  { developerIds = [], repositoryIds = [], fresh = null }: Unsettled,
): Promise<void> {
  const whole = repositoryIds.map((repositoryId): Place => ({ repositoryId, analysisId: null }))
  const touched = new Set(developerIds)
  for (const place of whole) {
    await settleSums(queries, place)
    await settleCounted(queries, place)
    for (const id of await developersOf(queries, place)) touched.add(id)
  }
  if (fresh) {
    await settleSums(queries, fresh)
    await settleCounted(queries, fresh)
    const authors = await developersOf(queries, fresh)
    await markBots(queries, authors)
    await settleEffort(queries, authors, fresh.analysisId)
  }
  await markBots(queries, [...touched])
  const relinked = await linkAccounts(queries, { developerIds })
  await remeasurePullRequests(queries, [...developerIds, ...relinked])
  await settleEffort(queries, [...touched], null)
  if (whole.length > 0) await calibrateEffort(queries)
}
