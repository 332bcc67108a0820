import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommitRecord } from './commit-record.js'
import { CommitRows, commitFormat } from './commit-rows.js'
import { startGit } from './git.js'
import type { GitPlace } from './git-environment.js'
import { missingObjects } from './git-fault.js'
import { type HistoryRange, walk } from './history-range.js'
import { isOfOneCommit } from './reading-fault.js'
import { tornCommit } from './torn-commit.js'

export type { CommitRecord, HistoryRange }

/** More holes in one history are not mended. */
const mostHoles = 100

/**
 * Reads commits newest first, a batch per chunk of git's output. Git ends where a commit's parents
 * are missing or damaged; such a commit then becomes part of the boundary, as in a shallow history:
 * it is added to `boundary` (before it is given out) and git starts anew without its parents.
 * @param mailmap the list of names to apply, as git's object (mailmap.ts)
 */
export async function* readHistory(
  place: GitPlace,
  range: HistoryRange,
  now: Date,
  boundary: Set<string>,
  mailmap: string | null,
): AsyncGenerator<CommitRecord[]> {
  const given = { count: 0 }
  for (let holes = 0; ; holes++) {
    const torn = yield* readWalk(place, { range, now, mailmap }, given)
    if (torn === null) return
    if (holes === mostHoles || boundary.has(torn)) throw missingObjects()
    boundary.add(torn)
    await appendFile(join(place.folder, 'shallow'), `${torn}\n`)
  }
}

/**
 * Gives back the commit whose parents cannot be read, or null once everything has been read. What
 * was given out by an earlier walk comes again in the same order, and is left out.
 */
async function* readWalk(
  place: GitPlace,
  { range, now, mailmap }: { range: HistoryRange; now: Date; mailmap: string | null },
  given: { count: number },
): AsyncGenerator<CommitRecord[], string | null> {
  const options = ['--date=raw', '--encoding=UTF-8', '--no-patch', '--no-color', '--no-notes']
  const git = startGit(place, [
    ...(mailmap === null ? [] : ['-c', `mailmap.blob=${mailmap}`]),
    ...['log', '-z', `--format=${commitFormat}`, ...options],
    ...['--no-show-signature', '--no-decorate', '--no-mailmap', ...walk(range)],
  ])
  try {
    git.stdin.end()
    const rows = new CommitRows(given.count)
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      const batch = rows.feed(chunk, now)
      given.count += batch.length
      if (batch.length > 0) yield batch
    }
    await git.finished
    return null
  } catch (error) {
    const torn = isOfOneCommit(error) ? await tornCommit(place, range, git.said()) : null
    if (torn) return torn
    throw error
  } finally {
    git.stop()
  }
}

/**
 * Counts the commits of a range, while something else is done; `stop` when nobody asks any more.
 * Null where git cannot: reading then tells better what is wrong.
 */
export function countHistory(
  place: GitPlace,
  range: HistoryRange,
): { count: Promise<number | null>; stop: () => void } {
  const git = startGit(place, ['rev-list', '--count', ...walk(range)])
  const read = async () => {
    git.stdin.end()
    let printed = ''
    for await (const chunk of git.stdout) printed += chunk
    await git.finished
    return Number(printed)
  }
  return { count: read().catch(() => null), stop: git.stop }
}
