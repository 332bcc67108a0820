/**
 * Tests with changes: which part of a repository's larger changes bring tests (code-trends.ts).
 *   tested = commits that add test lines / commits that add 20 lines of code or more, in percent
 *   change = now - before, in points
 * Left out: bots, and repositories with fewer than 10 larger changes in either stretch.
 */
import type { CompanyDatabase } from '../database/company.js'
import { activityOf } from '../metrics/activity.js'
import { measureCodeTrends, pastOf } from './code-trends.js'
import type { Finding, Looked, Rule } from './signal.js'
import { periodOf, subjectOf } from './stretches.js'
import { counted } from './words.js'

const enough = 10

async function shifts(
  db: CompanyDatabase,
  looked: Looked,
  { points, days }: Record<'points' | 'days', number>,
  isFall: boolean,
): Promise<Finding[]> {
  const trends = await measureCodeTrends(db, looked, days)
  return trends.flatMap(({ repositoryId, name, now, before, stretches }): Finding[] => {
    if (now.testable < enough || before.testable < enough) return []
    const [later, earlier] = [activityOf(now, 0).tested ?? 0, activityOf(before, 0).tested ?? 0]
    const change = isFall ? earlier - later : later - earlier
    if (change < points) return []
    const numbers = `${Math.round(later)}% of ${counted(now.testable, 'larger change')} brought tests in the last ${days} days`
    const period = { repo: String(repositoryId), p: periodOf(stretches.now) }
    const tone = !isFall ? 'good' : change >= 2 * points ? 'bad' : 'warn'
    return [
      {
        subject: subjectOf({ ...looked.place, repositoryId }),
        ...{ tone, weight: change / points, mark: `${Math.floor(change / points)}` },
        title: `${isFall ? 'Fewer' : 'More'} changes of ${name} bring tests`,
        evidence: `${numbers}, ${isFall ? 'down' : 'up'} from ${Math.round(earlier)}% in ${pastOf(days)}.`,
        rows: { path: '/commits', narrowing: { ...period, tested: isFall ? 'no' : 'yes' } },
        examples: [],
      },
    ]
  })
}

const counts =
  'The part of larger changes, those that add 20 lines of code or more, that add lines of tests as well, in the last days against three times as many days before, by repository. Left out: bots, and repositories with fewer than 10 larger changes in either stretch.'

const days = { label: 'Days looked at', unit: 'days', least: 28, most: 180, initial: 90 } as const

export const testsFalling: Rule<'points' | 'days'> = {
  ...{ title: 'Tests falling', group: 'attention', icon: 'flask-conical', counts },
  thresholds: {
    points: { label: 'Lower by', unit: 'points', least: 2, most: 90, initial: 10 },
    days,
  },
  find: (db, looked, limits) => shifts(db, looked, limits, true),
}

export const testsRising: Rule<'points' | 'days'> = {
  ...{ title: 'Tests rising', group: 'good', icon: 'flask-conical', counts },
  thresholds: {
    points: { label: 'Higher by', unit: 'points', least: 2, most: 90, initial: 10 },
    days,
  },
  find: (db, looked, limits) => shifts(db, looked, limits, false),
}
