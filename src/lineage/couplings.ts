/**
 * Change coupling: files that change together though nothing in them may say why.
 *   degree = commits touching both / mean of the commits touching either, 0 to 1
 * for pairs with 5 shared commits or more. Counted are code and test files; commits of the window that
 * are counted and not a bot's. Left out, as Code Maat does: changes of more than 30 files, also from
 * the commits touching either. Of a repository the closest 200 pairs are kept.
 */
import type { ChangedFiles } from './file-histories.js'

export interface FoundCoupling {
  /** The smaller path id stands first. */
  path: number
  other: number
  shared: number
  degree: number
}

const fewestShared = 5
const largestChange = 30
const most = 200

export function findCouplings(changes: readonly ChangedFiles[]): FoundCoupling[] {
  const counted = changes
    .filter(({ isRecent, files }) => isRecent && files <= largestChange)
    .map(({ paths }) => [...new Set(paths)])
  const commits = countOf(counted)
  // A file of fewer commits cannot share that many: it makes no pair.
  const busy = counted.map((paths) =>
    paths.filter((path) => commits.get(path)! >= fewestShared).sort((a, b) => a - b),
  )
  const shared = new Map<number, Map<number, number>>()
  for (const paths of busy) {
    paths.forEach((path, index) => {
      const others = shared.get(path) ?? new Map<number, number>()
      shared.set(path, others)
      for (const other of paths.slice(index + 1)) others.set(other, (others.get(other) ?? 0) + 1)
    })
  }
  const pairs = [...shared].flatMap(([path, others]) =>
    [...others]
      .filter(([, count]) => count >= fewestShared)
      .map(([other, count]) => {
        const degree = count / ((commits.get(path)! + commits.get(other)!) / 2)
        return { path, other, shared: count, degree }
      }),
  )
  const closer = (a: FoundCoupling, b: FoundCoupling) =>
    b.degree - a.degree || b.shared - a.shared || a.path - b.path || a.other - b.other
  return pairs.sort(closer).slice(0, most)
}

function countOf(changes: number[][]): Map<number, number> {
  const commits = new Map<number, number>()
  for (const path of changes.flat()) commits.set(path, (commits.get(path) ?? 0) + 1)
  return commits
}
