import { allDeveloperIds, recalibrate } from '../analysis/calibrate-effort.js'
import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type CleanUp, holdCleanUp, moveCleanUp, type Step } from './clean-ups.js'
import { dropAnalyses } from './drop-analyses.js'
import { dropCommits } from './drop-commits.js'
import { dropPullRequests } from './drop-pull-requests.js'
import { markCleared } from './mark-cleared.js'
import type { Scope } from './scope.js'
import { settleHistory, settleSome } from './settle-cleared.js'
import { sweepPaths, sweepPeople } from './sweep-orphans.js'

type Work = (queries: CompanyQueries, cleanUp: CleanUp, scope: Scope) => Promise<Step | null>

/** On to the next repository with the same work, or behind the last one to other work. */
function onward({ place, repositoryIds }: CleanUp, again: string, then: string): Step {
  const isLast = place + 1 >= repositoryIds.length
  return isLast ? { stage: then, place: 0 } : { stage: again, place: place + 1 }
}

const dropRepository = namedQuery<never>(
  'drop-repository',
  'DELETE FROM repositories WHERE "companyId" = $1 AND id = $2::bigint',
)

/** Every step does a piece and says which is next; null is "somebody is in the way, wait". */
const steps: Record<string, Work> = {
  async mark(queries, cleanUp) {
    const isDone = await markCleared(queries, cleanUp)
    return isDone ? { stage: 'commits', place: 0 } : null
  },
  async commits(queries, { place }, scope) {
    const dropped = await dropCommits(queries, scope)
    return { stage: dropped ? 'commits' : 'pull-requests', place, ...dropped }
  },
  async 'pull-requests'(queries, { place }, scope) {
    const dropped = await dropPullRequests(queries, scope)
    return { stage: dropped ? 'pull-requests' : 'analyses', place, ...dropped }
  },
  async analyses(queries, cleanUp, scope) {
    const analyses = await dropAnalyses(queries, scope)
    const { place } = cleanUp
    if (analyses > 0) return { stage: 'analyses', place, counts: { analyses } }
    return onward(cleanUp, 'commits', cleanUp.kind === 'repository' ? 'paths' : 'effort')
  },
  async effort(queries, { developerIds, place }) {
    const next = await settleSome(queries, developerIds, place)
    return next === null ? { stage: 'calibrate', place: 0 } : { stage: 'effort', place: next }
  },
  async calibrate(queries) {
    return { stage: (await recalibrate(queries)) ? 'all-effort' : 'history', place: 0 }
  },
  async 'all-effort'(queries, { place }) {
    const next = await settleSome(queries, await allDeveloperIds(queries), place)
    return next === null ? { stage: 'history', place: 0 } : { stage: 'all-effort', place: next }
  },
  async history(queries, cleanUp, { repositoryIds: [repositoryId] }) {
    if (repositoryId !== undefined) await settleHistory(queries, repositoryId)
    return onward(cleanUp, 'history', cleanUp.kind === 'repository' ? 'people' : 'paths')
  },
  async paths(queries, { kind, repositoryIds }) {
    const paths = await sweepPaths(queries, repositoryIds)
    if (paths > 0) return { stage: 'paths', place: 0, counts: { paths } }
    return { stage: kind === 'repository' ? 'leave' : 'people', place: 0 }
  },
  async leave(queries, _cleanUp, { repositoryIds: [repositoryId] }) {
    await queries.run(dropRepository, repositoryId)
    return { stage: 'effort', place: 0, counts: { repositories: 1 } }
  },
  async people(queries, { developerIds }) {
    const counts = await sweepPeople(queries, developerIds)
    return { stage: counts ? 'people' : 'done', place: 0, ...(counts ? { counts } : {}) }
  },
}

/**
 * Does one step of a clean-up, in the caller's transaction. Whatever stops it, the next call goes on
 * behind the last step that was done.
 * @returns "more" to go on at once, "wait" while somebody stores facts, "done"
 */
export async function cleanUpStep(
  queries: CompanyQueries,
  id: bigint,
): Promise<'more' | 'wait' | 'done'> {
  const cleanUp = await holdCleanUp(queries, id)
  const work = cleanUp && steps[cleanUp.stage]
  if (!work) return 'done'
  const { repositoryIds, place, fromAt, toAt } = cleanUp
  const one = { repositoryIds: repositoryIds.slice(place, place + 1), fromAt, toAt }
  const step = await work(queries, cleanUp, one)
  if (!step) return 'wait'
  await moveCleanUp(queries, id, step)
  return step.stage === 'done' ? 'done' : 'more'
}
