import { describe, expect, test } from 'vitest'
import { nowhere } from '../../src/audit/traces.js'
import { measurePhase } from '../../src/metrics/phases.js'
import { measureFlow } from '../../src/metrics/pull-request-flow.js'
import { countPulls, listPulls, type PullNarrowing } from '../../src/metrics/pull-request-list.js'
import { measureReviewLoad } from '../../src/metrics/review-load.js'
import type { Scope } from '../../src/metrics/scope.js'
import { measureTeamDelivery } from '../../src/metrics/team-delivery.js'
import { addMember } from '../../src/people/memberships.js'
import { createTeam } from '../../src/people/teams.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeRepository } from '../support/facts.js'
import { makePerson, makePull } from '../support/pulls.js'

const march: Scope = { from: '2026-03-01', to: '2026-03-31', repositoryId: null, bots: false }

async function start() {
  const company = await makeCompany()
  const { repositoryId } = await makeRepository(company)
  return { company, repositoryId }
}

async function makeTeam(company: TestCompany, developerId: bigint, days: [string, string | null]) {
  const told = { actorId: company.owner.id, from: nowhere }
  return company.work(async (db) => {
    const teamId = await createTeam(db, `Team of ${developerId}`, told)
    const [from, to] = days
    await addMember(db, { teamId, developerId, days: { from, to } }, told)
    return teamId
  })
}

describe('a phase', () => {
  test('has its percentiles over what was merged, and none of fewer than five', async () => {
    const { company, repositoryId } = await start()
    for (const cycleHours of [1, 2, 3, 4]) await makePull(company, repositoryId, { cycleHours })
    const measure = (scope = march) => company.work((db) => measurePhase(db, 'cycle', scope))
    expect((await measure()).total).toEqual({ n: 4, p25: null, median: null, p75: null, p90: null })
    await makePull(company, repositoryId, { cycleHours: 11 })
    const { total, weeks } = await measure()
    // 1 2 3 4 11: the quarters are 2, 3 and 4, and nine tenths of the way lie at 4 + 0.6 x 7.
    const hours = {
      n: 5,
      p25: 2 * 3600,
      median: 3 * 3600,
      p75: 4 * 3600,
      p90: expect.closeTo(8.2 * 3600, 6),
    }
    expect(total).toEqual(hours)
    expect([...weeks]).toEqual([['2026-03-02', hours]])
  })

  test('leaves out bots, what is excluded, and what was merged on other days', async () => {
    const { company, repositoryId } = await start()
    for (let count = 0; count < 5; count += 1) await makePull(company, repositoryId)
    await makePull(company, repositoryId, { byBot: true })
    await makePull(company, repositoryId, { excluded: true })
    await makePull(company, repositoryId, { mergedDay: '2026-04-01' })
    const n = async (scope: Scope) =>
      (await company.work((db) => measurePhase(db, 'cycle', scope))).total.n
    expect(await n(march)).toBe(5)
    expect(await n({ ...march, bots: true })).toBe(6)
    expect(await n({ ...march, repositoryId: repositoryId + 99n })).toBe(0)
  })

  test('first review is the wait of those that were reviewed', async () => {
    const { company, repositoryId } = await start()
    for (const pickupHours of [1, 2, 3, 4, 5])
      await makePull(company, repositoryId, { pickupHours })
    await makePull(company, repositoryId, { pickupHours: 90, isUnreviewed: true })
    const { total } = await company.work((db) => measurePhase(db, 'first-review', march))
    expect(total).toMatchObject({ n: 5, median: 3 * 3600 })
  })
})

test('the flow counts merges, and what is open at the end of each day for each person', async () => {
  const { company, repositoryId } = await start()
  const [ann, bob] = [await makePerson(company, 'Ann'), await makePerson(company, 'Bob')]
  const days: Scope = { ...march, from: '2026-03-02', to: '2026-03-05' }
  // Open at the end of 2, 3, 4 and 5 March: one from before until the 4th, one from the 3rd on.
  await makePull(company, repositoryId, { author: ann, createdDay: '2026-02-20' })
  await makePull(company, repositoryId, { author: bob, createdDay: '2026-03-03', mergedDay: null })
  // Over before these days, and closed within them.
  await makePull(company, repositoryId, { createdDay: '2026-02-01', mergedDay: '2026-02-03' })
  await makePull(company, repositoryId, {
    ...{ author: bob, createdDay: '2026-03-02', mergedDay: null, closedAt: '2026-03-03' },
  })
  const flow = await company.work((db) => measureFlow(db, days, '2026-03-31'))
  expect(flow.merged).toBe(1)
  // 2, 2, 1 and 1 open; two people.
  expect(flow.inProgress).toBe(6 / 4 / 2)
  expect([...flow.mergedByWeek]).toEqual([['2026-03-02', 1]])
  // Days that have not come yet do not count.
  const early = await company.work((db) => measureFlow(db, days, '2026-03-02'))
  expect(early.inProgress).toBe(2 / 2)
})

