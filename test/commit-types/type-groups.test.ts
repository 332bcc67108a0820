import { expect, test } from 'vitest'
import { groupOfType, typeGroupNames, typeGroups } from '../../src/commit-types/type-groups.js'
import { CommitType } from '../../src/generated/prisma/enums.js'
import { measureDays } from '../../src/metrics/sums.js'
import { workByWeekOf } from '../../src/metrics/work.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'

const types = Object.values(CommitType)
const counted = types.filter((type) => type !== 'merge')

test('every type but the merge stands in exactly one group', () => {
  const grouped = typeGroupNames.flatMap((group) => [...typeGroups[group]])
  expect(grouped.toSorted()).toEqual(counted.toSorted())
})

test.each([
  ['feature', 'feature'],
  ['fix', 'fix'],
  ['refactor', 'refactor'],
  ['perf', 'refactor'],
  ['style', 'refactor'],
  ['test', 'test'],
  ['docs', 'docs'],
  ['build', 'chore'],
  ['ci', 'chore'],
  ['deps', 'chore'],
  ['chore', 'chore'],
  ['revert', 'chore'],
  ['other', 'chore'],
  ['merge', 'chore'],
] as const)('%s is shown as %s', (type, group) => {
  expect(groupOfType(type)).toBe(group)
})

test('the database groups as the program does', async () => {
  const company = await makeCompany()
  const place = await makeRepository(company)
  // Each type on a day of its own, one a week.
  const at = (week: number) => new Date(Date.UTC(2025, 0, 6 + 7 * week, 12)).toISOString()
  const commits = counted.map((type, week) => makeCommit({ type, authoredAt: at(week) }))
  await storeCommits(company, place, commits)
  const scope = { from: '2025-01-01', to: '2025-12-31', repositoryId: null, bots: false }
  const rows = workByWeekOf(await company.work((db) => measureDays(db, scope)))
  const groups = new Map(rows.map(({ week, group }) => [week, group]))
  for (const [week, type] of counted.entries()) {
    expect([type, groups.get(at(week).slice(0, 10))]).toEqual([type, groupOfType(type)])
  }
})
