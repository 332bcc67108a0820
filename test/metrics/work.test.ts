import { expect, test } from 'vitest'
import type { Scope } from '../../src/metrics/scope.js'
import { measureDays } from '../../src/metrics/sums.js'
import { workByWeekOf } from '../../src/metrics/work.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeMerge, makeRepository, storeCommits } from '../support/facts.js'

const march: Scope = { from: '2026-03-01', to: '2026-03-31', repositoryId: null, bots: false }
const first = '2026-03-04T10:00:00Z'
const second = '2026-03-11T10:00:00Z'

const measureWork = async (company: TestCompany) =>
  workByWeekOf(await company.work((db) => measureDays(db, march)))

const byWeek = (rows: { week: string; group: string }[]) =>
  rows.toSorted((a, b) => `${a.week} ${a.group}`.localeCompare(`${b.week} ${b.group}`))

test('work is commits by week and group of types, without merges', async () => {
  const company = await makeCompany()
  const place = await makeRepository(company)
  await storeCommits(company, place, [
    makeCommit({ authoredAt: first, type: 'feature' }),
    makeCommit({ authoredAt: first, type: 'perf' }),
    makeCommit({ authoredAt: first, type: 'style' }),
    makeCommit({ authoredAt: second, type: 'refactor' }),
    makeCommit({ authoredAt: second, type: 'ci' }),
    makeCommit({ authoredAt: second, type: 'revert' }),
    makeCommit({ authoredAt: second, type: 'other' }),
    makeMerge({ authoredAt: second }),
    makeCommit({ authoredAt: '2026-04-01T00:00:00Z' }),
  ])
  const rows = await measureWork(company)
  expect(byWeek(rows)).toEqual([
    { week: '2026-03-02', group: 'feature', commits: 1 },
    { week: '2026-03-02', group: 'refactor', commits: 2 },
    { week: '2026-03-09', group: 'chore', commits: 3 },
    { week: '2026-03-09', group: 'refactor', commits: 1 },
  ])
})

test('work is the company’s own', async () => {
  const company = await makeCompany()
  const other = await makeCompany()
  await storeCommits(other, await makeRepository(other), [makeCommit()])
  expect(await measureWork(company)).toEqual([])
})
