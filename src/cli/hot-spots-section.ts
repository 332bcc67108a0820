import { HotSpots } from './hot-spots.js'
import type { JudgedCommit } from './judged-commit.js'
import { amount, counted } from './quantity.js'
import type { SummarySection } from './summary-section.js'
import { pathCell, rightCell } from './text-cell.js'
import type { TextStyle } from './text-style.js'

const shown = 10

/** Where complicated code is changed often. */
export class HotSpotsSection implements SummarySection {
  readonly title = 'Hot spots'
  #spots = new HotSpots()

  add({ commit }: JudgedCommit): void {
    this.#spots.add(commit.files)
  }

  lines(style: TextStyle): string[] {
    const { turnedAway } = this.#spots
    const spots = this.#spots.hottest(shown)
    if (spots.length === 0) return ['No file of code gained decision points.']
    const head = `score  ${pathCell('file', 44)}${rightCell('decision points', 17)}${rightCell('commits', 9)}`
    return [
      style.quiet(head),
      ...spots.map(({ score, path, decisionPoints, commits }) => {
        const numbers = rightCell(amount(decisionPoints), 17) + rightCell(amount(commits), 9)
        return `${rightCell(String(score), 5)}  ${pathCell(path, 44)}${numbers}`
      }),
      'Score: decision points gained since the first commit read × commits, of 100.',
      ...(turnedAway > 0 ? [`${counted(turnedAway, 'change')} to too many files left out.`] : []),
    ]
  }
}
