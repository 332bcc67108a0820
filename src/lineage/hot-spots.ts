/**
 * Hot spots: files that are both complex and often changed, where work on the code pays most.
 *   score = decision points now x commits touching the file in the window, the largest being 100
 *   decision points now = sum of the file's complexity deltas since the horizon, at least 0
 * Counted are code files; commits that are counted and not a bot's. Left out: tests, files without
 * decision points (deleted ones among them). The horizon: what was written before it is not in the
 * points, so a file's score rests on what it has gained since.
 */
import type { ChangedFiles } from './file-histories.js'

export interface FoundHotSpot {
  path: number
  commits: number
  decisionPoints: number
  /** 0 to 100. */
  score: number
}

/** So many are kept of a repository. */
const most = 200

export function findHotSpots(changes: readonly ChangedFiles[]): FoundHotSpot[] {
  const files = new Map<number, { commits: number; points: number }>()
  for (const { paths, isCode, points, isRecent } of changes) {
    paths.forEach((path, index) => {
      if (!isCode[index]) return
      const file = files.get(path) ?? { commits: 0, points: 0 }
      file.points += points[index] ?? 0
      // A commit that has two of a file's paths touches it once.
      if (isRecent && paths.indexOf(path) === index) file.commits++
      files.set(path, file)
    })
  }
  const weighed = [...files]
    .map(([path, { commits, points }]) => ({ path, commits, decisionPoints: Math.max(0, points) }))
    .map((file) => ({ ...file, weight: file.commits * file.decisionPoints }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.path - b.path)
  const largest = weighed[0]?.weight ?? 1
  return weighed
    .slice(0, most)
    .map(({ weight, ...file }) => ({ ...file, score: (100 * weight) / largest }))
}
