import type { CompanyDatabase } from '../database/company.js'
import { measureContributors, measureContributorsByWeek } from './contributors.js'
import type { Scope } from './scope.js'
import { addUp, addUpWeeks, measureDays, type Sums } from './sums.js'

/**
 * What was done, in sums from which every tile is made:
 * commits      = commits that are not merges
 * contributors = distinct developers
 * lines        = lines added and removed in code and test files
 * testShare    = test lines added / (test + code lines added), in percent; null without either
 * tested       = commits that add test lines / commits that add 20 lines of code or more, in percent;
 *                null without such commits
 * complexity   = decision points added less removed per 100 lines added, in code files of languages
 *                whose complexity is measured; null without such lines
 * Left out everywhere: vendored and generated files, documents, configuration and data.
 */
export interface Activity {
  commits: number
  contributors: number
  lines: number
  testShare: number | null
  tested: number | null
  complexity: number | null
}

const rate = (part: number, whole: number) => (whole > 0 ? (100 * part) / whole : null)

/** Lines added and removed in code and test files. */
export const linesOf = (sums: Sums) =>
  sums.codeAdditions + sums.codeDeletions + sums.testAdditions + sums.testDeletions

/** What sums and a number of people come to. */
export const activityOf = (sums: Sums, contributors: number): Activity => ({
  commits: sums.commits,
  contributors,
  lines: linesOf(sums),
  testShare: rate(sums.testAdditions, sums.codeAdditions + sums.testAdditions),
  tested: rate(sums.tested, sums.testable),
  complexity: rate(sums.complexityDelta, sums.complexityLines),
})

/** What was done in a scope. */
export async function measureActivity(db: CompanyDatabase, scope: Scope): Promise<Activity> {
  const sums = addUp(await measureDays(db, scope))
  return activityOf(sums, await measureContributors(db, scope))
}

/** What was done in each week of a scope, by the week's Monday; weeks without commits are missing. */
export async function measureActivityByWeek(
  db: CompanyDatabase,
  scope: Scope,
): Promise<Map<string, Activity>> {
  const weeks = addUpWeeks(await measureDays(db, scope))
  const people = await measureContributorsByWeek(db, scope)
  return new Map([...weeks].map(([week, sums]) => [week, activityOf(sums, people.get(week) ?? 0)]))
}
