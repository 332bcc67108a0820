import { diffTree } from '../git/diff-options.js'
import { type RunningGit, startGit } from '../git/git.js'
import type { GitPlace } from '../git/git-environment.js'
import type { CommitRecord } from '../git/history.js'
import { memoryMiB } from '../git/memory-limit.js'

/** Careful: for a commit that does not fit into memory otherwise. */
export type DiffManner = 'ordinary' | 'careful'

/** Files from 1 MiB on are binary, renames are a removal and an addition. */
const careful = {
  before: ['-c', 'core.bigFileThreshold=1m', '-c', 'core.deltaBaseCacheLimit=16m'],
  after: ['--no-renames'],
}

/** Starts a git that diffs the commits it is told of, within the memory a diff may use. */
export function startDiff(place: GitPlace, manner: DiffManner = 'ordinary'): RunningGit {
  const { before, after } = manner === 'careful' ? careful : { before: [], after: [] }
  const args = [...before, ...diffTree.changes, ...after]
  return startGit(place, args, { memoryMiB: memoryMiB.diff })
}

/** Tells it of commits; false when it takes no more for now. */
export function tellDiff(git: RunningGit, records: readonly CommitRecord[]): boolean {
  return git.stdin.write(records.map((record) => `${record.hash}\n`).join(''))
}
