/**
 * Rework of one commit, over the hunks of its code and test files:
 *   reworked = lines removed whose last change, by author dates, is 21 days old at most
 *   base     = sum over the hunks of max(lines added, lines removed)
 *   rate     = reworked / base, once both are summed over a period
 * A line authored later than the commit that removes it (a rebase can do that) is 0 days old. Lines
 * of unknown origin are not reworked; how many there are is the reading's coverage. Left out: merges,
 * and every other kind of file. Not known (null) for a commit that removes lines from before the
 * window when the window began 21 days before it or less: they may be young.
 */
import type { HunkHeader } from '../git/hunk-header.js'
import { beforeWindow, unknownOrigin } from './line-runs.js'
import type { WindowCommit } from './window-commits.js'

export const defaultReworkDays = 21
const dayMs = 86_400_000

/** Lines; null where the history does not reach back far enough. */
export interface Rework {
  reworkedLines: number
  reworkBase: number
}

/** What a window's commits took away, added up. */
export class ReworkTally {
  #reworked = 0
  #base = 0
  #removedBefore = 0
  #unknown = 0
  #removed = 0

  constructor(
    private readonly commits: readonly WindowCommit[],
    private readonly commit: WindowCommit,
    private readonly days: number,
  ) {}

  /** The hunks of one file are added to the base. */
  addHunks(hunks: readonly HunkHeader[]): void {
    for (const { added, removed } of hunks) this.#base += Math.max(added, removed)
  }

  /** Lines were removed that `origin` had touched last. */
  readonly remove = (lines: number, origin: number): void => {
    this.#removed += lines
    if (origin === beforeWindow) this.#removedBefore += lines
    else if (origin === unknownOrigin) this.#unknown += lines
    else {
      const ageMs = this.commit.authoredAt - (this.commits[origin]?.authoredAt ?? 0)
      if (ageMs <= this.days * dayMs) this.#reworked += lines
    }
  }

  get removedLines(): number {
    return this.#removed
  }

  get unknownLines(): number {
    return this.#unknown
  }

  /** @param windowFrom the window's beginning in milliseconds since 1970, null for all history */
  rework(windowFrom: number | null): Rework | null {
    const reach =
      windowFrom === null ? Number.POSITIVE_INFINITY : this.commit.authoredAt - windowFrom
    if (this.#removedBefore > 0 && reach <= this.days * dayMs) return null
    return { reworkedLines: this.#reworked, reworkBase: this.#base }
  }
}
