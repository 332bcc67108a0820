import { expect, test } from 'vitest'
import { nowhere } from '../../src/audit/traces.js'
import { listOpen } from '../../src/metrics/open-pulls.js'
import { measurePhaseShares } from '../../src/metrics/phase-shares.js'
import { measureClosed, measureFigures } from '../../src/metrics/pull-request-figures.js'
import { listPulls } from '../../src/metrics/pull-request-list.js'
import { measureSizes, measureSpread } from '../../src/metrics/pull-request-spread.js'
import type { Scope } from '../../src/metrics/scope.js'
import { measureTeamReviews } from '../../src/metrics/team-reviews.js'
import { addMember } from '../../src/people/memberships.js'
import { createTeam } from '../../src/people/teams.js'
import { makeCompany } from '../support/company.js'
import { makeRepository } from '../support/facts.js'
import { makePerson, makePull } from '../support/pulls.js'

const march: Scope = { from: '2026-03-01', to: '2026-03-31', repositoryId: null, bots: false }

async function start() {
  const company = await makeCompany()
  const { repositoryId } = await makeRepository(company)
  const pull = (given: Parameters<typeof makePull>[2]) => makePull(company, repositoryId, given)
  return { company, repositoryId, pull }
}

test('shares of phases count each pull request the same, and add up', async () => {
  const { company, pull } = await start()
  // 10%, 20%, 30%, 40% of ten hours; half and half of two; a week of coding alone; no time at all.
  for (let count = 0; count < 3; count += 1) await pull({ phaseHours: [1, 2, 3, 4] })
  await pull({ phaseHours: [0, 1, 0, 1] })
  await pull({ phaseHours: [168, 0, 0, 0] })
  await pull({ phaseHours: [0, 0, 0, 0] })
  await pull({ phaseHours: [1, 1, 1, 1], mergedDay: '2026-03-11' })
  const { total, weeks } = await company.work((db) => measurePhaseShares(db, march))
  expect(total.pulls).toBe(6)
  // 3 × 0.1 + 0 + 1 + 0.25, and so on.
  expect(total.coding).toBeCloseTo(1.55, 10)
  expect(total.pickup).toBeCloseTo(0.6 + 0.5 + 0.25, 10)
  expect(total.review).toBeCloseTo(0.9 + 0.25, 10)
  expect(total.merge).toBeCloseTo(1.2 + 0.5 + 0.25, 10)
  expect(total.coding + total.pickup + total.review + total.merge).toBeCloseTo(6, 10)
  // The second week has one alone: too few to show.
  expect([...weeks.keys()]).toEqual(['2026-03-02'])
})

test('figures are of what was merged, medians of five or more', async () => {
  const { company, pull } = await start()
  await pull({ rounds: 0, depth: 1, lines: 10, isUnreviewed: true })
  await pull({ rounds: 0, depth: 2, lines: 20, isSelfMerged: true })
  await pull({ rounds: 1, depth: 4, lines: 40, isSelfMerged: true })
  await pull({ rounds: 2, depth: 8, lines: 80 })
  const measure = () => company.work((db) => measureFigures(db, march))
  expect((await measure()).total).toEqual({
    ...{ merged: 4, known: 4, unreviewed: 1, selfMerged: 2 },
    ...{ rounds: null, depth: null, lines: null },
  })
  await pull({ rounds: 3, depth: 16, lines: 160, byBot: true })
  await pull({ rounds: 4, depth: 32, lines: 320 })
  const { total, weeks } = await measure()
  const all = { merged: 5, known: 5, unreviewed: 1, selfMerged: 2, rounds: 1, depth: 4, lines: 40 }
  expect(total).toEqual(all)
  expect([...weeks]).toEqual([['2026-03-02', all]])
})

test('closed without a merge is counted on the day of its end, in the company’s zone', async () => {
  const { company, pull } = await start()
  await pull({ mergedDay: null, closedAt: '2026-03-10' })
  await pull({ mergedDay: null, closedAt: '2026-02-28' })
  await pull({ mergedDay: null, closedAt: '2026-04-01' })
  await pull({ mergedDay: null })
  const { total, weeks } = await company.work((db) => measureClosed(db, march))
  expect([total, [...weeks]]).toEqual([1, [['2026-03-09', 1]]])
})

