import type { Letter } from '../measures/rating.js'
import type { CheckResult } from '../measures/rating-checks.js'
import type { JudgedCommit } from './judged-commit.js'
import { amount, counted, percent } from './quantity.js'
import type { SummarySection } from './summary-section.js'
import { bar, cell, rightCell } from './text-cell.js'
import type { TextStyle } from './text-style.js'

const letters = ['A', 'B', 'C', 'D', 'E'] as const
/** From so many rated changes on there is a median. */
const enough = 20

/** What a change that lost points at a check was. */
const reasons: Record<CheckResult['check'], string> = {
  size: 'more than 100 weighted lines',
  focus: 'more than two top-level folders',
  tests: 'test lines under 20 % of the code lines',
  complexity: 'over one decision point in ten code lines',
  message: 'short, long or vague, or a large change unexplained',
}

/** Grades of changes; people never get one. */
export class RatingsSection implements SummarySection {
  readonly title = 'Ratings of changes'
  #grades = new Map<Letter, { commits: number; effort: number }>(
    letters.map((letter) => [letter, { commits: 0, effort: 0 }]),
  )
  #checks = new Map<CheckResult['check'], { applied: number; lost: number }>()
  #rated = { commits: 0, effort: 0 }

  add({ rating, effort }: JudgedCommit): void {
    if (rating.letter === null) return
    for (const tally of [this.#grades.get(rating.letter)!, this.#rated]) {
      tally.commits++
      tally.effort += effort.mid
    }
    for (const { check, points, possible } of rating.checks) {
      const tally = this.#checks.get(check) ?? { applied: 0, lost: 0 }
      this.#checks.set(check, tally)
      tally.applied++
      if (points < possible) tally.lost++
    }
  }

  lines(style: TextStyle): string[] {
    const { commits, effort } = this.#rated
    if (commits === 0) return ['No change could be rated.']
    const rows = [...this.#grades].map(([letter, tally]) => {
      const share = tally.effort / Math.max(1, effort)
      const drawn = style.bar(bar(share, 30)) + ' '.repeat(30 - bar(share, 30).length)
      return `${letter} ${drawn}${rightCell(percent(tally.effort, effort), 6)}${rightCell(amount(tally.commits), 12)}`
    })
    const head = `${' '.repeat(32)}${rightCell('effort', 6)}${rightCell('commits', 12)}`
    return [
      style.quiet(head),
      ...rows,
      this.#median(),
      'Points were lost most often for',
      ...this.#lost(),
    ]
  }

  #median(): string {
    const { commits, effort } = this.#rated
    if (commits < enough) return `Too little data for a median: ${counted(commits, 'change')}.`
    let below = 0
    const median = letters.find((letter) => {
      below += this.#grades.get(letter)!.effort
      return below >= effort / 2
    })
    return `Median, weighted by effort: ${median} of ${counted(commits, 'change')}.`
  }

  /** The three checks that took points from the most changes. */
  #lost(): string[] {
    return [...this.#checks]
      .sort(([, a], [, b]) => b.lost - a.lost)
      .slice(0, 3)
      .map(([check, { lost, applied }]) => {
        const numbers = `${rightCell(amount(lost), 8)} of ${amount(applied)}`
        return cell(`${numbers}  ${check}: ${reasons[check]}`, 78).trimEnd()
      })
  }
}
