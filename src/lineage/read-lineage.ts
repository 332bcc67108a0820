import { answers } from '../git/diff-answers.js'
import { diffTree } from '../git/diff-options.js'
import { DiffReader } from '../git/diff-reader.js'
import type { CommitDiff } from '../git/file-diff.js'
import type { GitPlace } from '../git/git-environment.js'
import type { HistoryRange } from '../git/history-range.js'
import { applyChange, applyNames, type Lines } from './change-step.js'
import { HunkList } from './hunk-list.js'
import { beforeWindow, unknownOrigin } from './line-runs.js'
import { LineageStates } from './lineage-states.js'
import { MergeAnswers } from './merge-answers.js'
import { applyMerge } from './merge-step.js'
import { PathNumbers } from './path-numbers.js'
import { defaultReworkDays, type Rework, ReworkTally } from './rework.js'
import { type Author, readWindowCommits, type WindowCommit } from './window-commits.js'

export interface LineageOptions extends HistoryRange {
  /** Commits whose parents a shallow history does not hold: they lie before the window. */
  boundary: ReadonlySet<string>
  now: Date
  /** How old a removed line may be to count as reworked. */
  reworkDays?: number
  /** Given every measured commit, parents before children; null where its rework is not known. */
  onRework?: (hash: string, rework: Rework | null) => void | Promise<void>
  /** Given, at the end, every code and test file with lines that the window's commits touched last. */
  onFile?: (path: string, runs: OriginRun[]) => void | Promise<void>
}

/** Lines in a row that one commit touched last; null lines from before the window or unknown. */
export interface OriginRun {
  lines: number
  origin: { hash: string; author: Author } | 'before' | 'unknown'
}

/** What was read, and how much of it is known. */
export interface LineageReading {
  commits: number
  /** Since when lines are told apart by commit; null where all history is here. */
  from: Date | null
  /** Lines of code whose origin was asked for, and those of them it is not known of. */
  linesAsked: number
  linesUnknown: number
}

/**
 * Who touched which line last, and when, over a whole window: a blame of every file at once, in one
 * pass over the window's diffs, without reading a file. Commits come parents before children; each
 * one's hunks splice the runs of lines that its parent left (splice-hunks.ts, merge-hunks.ts). A
 * content that is not here costs its file's origins, never the reading.
 * @throws ReadingFault when git cannot be run or is stopped
 */
export async function readLineage(
  place: GitPlace,
  options: LineageOptions,
): Promise<LineageReading> {
  const commits = await readWindowCommits(place, options, options.boundary, options.now)
  const walk = new LineageWalk(place, options, commits)
  try {
    const tip = await walk.run()
    await walk.tellFiles(tip)
    return walk.reading
  } finally {
    await walk.close()
  }
}

/** From when on lines are told apart: the window's start, or where a shallow history begins. */
function windowFrom(options: LineageOptions, commits: readonly WindowCommit[]): number | null {
  if (options.since) return options.since.getTime()
  if (options.boundary.size === 0) return null
  return commits.reduce((least, { committedAt }) => Math.min(least, committedAt), Date.now())
}

class LineageWalk {
  readonly reading: LineageReading
  readonly #paths = new PathNumbers()
  readonly #states: LineageStates
  readonly #changes: AsyncGenerator<CommitDiff<HunkList> | null>
  readonly #merges: MergeAnswers
  readonly #from: number | null

  constructor(
    private readonly place: GitPlace,
    private readonly options: LineageOptions,
    private readonly commits: WindowCommit[],
  ) {
    this.#states = new LineageStates(commits)
    const isMerge = ({ parents }: WindowCommit) => parents.length > 1
    const plain = commits.filter((commit) => !isMerge(commit)).map(({ hash }) => hash)
    const reader = () =>
      new DiffReader<HunkList>(({ path }) =>
        this.#paths.holdsCode(this.#paths.of(path)) ? new HunkList() : null,
      )
    this.#changes = answers(place, diffTree.changes, plain, reader)
    this.#merges = new MergeAnswers(place, commits.filter(isMerge))
    this.#from = windowFrom(options, commits)
    const from = this.#from === null ? null : new Date(this.#from)
    this.reading = { commits: commits.length, from, linesAsked: 0, linesUnknown: 0 }
  }

  /** The lines at the window's tip. */
  async run(): Promise<Lines> {
    let lines = LineageStates.start
    for (const [number, commit] of this.commits.entries()) {
      const before = this.#states.ofParents(commit)
      lines =
        before.length > 1
          ? await this.#merge(before, number, commit)
          : await this.#change(before[0] ?? LineageStates.start, number, commit)
      this.#states.keep(number, commit, lines)
    }
    return lines
  }

  async #change(before: Lines, number: number, commit: WindowCommit): Promise<Lines> {
    const { onRework, reworkDays = defaultReworkDays } = this.options
    const diff: CommitDiff<HunkList> | null = (await this.#changes.next()).value ?? null
    if (!diff || diff.oversized) return this.#namesOnly(before, commit)
    const tally = new ReworkTally(this.commits, commit, reworkDays)
    const lines = applyChange(before, diff, number, this.#paths, tally)
    this.reading.linesAsked += tally.removedLines
    this.reading.linesUnknown += tally.unknownLines
    await onRework?.(commit.hash, tally.rework(this.#from))
    return lines
  }

  async #namesOnly(before: Lines, { hash }: WindowCommit): Promise<Lines> {
    const reader = () => new DiffReader(() => null)
    const { value: names } = await answers(this.place, diffTree.names, [hash], reader).next()
    return names && !names.oversized ? applyNames(before, names, this.#paths) : LineageStates.lost
  }

  async #merge(parents: Lines[], number: number, commit: WindowCommit): Promise<Lines> {
    const { changed, combined } = await this.#merges.next(commit)
    if (!changed || !combined) return LineageStates.lost
    return applyMerge(parents, changed, combined, number, this.#paths)
  }

  async tellFiles(tip: Lines): Promise<void> {
    const told: [number, OriginRun[]][] = []
    tip.forEach((number, { pairs }) => {
      const runs: OriginRun[] = []
      for (let at = 0; at < pairs.length; at += 2) {
        runs.push({ lines: pairs[at]!, origin: this.#origin(pairs[at + 1]!) })
      }
      if (runs.length > 0) told.push([number, runs])
    })
    for (const [number, runs] of told) {
      for (const { lines, origin } of runs) {
        this.reading.linesAsked += lines
        if (origin === 'unknown') this.reading.linesUnknown += lines
      }
      await this.options.onFile?.(this.#paths.path(number), runs)
    }
  }

  #origin(number: number): OriginRun['origin'] {
    if (number === beforeWindow) return 'before'
    const commit = number === unknownOrigin ? undefined : this.commits[number]
    return commit ? { hash: commit.hash, author: commit.author } : 'unknown'
  }

  async close(): Promise<void> {
    await Promise.all([this.#changes.return(null), this.#merges.close()])
  }
}
