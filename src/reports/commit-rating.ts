import { type NotRated, rate } from '../measures/rating.js'
import type { CheckResult } from '../measures/rating-checks.js'
import type { CommitFacts, TouchedFile } from '../metrics/commit-facts.js'
import type { CommitRating } from './commit-types.js'

const labels: Record<CheckResult['check'], string> = {
  ...{ size: 'Size', focus: 'Focus', tests: 'Tests', complexity: 'Complexity' },
  message: 'Message',
}

const reasons: Record<NotRated, string> = {
  merge: 'A merge repeats what its parents did.',
  bot: 'A bot made it.',
  revert: 'It takes another commit back.',
  'not measured': 'It was not measured.',
  'nothing to rate': 'No file is left once vendored, generated, data and excluded files are out.',
}

/** The grade of a stored commit, from those of its files that count, and what it rests on. */
export function commitRating(found: CommitFacts, counted: TouchedFile[]): CommitRating {
  const { notRated, checks, ...rating } = rate({ ...found, isBot: found.byBot, files: counted })
  return {
    ...rating,
    notRated: notRated && reasons[notRated],
    checks: checks.map(({ check, ...result }) => ({ label: labels[check], ...result })),
  }
}

/** Why a commit has no effort, in words. */
export function noEffortReason({ skipped, byBot }: CommitFacts): string {
  if (skipped !== null) return skipped === 'merge' ? reasons.merge : reasons['not measured']
  return byBot ? reasons.bot : 'A button made it: it says no more than what it takes back.'
}
