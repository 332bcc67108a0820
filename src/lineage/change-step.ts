import type { CommitDiff, FileDiff } from '../git/file-diff.js'
import type { HunkList } from './hunk-list.js'
import { LineRuns } from './line-runs.js'
import type { PathNumbers } from './path-numbers.js'
import type { PathTree } from './path-tree.js'
import type { ReworkTally } from './rework.js'
import { spliceHunks } from './splice-hunks.js'

/** The lines of every file of one commit, by the path's number. */
export type Lines = PathTree<LineRuns>

/**
 * The lines after a commit with one parent, and what it took away. Code and test files alone are
 * followed: a file that becomes one by a rename has lines of unknown origin.
 */
export function applyChange(
  before: Lines,
  diff: CommitDiff<HunkList>,
  commit: number,
  paths: PathNumbers,
  tally: ReworkTally,
): Lines {
  let after = before
  // Paths that are left go first: another file of the same commit may have moved onto one.
  for (const file of diff.files) {
    if (file.from) after = after.with(paths.of(file.from), after.otherwise)
    else if (file.status === 'D') after = after.with(paths.of(file.path), after.otherwise)
  }
  for (const file of diff.files) {
    const number = paths.of(file.path)
    if (!paths.holdsCode(number)) continue
    const hunks = file.reader?.hunks ?? []
    if (!isText(file)) {
      after = after.with(number, LineRuns.unknown)
      continue
    }
    tally.addHunks(hunks)
    const next = spliceHunks(runsBefore(before, file, paths), hunks, commit, tally.remove)
    if (file.status !== 'D') after = after.with(number, next)
  }
  return after
}

/** The lines after a commit of which only the names of its files are known. */
export function applyNames(before: Lines, diff: CommitDiff, paths: PathNumbers): Lines {
  return diff.files.reduce(
    (lines, { path, status }) =>
      lines.with(paths.of(path), status === 'D' ? lines.otherwise : LineRuns.unknown),
    before,
  )
}

function runsBefore(before: Lines, file: FileDiff<HunkList>, paths: PathNumbers): LineRuns {
  if (file.status === 'A') return LineRuns.none
  const from = paths.of(file.from ?? file.path)
  return paths.holdsCode(from) ? before.get(from) : LineRuns.unknown
}

/** Lines are told of regular files only, and not where a file became a link or the reverse. */
function isText(file: FileDiff<HunkList>): boolean {
  return file.mode === 'file' && file.status !== 'T' && !file.binary
}
