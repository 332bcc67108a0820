import { noSkips, type SkipCounts } from '../measures/skip.js'

/** How far an analysis is. `commitsFound` is null until it is known. */
export interface AnalysisProgress {
  stage: 'cloning' | 'reading' | 'history'
  commitsFound: number | null
  commitsRead: number
  measured: number
  skipped: SkipCounts
}

/** Four times a second are enough for an eye, and cheap for a database. */
const intervalMs = 250

/** Counts, and tells of it at most every quarter of a second; a new stage and the end at once. */
export class ProgressReport {
  readonly counts: AnalysisProgress = {
    stage: 'cloning',
    commitsFound: null,
    commitsRead: 0,
    measured: 0,
    skipped: noSkips(),
  }
  #lastMs = 0

  constructor(private readonly tell: (progress: AnalysisProgress) => void) {}

  stage(stage: AnalysisProgress['stage']): void {
    this.counts.stage = stage
    this.now()
  }

  perhaps(): void {
    if (performance.now() - this.#lastMs >= intervalMs) this.now()
  }

  now(): void {
    this.#lastMs = performance.now()
    this.tell({ ...this.counts, skipped: { ...this.counts.skipped } })
  }
}
