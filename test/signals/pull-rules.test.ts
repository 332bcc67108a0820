import { describe, expect, test } from 'vitest'
import { nowhere } from '../../src/audit/traces.js'
import { addMember } from '../../src/people/memberships.js'
import { createTeam } from '../../src/people/teams.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeRepository } from '../support/facts.js'
import { makePerson, makePull } from '../support/pulls.js'
import { daysBefore, find, now } from '../support/signals.js'

async function start() {
  const company = await makeCompany()
  const { repositoryId } = await makeRepository(company, 'checkout-api')
  return { company, repositoryId }
}

const dayMs = 86_400_000

describe('stuck pull requests', () => {
  const open = (at: Date) => ({ mergedDay: null, createdDay: '2026-01-05', updatedAt: at })
  const ago = (days: number, ms = 0) => new Date(now.getTime() - days * dayMs + ms)

  test.each([
    ['a moment below', ago(7, 1), 0],
    ['at', ago(7), 1],
    ['above', ago(8), 1],
  ])('%s seven days without a change', async (_, at, found) => {
    const { company, repositoryId } = await start()
    await makePull(company, repositoryId, open(at))
    expect(await find(company, 'stuck-pulls')).toHaveLength(found)
  })

  test('count from as many on as a company says, oldest first', async () => {
    const { company, repositoryId } = await start()
    const ann = await makePerson(company, 'Ann')
    await makePull(company, repositoryId, open(ago(9)))
    const oldest = await makePull(company, repositoryId, { ...open(ago(12)), author: ann })
    expect(await find(company, 'stuck-pulls', { at: { pulls: 3 } })).toEqual([])
    const [signal] = await find(company, 'stuck-pulls', { at: { pulls: 2 } })
    expect(signal).toMatchObject({
      ...{ title: '2 pull requests are stuck', tone: 'warn', weight: 12 / 7 },
      evidence: `Nothing has happened for 7 days or more. The oldest, #${oldest} “Change ${oldest}” in checkout-api, has waited for 12 days.`,
    })
    expect(signal?.examples.map(({ path }) => path)[0]).toBe(
      `/pull-requests/${repositoryId}/${oldest}`,
    )
    expect(signal?.examples[0]?.detail).toBe('checkout-api · Ann · 12 days without a change')
  })

  test('are grave from five on', async () => {
    const { company, repositoryId } = await start()
    for (let count = 0; count < 4; count++) await makePull(company, repositoryId, open(ago(9)))
    expect((await find(company, 'stuck-pulls'))[0]?.tone).toBe('warn')
    await makePull(company, repositoryId, open(ago(9)))
    expect((await find(company, 'stuck-pulls'))[0]?.tone).toBe('bad')
  })

  test('are no drafts, no bots’, none excluded and none that ended', async () => {
    const { company, repositoryId } = await start()
    const at = open(ago(30))
    await makePull(company, repositoryId, { ...at, isDraft: true })
    await makePull(company, repositoryId, { ...at, byBot: true })
    await makePull(company, repositoryId, { ...at, excluded: true })
    await makePull(company, repositoryId, { ...at, closedAt: '2026-02-01' })
    expect(await find(company, 'stuck-pulls')).toEqual([])
  })

  test('tell a developer how many, and none one by one', async () => {
    const { company, repositoryId } = await start()
    const ann = await makePerson(company, 'Ann')
    const number = await makePull(company, repositoryId, { ...open(ago(9)), author: ann })
    const [signal] = await find(company, 'stuck-pulls', { role: 'developer' })
    expect(signal?.examples).toEqual([])
    expect(JSON.stringify(signal)).not.toMatch(new RegExp(`Ann|Change ${number}`))
    expect(signal?.title).toBe('1 pull request is stuck')
  })
})

/** A team of these people. */
async function team(company: TestCompany, name: string, people: bigint[]) {
  const told = { actorId: company.owner.id, from: nowhere }
  return company.work(async (db) => {
    const teamId = await createTeam(db, name, told)
    for (const developerId of people) {
      const days = { from: '2025-01-01', to: null }
      await addMember(db, { teamId, developerId, days }, told)
    }
    return teamId
  })
}

