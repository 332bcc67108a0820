import { runGit } from './git.js'
import type { GitPlace } from './git-environment.js'
import type { HistoryRange } from './history-range.js'
import { linesOf } from './named-parents.js'
import { windowHashes } from './window-blobs.js'

/** A printed line names one tree or commit. */
const lineBytes = 67

/** The top trees that the diffs of a range compare and that are not here. */
export async function missingTrees(
  place: GitPlace,
  range: HistoryRange,
  isRead: (hash: string) => boolean,
): Promise<Set<string>> {
  const compared = new Set<string>()
  for await (const lines of windowHashes(place, range, ['--parents'])) {
    for (const commits of lines.map((line) => line.split(' '))) {
      if (isRead(commits[0] ?? '')) for (const hash of commits) compared.add(hash)
    }
  }
  const options = ['--objects', '--no-walk', '--filter=tree:1', '--missing=print', '--stdin']
  const { stdout } = await runGit(place, ['rev-list', ...options], {
    input: linesOf(compared),
    limit: 3 * lineBytes * compared.size,
  })
  const missing = stdout.split('\n').filter((line) => line.startsWith('?'))
  return new Set(missing.map((line) => line.slice(1)))
}
