/**
 * The grade of a change: points / possible of the checks that apply (rating-checks.ts)
 *   >= 0.85 A   >= 0.70 B   >= 0.50 C   >= 0.30 D   else E
 * Five checks of 0, 1 or 2 points: size, focus, tests, complexity, message.
 * Not rated: merges, bots, reverts, commits that were not measured, and changes of nothing but
 * vendored, generated or data files. Changes are graded, people never are.
 */
import type { MeasuredCommit } from './measured-commit.js'
import { type CheckResult, checksOf } from './rating-checks.js'

export type Letter = 'A' | 'B' | 'C' | 'D' | 'E'
export type NotRated = 'merge' | 'bot' | 'revert' | 'not measured' | 'nothing to rate'

export interface Rating {
  letter: Letter | null
  /** Why there is no letter, or null. */
  notRated: NotRated | null
  points: number
  possible: number
  checks: CheckResult[]
}

type Facts = Pick<MeasuredCommit, 'type' | 'subject' | 'message' | 'skipped' | 'files'> & {
  isBot: boolean
}

const thresholds: [number, Letter][] = [
  [0.85, 'A'],
  [0.7, 'B'],
  [0.5, 'C'],
  [0.3, 'D'],
]
const notWritten = new Set(['vendored', 'generated', 'data'])

export function rate(commit: Facts): Rating {
  const notRated = reason(commit)
  if (notRated) return { letter: null, notRated, points: 0, possible: 0, checks: [] }
  const checks = checksOf(commit)
  const points = checks.reduce((sum, check) => sum + check.points, 0)
  const possible = checks.reduce((sum, check) => sum + check.possible, 0)
  return { letter: letterOf(points, possible), notRated, points, possible, checks }
}

export function letterOf(points: number, possible: number): Letter {
  return thresholds.find(([least]) => points / possible >= least)?.[1] ?? 'E'
}

function reason({ type, skipped, files, isBot }: Facts): NotRated | null {
  if (type === 'merge' || skipped === 'merge') return 'merge'
  if (skipped !== null) return 'not measured'
  if (isBot) return 'bot'
  if (type === 'revert') return 'revert'
  return files.every((file) => notWritten.has(file.kind)) ? 'nothing to rate' : null
}