describe('review load', () => {
  /** Reviews by each person in the last four weeks, on changes of somebody else. */
  async function reviewed(counts: number[], createdDay = daysBefore(3)) {
    const { company, repositoryId } = await start()
    const author = await makePerson(company, 'Zoe')
    const people: bigint[] = []
    for (const [at, count] of counts.entries()) {
      const person = await makePerson(company, ['Ann', 'Bob', 'Cas', 'Dea', 'Eve'][at]!)
      people.push(person)
      for (let one = 0; one < count; one++) {
        const given = { author, reviewers: [person], createdDay, mergedDay: createdDay }
        await makePull(company, repositoryId, given)
      }
    }
    return { company, people }
  }

  test.each([
    ['below', [6, 5, 5, 4], 35, 0],
    ['at', [7, 5, 4, 4], 35, 1],
    ['above', [8, 4, 4, 4], 35, 1],
  ])('%s a share of 35%% of twenty reviews', async (_, counts, percent, found) => {
    const { company } = await reviewed(counts)
    expect(await find(company, 'review-load', { at: { percent } })).toHaveLength(found)
  })

  test('says who, how many and who is next, and to a developer no name', async () => {
    const { company, people } = await reviewed([10, 4, 2, 2, 2])
    await team(company, 'Payments', people)
    const [signal] = await find(company, 'review-load')
    expect(signal).toMatchObject({
      title: 'Ann gives 50% of the reviews in Payments',
      evidence: '10 of 20 reviews in the last 28 days; next is Bob with 4.',
    })
    expect(signal?.rows?.narrowing).toMatchObject({ p: '2026-02-04..2026-03-03' })
    const [told] = await find(company, 'review-load', { role: 'developer' })
    expect(told?.title).toBe('One person gives 50% of the reviews in Payments')
    expect(`${told?.title}${told?.evidence}${JSON.stringify(told?.rows)}`).not.toMatch(
      /Ann|Bob|reviewer/,
    )
  })

  test('is not told of too few reviews, too few people or other days', async () => {
    expect(await find((await reviewed([10, 3, 3, 3])).company, 'review-load')).toEqual([])
    const { company } = await reviewed([10, 6, 5])
    expect(await find(company, 'review-load')).toEqual([])
    const four = await reviewed([10, 4, 3, 3])
    expect(await find(four.company, 'review-load')).toHaveLength(1)
    // Of four people one unnamed is not hidden.
    expect(await find(four.company, 'review-load', { role: 'developer' })).toEqual([])
    const early = await reviewed([10, 4, 3, 3], daysBefore(29))
    expect(await find(early.company, 'review-load')).toEqual([])
  })
})

/** Ten pull requests before and ten after, with these waits in hours. */
async function shifted(before: number, after: number, counts: [number, number] = [10, 10]) {
  const { company, repositoryId } = await start()
  const [early, late] = counts
  const make = (hours: number, mergedDay: string) =>
    makePull(company, repositoryId, {
      ...{ pickupHours: hours, cycleHours: hours, mergedDay, createdDay: mergedDay },
    })
  for (let one = 0; one < early; one++) await make(before, daysBefore(56))
  for (let one = 0; one < late; one++) await make(after, daysBefore(1))
  // Neither today nor anything earlier counts.
  await make(900, daysBefore(0))
  await make(900, daysBefore(57))
  return company
}

describe('first review rising', () => {
  test.each([
    ['below a quarter', 8, 9.9, 0],
    ['at a quarter', 8, 10, 1],
    ['above it', 8, 12, 1],
    ['below an hour more', 2, 2.9, 0],
    ['at an hour more', 2, 3, 1],
  ])('%s', async (_, before, after, found) => {
    expect(await find(await shifted(before, after), 'first-review-rising')).toHaveLength(found)
  })

  test('says both times, and is grave from twice the limit on', async () => {
    const [signal] = await find(await shifted(8, 12), 'first-review-rising')
    expect(signal).toMatchObject({
      ...{ title: 'Everybody waits longer for a first review', tone: 'bad', weight: 2 },
      evidence:
        '12.0 hours over 10 pull requests in the last 28 days, 8.0 hours over 10 in the 28 days before: 50% longer.',
    })
  })

  test.each([
    [9, 10],
    [10, 9],
  ])('judges nothing by %i before and %i after', async (...counts) => {
    expect(await find(await shifted(8, 20, counts), 'first-review-rising')).toEqual([])
  })
})

describe.each(['delivery-faster', 'first-review-faster'] as const)('%s', (kind) => {
  test.each([
    ['below', 10, 8.6, 0],
    ['at', 10, 8.5, 1],
    ['above', 10, 5, 1],
    ['longer', 10, 12, 0],
  ])('%s 15%% less', async (_, before, after, found) => {
    const signals = await find(await shifted(before, after), kind)
    expect(signals).toHaveLength(found)
    for (const { tone } of signals) expect(tone).toBe('good')
  })
})
