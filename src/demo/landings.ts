import type { Change } from './change-plan.js'
import type { Person } from './people.js'

/** Something that arrives on the default branch: one commit. */
export interface Landing {
  change: Change
  key: string
  /** Which of its change's commits this is, and of how many it consists. */
  at: number
  count: number
  authoredAt: number
  committedAt: number
  /** Null: the host's page made it. */
  committer: Person | null
  isMerge: boolean
}

/** What a change becomes on the default branch, by the way its repository merges. */
function landingsOf(change: Change): Landing[] {
  const { commits, mergedAt, author, plan, isDirect } = change
  if (mergedAt === null) return []
  const count = commits.length
  const each = commits.map((authoredAt, at): Landing => {
    const isRebased = plan.way === 'rebase' && !isDirect
    return {
      ...{ change, key: `${change.key}/${at}`, at, count: 1, authoredAt, isMerge: false },
      committedAt: isRebased ? mergedAt + at * 1000 : authoredAt,
      committer: isRebased ? null : author,
    }
  })
  if (isDirect || plan.way === 'rebase') return each
  const last: Landing = {
    ...{ change, key: `${change.key}/merged`, at: 0, count, isMerge: false },
    ...{ authoredAt: mergedAt, committedAt: mergedAt, committer: null },
  }
  if (plan.way === 'squash') return [last]
  return [...each, { ...last, count: 0, isMerge: true }]
}

/** All commits of a repository's default branch, the oldest first. */
export function landings(changes: readonly Change[]): Landing[] {
  return changes
    .flatMap(landingsOf)
    .toSorted((a, b) => a.committedAt - b.committedAt || (a.key < b.key ? -1 : 1))
}
