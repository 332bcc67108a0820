import type { CombinedDiff } from '../git/combined-diff.js'
import type { CommitDiff } from '../git/file-diff.js'
import type { Lines } from './change-step.js'
import { mergeHunks } from './merge-hunks.js'
import type { PathNumbers } from './path-numbers.js'

/**
 * The lines after a merge: the first parent's, but for the files that are not as in it: such a file
 * is as in another parent, or made of several.
 * @param parents the lines of each parent
 * @param changed the files that are not as in each parent; of two parents the first one's will do
 * @param combined the files that are as in no parent
 */
export function applyMerge(
  parents: Lines[],
  changed: CommitDiff[],
  combined: CombinedDiff,
  merge: number,
  paths: PathNumbers,
): Lines {
  const [first] = parents
  if (!first) throw new Error('A merge has parents.')
  const made = new Map(combined.files.map((file) => [paths.of(file.path), file]))
  const changedIn = changed.map((diff) => new Set(diff.files.map(({ path }) => paths.of(path))))
  let after = first
  for (const number of changedIn[0] ?? []) {
    if (!paths.holdsCode(number)) continue
    const file = made.get(number)
    if (file?.isDeleted) after = after.with(number, after.otherwise)
    else if (file) {
      const versions = parents.map((lines) => lines.get(number))
      after = after.with(number, mergeHunks(file, versions, merge))
    } else {
      const source = parents.findIndex((_, index) => index > 0 && !changedIn[index]?.has(number))
      after = after.with(number, (parents[source] ?? first).get(number))
    }
  }
  return after
}
