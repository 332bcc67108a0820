import { readBoundary } from './boundary.js'
import { mostParents } from './combined-diff.js'
import { CombinedDiffReader } from './combined-diff-reader.js'
import { answers } from './diff-answers.js'
import { diffTree } from './diff-options.js'
import type { GitPlace } from './git-environment.js'
import type { HistoryRange } from './history-range.js'
import { windowHashes } from './window-blobs.js'

/**
 * Adds the blobs that tell which parent a merge has each line from: of the files that are as in none
 * of its parents, the parents' versions and the merge's own; from the trees alone. What a merge took
 * from one side as it was needs no content.
 */
export async function listMergeBlobs(
  place: GitPlace,
  range: HistoryRange,
  blobs: Set<string>,
): Promise<void> {
  const boundary = await readBoundary(place.folder)
  const merges: string[] = []
  const options = ['--min-parents=2', `--max-parents=${mostParents}`]
  for await (const hashes of windowHashes(place, range, options)) {
    merges.push(...hashes.filter((hash) => !boundary.has(hash)))
  }
  const newReader = () => new CombinedDiffReader()
  for await (const merge of answers(place, diffTree.mergedNames, merges, newReader)) {
    for (const { blobs: named } of merge?.files ?? []) for (const id of named) blobs.add(id)
  }
}
