/**
 * Complexity rising: a repository's new code has more branches than before (code-trends.ts).
 *   complexity = decision points added less removed per 100 lines added, in measured code files
 *   change = (now - before) / before
 * Left out: bots, and repositories with fewer than 500 such lines in either stretch, or with fewer than
 * 10 commits.
 */
import { activityOf } from '../metrics/activity.js'
import { measureCodeTrends, pastOf } from './code-trends.js'
import type { Rule } from './signal.js'
import { periodOf, subjectOf } from './stretches.js'

const enough = { lines: 500, commits: 10 }

export const complexityRising: Rule<'percent' | 'days'> = {
  ...{ title: 'Complexity rising', group: 'attention', icon: 'activity' },
  counts:
    'Decision points (branches, loops, conditions) added less removed for every 100 lines of code added, in the last days against three times as many days before, by repository. Left out: bots, languages whose branches are not counted, and repositories with fewer than 500 lines or 10 commits in either stretch.',
  thresholds: {
    percent: { label: 'Higher by', unit: '%', least: 5, most: 500, initial: 25 },
    days: { label: 'Days looked at', unit: 'days', least: 28, most: 180, initial: 90 },
  },
  async find(db, looked, { percent, days }) {
    const trends = await measureCodeTrends(db, looked, days)
    return trends.flatMap(({ repositoryId, name, now, before, stretches }) => {
      const [later, earlier] = [activityOf(now, 0).complexity, activityOf(before, 0).complexity]
      const isEnough = [now, before].every(
        (sums) => sums.complexityLines >= enough.lines && sums.commits >= enough.commits,
      )
      if (!isEnough || later === null || earlier === null || earlier <= 0) return []
      const change = (100 * (later - earlier)) / earlier
      if (change < percent) return []
      const numbers = `${later.toFixed(1)} decision points with every 100 lines in the last ${days} days, ${earlier.toFixed(1)} in ${pastOf(days)}`
      const narrowing = { repo: String(repositoryId), p: periodOf(stretches.now) }
      return [
        {
          subject: subjectOf({ ...looked.place, repositoryId }),
          ...{ tone: change >= 2 * percent ? ('bad' as const) : ('warn' as const) },
          ...{ weight: change / percent, title: `${name} grows more complex` },
          evidence: `${numbers}: ${Math.round(change)}% more.`,
          mark: `${Math.floor(change / percent)}`,
          ...{ rows: { path: '/commits', narrowing }, examples: [] },
        },
      ]
    })
  },
}
