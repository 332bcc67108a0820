import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CommitRecord, CommitRows, commitFormat } from './commit-record.js'
import { startGit } from './git.js'
import type { GitPlace } from './git-environment.js'
import { unreadable } from './git-fault.js'

export type { CommitRecord }

/** Which commits: those reachable from `head` until committer dates fall behind `since`. */
export interface HistoryRange {
  head: string
  since: Date | null
}

/** The options by which every command here walks the same commits, as `git log --since` does. */
export function walk(range: HistoryRange): string[] {
  const since = range.since ? [`--max-age=${Math.floor(range.since.getTime() / 1000)}`] : []
  return [...since, '--end-of-options', range.head]
}

/** More holes in one history are not mended. */
const mostHoles = 100

/**
 * Reads commits newest first, a batch per chunk of git's output. Git ends where a commit's parents
 * are missing or damaged; such a commit then becomes part of the boundary, as in a shallow history:
 * it is added to `boundary` (before it is given out) and git starts anew without its parents.
 */
export async function* readHistory(
  place: GitPlace,
  range: HistoryRange,
  now: Date,
  boundary: Set<string> = new Set(),
): AsyncGenerator<CommitRecord[]> {
  let given = 0
  for (let holes = 0; ; holes++) {
    const walk = readWalk(place, range, now, given)
    let next = await walk.next()
    while (!next.done) {
      given += next.value.length
      yield next.value
      next = await walk.next()
    }
    if (next.value === null) return
    if (holes === mostHoles || boundary.has(next.value)) throw unreadable()
    boundary.add(next.value)
    await appendFile(join(place.folder, 'shallow'), `${next.value}\n`)
  }
}

/** Gives back the commit whose parents cannot be read, or null once everything has been read. */
async function* readWalk(
  place: GitPlace,
  range: HistoryRange,
  now: Date,
  skip: number,
): AsyncGenerator<CommitRecord[], string | null> {
  const options = ['--date=raw', '--encoding=UTF-8', '--no-patch', '--no-color', '--no-notes']
  const git = startGit(place, [
    ...['log', '-z', `--format=${commitFormat}`, ...options],
    ...['--no-show-signature', '--no-decorate', '--no-mailmap', ...walk(range)],
  ])
  try {
    git.stdin.end()
    const rows = new CommitRows(skip)
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      const batch = rows.feed(chunk, now)
      if (batch.length > 0) yield batch
    }
    await git.finished
    return null
  } catch (error) {
    const hole = /Failed to traverse parents of commit ([0-9a-f]{40,64})/.exec(git.said())?.[1]
    if (hole) return hole
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
