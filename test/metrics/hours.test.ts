import { expect, test } from 'vitest'
import { measureHours } from '../../src/metrics/hours.js'
import type { Scope } from '../../src/metrics/scope.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeMerge, makeRepository, storeCommits } from '../support/facts.js'

const march: Scope = { from: '2026-03-01', to: '2026-03-31', repositoryId: null, bots: false }

/** Every hour of the week that has commits, as "day hour count", Monday being 0. */
const filled = (grid: number[][]) =>
  grid.flatMap((hours, day) =>
    hours.flatMap((commits, hour) => (commits > 0 ? [`${day} ${hour} ${commits}`] : [])),
  )

test('a week is seven days of 24 hours, all nought without commits', async () => {
  const company = await makeCompany()
  const grid = await company.work((db) => measureHours(db, march))
  expect(grid.map((hours) => hours.length)).toEqual([24, 24, 24, 24, 24, 24, 24])
  expect(filled(grid)).toEqual([])
})

test('each commit stands at the hour of its author’s own clock', async () => {
  const company = await makeCompany({ timeZone: 'America/St_Johns' })
  const at = (authoredAt: string, authorOffsetMinutes: number) =>
    makeCommit({ authoredAt, authorOffsetMinutes })
  await storeCommits(company, await makeRepository(company), [
    // Wednesday 23:30 UTC: Thursday 01:30 in summer's Madrid, Wednesday 20:00 in St John's.
    at('2026-03-04T23:30:00Z', 120),
    at('2026-03-04T23:30:00Z', -210),
    at('2026-03-04T23:30:00Z', 0),
    at('2026-03-04T23:59:59Z', 0),
    // Sunday 23:45 UTC is Monday 05:30 where clocks are 5:45 ahead.
    at('2026-03-08T23:45:00Z', 345),
    // Monday 00:15 UTC is Sunday still.
    at('2026-03-09T00:15:00Z', -30),
  ])
  const grid = await company.work((db) => measureHours(db, march))
  expect(filled(grid)).toEqual(['0 5 1', '2 20 1', '2 23 2', '3 1 1', '6 23 1'])
})

test('merges and dates that cannot be true are left out', async () => {
  const company = await makeCompany()
  await storeCommits(company, await makeRepository(company), [
    makeCommit(),
    makeMerge(),
    makeCommit({ dateSuspect: true }),
  ])
  const grid = await company.work((db) => measureHours(db, march))
  expect(filled(grid)).toEqual(['2 10 1'])
})
