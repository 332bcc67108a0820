import { readBoundary } from './boundary.js'
import { drained, type RunningGit, startGit } from './git.js'
import type { GitPlace } from './git-environment.js'
import { type HistoryRange, walk } from './history-range.js'
import { memoryMiB } from './memory-limit.js'
import { NulFields } from './nul-fields.js'

/** More are not asked for by name: the request alone would be tens of megabytes. */
const mostBlobs = 500_000

const submodule = '160000'

/** The hashes of a range, newest first, in batches. */
export async function* windowHashes(
  place: GitPlace,
  range: HistoryRange,
  options: string[] = [],
): AsyncGenerator<string[]> {
  const git = startGit(place, ['rev-list', ...options, ...walk(range)])
  try {
    git.stdin.end()
    let rest = ''
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      const lines = (rest + chunk.toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      yield lines
    }
    await git.finished
  } finally {
    git.stop()
  }
}

/**
 * Adds the blobs that the diffs of a range read, old and new versions, renames included; from the
 * trees alone. False when there are too many.
 * @param isRead which of the range's commits are diffed at all
 */
export async function listBlobs(
  place: GitPlace,
  range: HistoryRange,
  isRead: (hash: string) => boolean,
  blobs: Set<string>,
): Promise<boolean> {
  const options = ['--stdin', '--root', '-r', '-z', '--raw', '--no-abbrev', '--no-renames']
  const git = startGit(place, ['diff-tree', ...options], { memoryMiB: memoryMiB.diff })
  try {
    const told = tell(git, place, range, isRead)
    told.catch(() => git.stop())
    const fields = new NulFields()
    let isPath = false
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      for (const field of fields.feed(chunk)) {
        if (!isPath) collect(field, blobs)
        // A colon begins an entry and a path follows it; anything else is a commit's hash.
        isPath = !isPath && field[0] === 58
      }
      if (blobs.size > mostBlobs) return false
    }
    await told
    await git.finished
    return true
  } finally {
    git.stop()
  }
}

async function tell(
  git: RunningGit,
  place: GitPlace,
  range: HistoryRange,
  isRead: (hash: string) => boolean,
): Promise<void> {
  const boundary = await readBoundary(place.folder)
  for await (const hashes of windowHashes(place, range, ['--no-merges'])) {
    const told = hashes.filter((hash) => !boundary.has(hash) && isRead(hash))
    if (!git.stdin.write(told.map((hash) => `${hash}\n`).join(''))) await drained(git)
  }
  git.stdin.end()
}

/** Adds the two ids of `:100644 100644 <id> <id> M`, without absent ones and submodules. */
function collect(field: Buffer, blobs: Set<string>): void {
  if (field[0] !== 58) return
  const [oldMode, newMode, oldId, newId] = field.toString('latin1', 1).split(' ')
  if (oldMode !== submodule && oldId && /[^0]/.test(oldId)) blobs.add(oldId)
  if (newMode !== submodule && newId && /[^0]/.test(newId)) blobs.add(newId)
}
