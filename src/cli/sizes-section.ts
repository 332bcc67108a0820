import type { JudgedCommit } from './judged-commit.js'
import { amount, percent } from './quantity.js'
import type { SummarySection } from './summary-section.js'
import { bar, cell, rightCell } from './text-cell.js'
import type { TextStyle } from './text-style.js'

/** Changed lines below which a change is of a size [Prow]. */
const sizes: [name: string, below: number, words: string][] = [
  ['XS', 10, '0–9'],
  ['S', 30, '10–29'],
  ['M', 100, '30–99'],
  ['L', 500, '100–499'],
  ['XL', 1000, '500–999'],
  ['XXL', Number.POSITIVE_INFINITY, '1,000 or more'],
]

/** How large the changes are: lines added and removed, generated and vendored files left out. */
export class SizesSection implements SummarySection {
  readonly title = 'Sizes'
  #commits = sizes.map(() => 0)
  #measured = 0

  add({ commit }: JudgedCommit): void {
    if (commit.skipped !== null) return
    const own = commit.files.filter(({ kind }) => kind !== 'generated' && kind !== 'vendored')
    const lines = own.reduce((sum, { additions, deletions }) => sum + additions + deletions, 0)
    this.#measured++
    this.#commits[sizes.findIndex(([, below]) => lines < below)]!++
  }

  lines(style: TextStyle): string[] {
    return sizes.map(([name, , words], index) => {
      const commits = this.#commits[index]!
      const drawn = bar(commits / Math.max(1, this.#measured), 30)
      const label = cell(name, 4) + cell(`${words} lines`, 22)
      const share = rightCell(percent(commits, this.#measured), 6)
      return `${label}${style.bar(drawn)}${' '.repeat(30 - drawn.length)}${share}${rightCell(amount(commits), 12)}`
    })
  }
}