test('bands meet without a gap: each pull request lies in one, and its rows are the same', async () => {
  const { company, pull } = await start()
  for (const cycleHours of [0, 3.99, 4, 8, 24, 47, 48, 96, 168, 336, 2000])
    await pull({ cycleHours })
  const bands = await company.work((db) => measureSpread(db, 'cycle', march))
  expect(bands.map(({ key, pulls }) => [key, pulls])).toEqual([
    ...[['under-4h', 2] as const, ['4h', 1] as const, ['8h', 1] as const, ['1d', 2] as const],
    ...[['2d', 1] as const, ['4d', 1] as const, ['1w', 1] as const, ['2w', 2] as const],
  ])
  for (const { key, pulls } of bands) {
    const narrowing = { state: null, week: null, reviewerId: null, own: null, cycle: key }
    const rows = await company.work((db) =>
      listPulls(db, march, narrowing, { skip: 0, take: 20, order: 'slowest' }),
    )
    expect(rows).toHaveLength(pulls)
    const seconds = rows.map((row) => row.cycleSeconds!)
    expect(seconds).toEqual(seconds.toSorted((a, b) => b - a))
  }
})

test('sizes have their medians, and none of fewer than five', async () => {
  const { company, pull } = await start()
  for (const cycleHours of [1, 2, 3, 4, 100]) await pull({ size: 'M', cycleHours, pickupHours: 2 })
  await pull({ size: 'XL', cycleHours: 5 })
  await pull({})
  const sizes = await company.work((db) => measureSizes(db, march))
  expect(sizes.toSorted((a, b) => b.pulls - a.pulls)).toEqual([
    { size: 'M', pulls: 5, people: 0, cycle: 3 * 3600, firstReview: 2 * 3600 },
    { size: 'XL', pulls: 1, people: 0, cycle: null, firstReview: null },
  ])
})

test('what is open and ready stands in the order of its waiting', async () => {
  const { company, pull } = await start()
  const late = await pull({ mergedDay: null, createdDay: '2026-03-08' })
  const early = await pull({ mergedDay: null, createdDay: '2026-02-08' })
  const seen = await pull({
    ...{ mergedDay: null, createdDay: '2026-03-01', firstReviewAt: '2026-03-02' },
  })
  await pull({ mergedDay: null, isDraft: true })
  await pull({ mergedDay: null, byBot: true })
  await pull({})
  const list = (narrowing: object, take = 10) =>
    company.work(async (db) => {
      const asked = { own: null, isUnreviewed: false, readyBefore: null, ...narrowing }
      const { rows, total } = await listOpen(db, march, asked, take)
      return [total, rows.map(({ number, isReviewed }) => [number, isReviewed])]
    })
  const [first, second, third] = [
    [early, false],
    [seen, true],
    [late, false],
  ]
  expect(await list({})).toEqual([3, [first, second, third]])
  expect(await list({}, 1)).toEqual([3, [first]])
  expect(await list({ isUnreviewed: true })).toEqual([2, [first, third]])
  expect(await list({ readyBefore: new Date('2026-03-05') })).toEqual([2, [first, second]])
  expect(await list({ own: 'nobody@example.com' })).toEqual([0, []])
})

test('reviews inside a team are between people who were both in it on the day', async () => {
  const { company, pull } = await start()
  const names = ['Ann', 'Bob', 'Cleo'] as const
  const [ann, bob, cleo] = [
    ...[await makePerson(company, names[0]), await makePerson(company, names[1])],
    await makePerson(company, names[2]),
  ] as [bigint, bigint, bigint]
  const told = { actorId: company.owner.id, from: nowhere }
  await company.work(async (db) => {
    const teamId = await createTeam(db, 'Payments', told)
    const join = (developerId: bigint, from: string) =>
      addMember(db, { teamId, developerId, days: { from, to: null } }, told)
    await join(ann, '2026-01-01')
    await join(bob, '2026-01-01')
    // Reviews are given on 3 March: she is not in the team yet.
    await join(cleo, '2026-03-04')
  })
  await pull({ author: ann, reviewers: [bob, bob, cleo, ann] })
  await pull({ author: ann, reviewers: [bob] })
  await pull({ author: bob, reviewers: [ann] })
  const rows = await company.work((db) => measureTeamReviews(db, march))
  expect(rows.map((row) => [row.team, row.reviewer, row.author, row.reviews])).toEqual([
    ['Payments', 'Ann', 'Bob', 1],
    ['Payments', 'Bob', 'Ann', 2],
  ])
})
