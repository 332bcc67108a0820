import type { Lines } from './change-step.js'
import { LineRuns } from './line-runs.js'
import { PathTree } from './path-tree.js'
import type { WindowCommit } from './window-commits.js'

/** The lines after each commit, for as long as a child of it is still to come. */
export class LineageStates {
  readonly #states = new Map<number, Lines>()
  readonly #children: Uint32Array
  static readonly start: Lines = PathTree.empty<LineRuns>(LineRuns.untouched)
  static readonly lost: Lines = PathTree.empty<LineRuns>(LineRuns.unknown)

  constructor(commits: readonly WindowCommit[]) {
    this.#children = new Uint32Array(commits.length)
    for (const { parents } of commits) {
      for (const parent of parents) if (parent !== null) this.#children[parent]!++
    }
  }

  /** The lines that each parent of a commit left; of one before the window, untouched ones. */
  ofParents({ parents }: WindowCommit): Lines[] {
    return parents.map((parent) =>
      parent === null ? LineageStates.start : (this.#states.get(parent) ?? LineageStates.lost),
    )
  }

  /** Keeps a commit's lines, and lets go of those of a parent whose last child this is. */
  keep(number: number, { parents }: WindowCommit, lines: Lines): void {
    this.#states.set(number, lines)
    for (const parent of parents) {
      if (parent !== null && --this.#children[parent]! === 0) this.#states.delete(parent)
    }
  }
}
