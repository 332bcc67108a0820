import { testableLines, testShare, untested } from '../measures/test-share.js'
import type { JudgedCommit } from './judged-commit.js'
import { amount, percent } from './quantity.js'
import type { SummarySection } from './summary-section.js'

/** Whether tests were touched: an indicator, never called coverage. */
export class TestsSection implements SummarySection {
  readonly title = 'Tests'
  #added = { codeAdditions: 0, testAdditions: 0 }
  #testable = 0
  #untested = 0

  add({ volumes }: JudgedCommit): void {
    this.#added.codeAdditions += volumes.codeAdditions
    this.#added.testAdditions += volumes.testAdditions
    if (volumes.codeAdditions >= testableLines) this.#testable++
    if (untested(volumes)) this.#untested++
  }

  lines(): string[] {
    const share = testShare(this.#added)
    if (share === null) return ['No line of code or tests was added.']
    const { codeAdditions, testAdditions } = this.#added
    const lines = amount(codeAdditions + testAdditions)
    return [
      `${percent(share, 1)} of ${lines} lines of code and tests added were tests.`,
      ...(this.#testable > 0
        ? [
            `${amount(this.#untested)} of ${amount(this.#testable)} changes with ${testableLines} lines of code or more touch no test (${percent(this.#untested, this.#testable)}).`,
          ]
        : []),
    ]
  }
}
