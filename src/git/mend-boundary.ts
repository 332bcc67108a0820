import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readBoundary } from './boundary.js'
import type { BranchFetch } from './branch-fetch.js'
import type { GitPlace } from './git-environment.js'
import type { HistoryRange } from './history-range.js'
import { missingCommits, namedParents } from './named-parents.js'
import { windowHashes } from './window-blobs.js'

/**
 * How many generations are fetched in each round: never many at once, for where merges are many a
 * hundred generations are most of a history.
 *   window   most commits that were cut off begin a branch: its fork is all they lack
 *   unknown  the fork of a branch that is merged now was read long ago: what is not known is a line of
 *            older commits that hangs on nothing else
 */
const generations = { window: [1, 30, 30, 30, 30], unknown: [30, 30, 30, 30] }

/** More commits cut off say that the history is too short, not that branches are old. */
const most = 1000

/**
 * Makes a shallow history whole within a range. A commit whose parents are not all younger than the
 * start asked for comes without any of them, however young the others are, and so does what hangs on
 * them alone: here they are fetched by their names, without their trees where the host can leave them
 * out, and the commit is taken off the boundary. Null while commits of the range are still cut off.
 * @param needNot commits that may stay cut off: known with all that lies behind them
 * @param lacking what is likely to be cut off
 * @returns whether anything had to be done for that
 */
export async function mendBoundary(
  place: GitPlace,
  branch: BranchFetch,
  range: HistoryRange,
  needNot: (hash: string) => boolean,
  lacking: keyof typeof generations,
): Promise<'whole' | 'mended' | null> {
  const rounds = generations[lacking].values()
  for (let state: 'whole' | 'mended' = 'whole'; ; state = 'mended') {
    const boundary = await readBoundary(place.folder)
    const cut = await cutOff(place, range, boundary, needNot)
    if (cut.length === 0) return state
    const parents = cut.length > most ? null : await namedParents(place, cut)
    if (!parents) return null
    const missing = await missingCommits(place, new Set([...parents, ...boundary]))
    await takeOff(place, boundary, [...cut, ...missing])
    const wanted = [...parents].filter((hash) => missing.has(hash))
    if (wanted.length === 0) continue
    const depth = wanted.every(needNot) ? 1 : rounds.next().value
    if (depth === undefined) return null
    await branch.commits(new Set(wanted), depth)
  }
}

async function cutOff(
  place: GitPlace,
  range: HistoryRange,
  boundary: ReadonlySet<string>,
  needNot: (hash: string) => boolean,
): Promise<string[]> {
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
async function takeOff(
  place: GitPlace,
  boundary: ReadonlySet<string>,
  commits: readonly string[],
): Promise<void> {
  const off = new Set(commits)
  const rest = [...boundary].filter((hash) => !off.has(hash))
  await writeFile(join(place.folder, 'shallow'), rest.map((hash) => `${hash}\n`).join(''))
}