test('reviews are shared out by pull request and person, one’s own left out', async () => {
  const { company, repositoryId } = await start()
  const [ann, bob] = [await makePerson(company, 'Ann'), await makePerson(company, 'Bob')]
  await makePull(company, repositoryId, { author: ann, reviewers: [bob, bob, ann] })
  await makePull(company, repositoryId, { author: ann, reviewers: [bob] })
  await makePull(company, repositoryId, { author: bob, reviewers: [ann] })
  const load = await company.work((db) => measureReviewLoad(db, march))
  expect(load.reviews).toBe(3)
  expect(load.people.map(({ name, reviews }) => [name, reviews])).toEqual([
    ['Bob', 2],
    ['Ann', 1],
  ])
})

test('a team has the pull requests of whoever was in it on the day of the merge, once', async () => {
  const { company, repositoryId } = await start()
  const ann = await makePerson(company, 'Ann')
  const teamId = await makeTeam(company, ann, ['2026-03-04', '2026-03-10'])
  for (const mergedDay of ['2026-03-03', '2026-03-04', '2026-03-10', '2026-03-11']) {
    await makePull(company, repositoryId, { author: ann, mergedDay, createdDay: '2026-03-01' })
  }
  // Two times that a merge of two developers has laid over one another.
  const [from, to] = [new Date('2026-03-05'), new Date('2026-03-10')]
  const membership = { teamId, developerId: ann, enteredForId: ann, from, to }
  await company.work((db) =>
    db.teamMembership.create({ data: { companyId: company.id, ...membership } }),
  )
  const rows = await company.work((db) => measureTeamDelivery(db, march))
  const all = rows.filter(({ week }) => week === null)
  expect(all.map((row) => [row.teamId, row.merged])).toEqual([[teamId, 2]])
  const scope = { ...march, teamId }
  expect((await company.work((db) => measurePhase(db, 'cycle', scope))).total.n).toBe(2)
})

describe('the list', () => {
  const all: PullNarrowing = { state: null, week: null, reviewerId: null, own: null }

  test('holds merged and closed ones by their end, and open ones by their beginning', async () => {
    const { company, repositoryId } = await start()
    const ann = await makePerson(company, 'Ann')
    const merged = await makePull(company, repositoryId, { author: ann })
    const open = await makePull(company, repositoryId, {
      mergedDay: null,
      createdDay: '2026-01-01',
    })
    const closed = await makePull(company, repositoryId, {
      ...{ mergedDay: null, closedAt: '2026-03-10' },
    })
    await makePull(company, repositoryId, { mergedDay: '2026-04-02' })
    await makePull(company, repositoryId, { mergedDay: null, createdDay: '2026-04-01' })
    const list = (narrowing: Partial<PullNarrowing>) =>
      company.work(async (db) => {
        const asked = { ...all, ...narrowing }
        const rows = await listPulls(db, march, asked, { skip: 0, take: 10 })
        expect(await countPulls(db, march, asked)).toBe(rows.length)
        return rows.map((row) => row.number)
      })
    expect(await list({})).toEqual([closed, merged, open])
    expect(await list({ state: 'merged' })).toEqual([merged])
    expect(await list({ state: 'open' })).toEqual([open])
    expect(await list({ state: 'closed' })).toEqual([closed])
    expect(await list({ week: '2026-03-02' })).toEqual([merged])
    expect(await list({ week: '2026-03-09' })).toEqual([])
    expect(await list({ own: 'nobody@example.com' })).toEqual([])
  })

  test('holds those that somebody reviewed', async () => {
    const { company, repositoryId } = await start()
    const [ann, bob] = [await makePerson(company, 'Ann'), await makePerson(company, 'Bob')]
    const reviewed = await makePull(company, repositoryId, { author: ann, reviewers: [bob] })
    await makePull(company, repositoryId, { author: ann })
    const rows = await company.work((db) =>
      listPulls(db, march, { ...all, reviewerId: bob }, { skip: 0, take: 10 }),
    )
    expect(rows.map((row) => row.number)).toEqual([reviewed])
  })
})
