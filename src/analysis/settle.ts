import type { CompanyQueries } from '../database/company.js'
import { linkAccounts } from '../repositories/link-accounts.js'
import { remeasurePullRequests } from '../repositories/remeasure-pull-requests.js'
import { refreshDays, refreshRollUps, type TouchedDay } from '../roll-ups/refresh-roll-ups.js'
import { calibrateEffort } from './calibrate-effort.js'
import {
  daysOfAnalysis,
  daysOfDevelopers,
  developersOf,
  markBots,
  settleCounted,
} from './settle-counted.js'
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
 * ratings without excluded paths, recreations, what is counted, bot marks, effort, pull requests, and
 * at last the roll-ups. What it writes depends on the facts alone: doing it twice changes nothing. The
 * company's effort per line is looked at anew whenever a whole repository is settled.
 */
export async function settle(queries: CompanyQueries, unsettled: Unsettled): Promise<void> {
  const { developerIds = [], repositoryIds = [], fresh = null } = unsettled
  const touched = new Set(developerIds)
  const days: TouchedDay[][] = []
  for (const repositoryId of repositoryIds) {
    const place = { repositoryId, analysisId: null }
    await settleSums(queries, place)
    await settleCounted(queries, place)
    for (const id of await developersOf(queries, place)) touched.add(id)
  }
  if (fresh) {
    await settleSums(queries, fresh)
    await settleCounted(queries, fresh)
    const authors = await developersOf(queries, fresh)
    days.push(await markBots(queries, authors))
    days.push(await settleEffort(queries, authors, fresh.analysisId))
    // Twins of its commits have their author date, and so their day.
    days.push(await daysOfAnalysis(queries, fresh.analysisId))
  }
  days.push(await markBots(queries, [...touched]))
  const relinked = await linkAccounts(queries, { developerIds })
  await remeasurePullRequests(queries, [...developerIds, ...relinked])
  days.push(await settleEffort(queries, [...touched], null))
  if (repositoryIds.length > 0) {
    days.push(await calibrateEffort(queries))
    await refreshRollUps(queries, { repositoryIds })
  }
  if (developerIds.length > 0) days.push(await daysOfDevelopers(queries, developerIds))
  const whole = new Set(repositoryIds)
  await refreshDays(
    queries,
    days.flat().filter(({ repositoryId }) => !whole.has(repositoryId)),
  )
}
