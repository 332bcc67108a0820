import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readBoundary } from './boundary.js'
import type { BranchFetch } from './branch-fetch.js'
import type { GitPlace } from './git-environment.js'
import type { HistoryRange } from './history-range.js'
import { missingCommits, namedParents } from './named-parents.js'
import { windowHashes } from './window-blobs.js'

/**
 * How many generations are fetched in each round. Most commits that were cut off begin a branch: its
 * fork is all they lack. Behind some lies a line of older commits that hangs on nothing else. Never
 * many at once: where merges are many, a hundred generations are most of a history.
 */
const generations = [1, 30, 30, 30, 30]

/** More commits cut off say that the history is too short, not that branches are old. */
const most = 1000

/**
 * Makes a shallow history whole within a range. A commit whose parents are not all younger than the
 * start asked for comes without any of them, however young the others are, and so does what hangs on
 * them alone: here they are fetched by their names, without their trees where the host can leave them
 * out, and the commit is taken off the boundary. Null while commits of the range are still cut off.
 * @param needNot commits that may stay cut off: known with all that lies behind them
 * @returns whether anything had to be fetched for that
 */
export async function mendBoundary(
  place: GitPlace,
  branch: BranchFetch,
  range: HistoryRange,
  needNot: (hash: string) => boolean,
): Promise<'whole' | 'mended' | null> {
  for (let requests = 0; ; ) {
    const cut = await cutOff(place, range, needNot)
    if (cut.length === 0) return requests === 0 ? 'whole' : 'mended'
    const parents = cut.length > most ? null : await namedParents(place, cut)
    const missing = parents && (await missingCommits(place, parents))
    if (!missing) return null
    await takeOff(place, cut)
    if (missing.size === 0) continue
    const depth = [...missing].every(needNot) ? 1 : generations[requests++]
    if (depth === undefined) return null
    await branch.commits(missing, depth)
  }
}

async function cutOff(
  place: GitPlace,
  range: HistoryRange,
  needNot: (hash: string) => boolean,
): Promise<string[]> {
  const boundary = await readBoundary(place.folder)
  if (boundary.size === 0) return []
  const found: string[] = []
  for await (const hashes of windowHashes(place, range)) {
    found.push(...hashes.filter((hash) => boundary.has(hash) && !needNot(hash)))
    if (found.length > most) break
  }
  return found
}

/**
 * Commits that never came are taken off too: a host tells of all it has cut off, also of what hangs on
 * nothing it sent, and git would ask for each by itself as soon as there is more to fetch.
 */
async function takeOff(place: GitPlace, whole: readonly string[]): Promise<void> {
  const boundary = await readBoundary(place.folder)
  const gone = new Set([...whole, ...(await missingCommits(place, boundary))])
  const rest = [...boundary].filter((hash) => !gone.has(hash))
  await writeFile(join(place.folder, 'shallow'), rest.map((hash) => `${hash}\n`).join(''))
}
