import { groupOfType, type TypeGroup, typeGroupNames } from '../commit-types/type-groups.js'
import type { JudgedCommit } from './judged-commit.js'
import { amount, counted, measure, percent } from './quantity.js'
import type { SummarySection } from './summary-section.js'
import { bar, cell, rightCell } from './text-cell.js'
import type { TextStyle } from './text-style.js'

interface Tally {
  commits: number
  /** Minutes. */
  low: number
  mid: number
  high: number
}

const nothing = (): Tally => ({ commits: 0, low: 0, mid: 0, high: 0 })

/** What the work was: six groups of types, with their effort as an interval, never as hours worked. */
export class TypesSection implements SummarySection {
  readonly title = 'What'
  #groups = new Map<TypeGroup, Tally>(typeGroupNames.map((group) => [group, nothing()]))
  #all = nothing()
  #untold = 0

  add({ commit, effort }: JudgedCommit): void {
    if (commit.typeSource === 'none') this.#untold++
    for (const tally of [this.#groups.get(groupOfType(commit.type))!, this.#all]) {
      tally.commits++
      tally.low += effort.low
      tally.mid += effort.mid
      tally.high += effort.high
    }
  }

  lines(style: TextStyle): string[] {
    const head = `${' '.repeat(38)}${rightCell('commits', 12)}${rightCell('effort in hours', 27)}`
    const rows = [...this.#groups].map(([group, tally]) => {
      const share = tally.mid / Math.max(1, this.#all.mid)
      const drawn = style.bar(bar(share, 22)) + ' '.repeat(22 - bar(share, 22).length)
      const label = cell(group[0]!.toUpperCase() + group.slice(1), 9)
      return `${label} ${drawn}${rightCell(percent(tally.mid, this.#all.mid), 6)}${numbers(tally)}`
    })
    const untold = `${counted(this.#untold, 'commit')} of no known type count as chores.`
    return [
      style.quiet(head),
      ...rows,
      `${cell('Together', 38)}${numbers(this.#all)}`,
      'Effort is estimated from the size of a change and the time since the commit',
      'before it: an interval for the work, not the hours of a person.',
      ...(this.#untold > 0 ? [untold] : []),
    ]
  }
}

function numbers({ commits, low, mid, high }: Tally): string {
  const hours = (minutes: number) => measure(minutes / 60)
  const effort = `${hours(mid)} (${hours(low)}–${hours(high)})`
  return `${rightCell(amount(commits), 12)}${rightCell(effort, 27)}`
}
