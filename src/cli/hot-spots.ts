/**
 * score(file) = decision points x commits that touched it, scaled so that the largest is 100
 *
 * The measure of lineage/hot-spots.ts for commits that pass by once. Decision points are those the
 * commits read added less those they removed, so a file that was there before is known by what it
 * gained. Files of code only, by the name they have now: commits come newest first, and what lies
 * below a rename belongs to the new name.
 */
import type { MeasuredFile } from '../measures/measured-commit.js'
import { BoundedMap } from './bounded-map.js'

const mostFiles = 250_000

export interface HotSpot {
  path: string
  decisionPoints: number
  commits: number
  /** 0 to 100. */
  score: number
}

export class HotSpots {
  #files = new BoundedMap<{ decisionPoints: number; commits: number }>(mostFiles)
  #names = new Map<string, string>()

  /** Takes the files of a commit; commits come newest first. */
  add(files: MeasuredFile[]): void {
    const left: [from: string, now: string][] = []
    for (const { path, kind, complexityDelta, renamedFrom } of files) {
      const name = this.#names.get(path) ?? path
      if (renamedFrom !== null) left.push([renamedFrom, name])
      if (kind !== 'code' || complexityDelta === null) continue
      const file = this.#files.get(name, () => ({ decisionPoints: 0, commits: 0 }))
      if (!file) continue
      file.decisionPoints += complexityDelta
      file.commits++
    }
    // For what is older only: a file may have moved onto a path left in the same commit.
    for (const [from, now] of left) if (this.#names.size < mostFiles) this.#names.set(from, now)
  }

  /** Files there was no room for. */
  get turnedAway(): number {
    return this.#files.turnedAway
  }

  /** The hottest files, the hottest first. */
  hottest(most: number): HotSpot[] {
    const products = [...this.#files.entries()]
      .map(([path, file]) => ({ path, ...file, score: file.decisionPoints * file.commits }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
      .slice(0, most)
    const top = products[0]?.score ?? 0
    return products.map((one) => ({ ...one, score: Math.round((100 * one.score) / top) }))
  }
}
