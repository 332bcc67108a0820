import type { AnalysisProgress } from '../analysis/analyze-repository.js'

/** What a progress line is written to. */
export interface Terminal {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

const barWidth = 30
const plainEveryMs = 3000

/** Tells progress on stderr: a bar that is drawn over on a terminal, else a line now and then. */
export class ProgressLine {
  #lastMs = 0
  #drawn = false

  constructor(private readonly terminal: Terminal) {}

  show(progress: AnalysisProgress): void {
    if (this.terminal.isTTY) {
      this.#drawn = true
      this.terminal.write(
        `\r\x1b[K${describe(progress, true).slice(0, this.terminal.columns ?? 80)}`,
      )
      return
    }
    const now = performance.now()
    if (this.#lastMs !== 0 && now - this.#lastMs < plainEveryMs) return
    this.#lastMs = now
    this.terminal.write(`${describe(progress, false)}\n`)
  }

  /** Clears the bar. */
  end(): void {
    if (this.#drawn) this.terminal.write('\r\x1b[K')
    this.#drawn = false
  }
}

function describe(progress: AnalysisProgress, withBar: boolean): string {
  if (progress.stage === 'cloning') return 'Cloning the commits of the window …'
  const { commitsRead, commitsFound } = progress
  if (commitsFound === null) return `${commitsRead} commits read`
  const share = commitsFound === 0 ? 1 : Math.min(1, commitsRead / commitsFound)
  const filled = Math.round(share * barWidth)
  const bar = withBar ? `[${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}] ` : ''
  return `${bar}${commitsRead} of ${commitsFound} commits read (${Math.floor(share * 100)} %)`
}
