import { describe, expect, test } from 'vitest'
import { planYear } from '../../src/demo/plan-year.js'
import { plans } from '../../src/demo/repositories.js'
import { teams } from '../../src/demo/teams.js'

const now = new Date('2026-11-24T16:20:00Z')
const origin = 'https://code.example.com'
/** A planned year with all its repositories. */
function makeYear(seed: string) {
  const { make, ...planned } = planYear(seed, now, origin)
  return { ...planned, repositories: plans.map(make) }
}

const made = makeYear('a seed')
const commits = made.repositories.flatMap((one) => one.commits.map(({ commit }) => commit))
const pullRequests = made.repositories.flatMap((one) => one.pullRequests)

describe('a made year', () => {
  test('is the same for the same seed and instant, and another for another seed', () => {
    expect(makeYear('a seed')).toEqual(made)
    const other = makeYear('b seed').repositories[0]?.commits[0]?.commit
    expect(other).not.toEqual(commits[0])
  })

  test('has 14 repositories, 35 people, and every team has people on every day', () => {
    expect(made.repositories.map(({ plan }) => plan)).toEqual(plans)
    expect(made.people).toHaveLength(35)
    const today = Math.floor(now.getTime() / 86_400_000)
    for (const day of [today - 365, today - 150, today]) {
      const there = made.people.flatMap(({ stays }) =>
        stays.filter(({ from, to }) => from <= day && (to ?? day) >= day).map(({ team }) => team),
      )
      for (const team of teams)
        expect(there.filter((one) => one === team).length).toBeGreaterThan(4)
    }
  })

  test('lies within twelve months, nothing in the future', () => {
    const [from, to] = [made.year.begins, now.getTime()]
    for (const { authoredAt, committedAt } of commits) {
      expect(Date.parse(authoredAt)).toBeGreaterThanOrEqual(from)
      expect(Date.parse(committedAt)).toBeLessThanOrEqual(to)
    }
    const instants = pullRequests.flatMap((one) => [
      ...[one.createdAt, one.updatedAt, one.mergedAt, one.closedAt],
      ...one.reviews.map(({ submittedAt }) => submittedAt),
      ...one.comments.map(({ writtenAt }) => writtenAt),
      ...[...one.events.map(({ at }) => at), ...one.commits.map(({ authoredAt }) => authoredAt)],
    ])
    expect(instants.filter((at) => at !== null && at.getTime() > to)).toEqual([])
  })

  test('keeps to working days and hours on people’s own clocks', () => {
    const local = commits
      .filter(({ isBot, type }) => !isBot && type !== 'merge')
      .map((one) => new Date(Date.parse(one.authoredAt) + one.authorOffsetMinutes * 60_000))
    expect(local.filter((at) => at.getUTCDay() % 6 === 0)).toEqual([])
    const atNight = local.filter((at) => at.getUTCHours() < 7 || at.getUTCHours() > 20)
    expect(atNight.length / local.length).toBeLessThan(0.01)
    expect(new Set(commits.map((one) => one.authorOffsetMinutes)).size).toBeGreaterThan(4)
  })

  test('is of a size that a click can wait for', () => {
    const changes = commits.reduce((sum, { files }) => sum + files.length, 0)
    expect(changes).toBeGreaterThan(15_000)
    expect(changes).toBeLessThan(60_000)
  })

  test('tells its story: reviews get slow and recover, two releases are taken back', () => {
    const waits = (from: number, to: number) => {
      const [first, last] = [from, to].map((days) => now.getTime() - days * 86_400_000)
      const hours = pullRequests
        .filter(({ mergedAt, author }) => mergedAt !== null && !author?.isBot)
        .filter(({ createdAt: at }) => at.getTime() >= first! && at.getTime() < last!)
        .map(({ mergedAt, createdAt }) => mergedAt!.getTime() - createdAt.getTime())
        .toSorted((a, b) => a - b)
      return hours[hours.length >> 1]!
    }
    const [before, slow, after] = [waits(340, 280), waits(190, 140), waits(40, 10)]
    expect(slow).toBeGreaterThan(1.4 * before)
    expect(after).toBeLessThan(0.8 * slow)
    const reverts = made.repositories.filter(({ commits: all }) =>
      all.some(({ commit }) => commit.type === 'revert'),
    )
    expect(reverts.map(({ plan }) => plan.name)).toEqual(['checkout-api', 'storefront-web'])
  })

  test('leaves five pull requests waiting for weeks, without a merge in sight', () => {
    const old = pullRequests.filter(
      ({ state, author, createdAt }) =>
        state === 'open' && !author?.isBot && now.getTime() - createdAt.getTime() > 11 * 86_400_000,
    )
    expect(old.length).toBeGreaterThanOrEqual(5)
    expect(old.length).toBeLessThan(12)
  })

  test('asks some reviewers far more often than others', () => {
    const counts = new Map<string, number>()
    for (const { author, verdict } of pullRequests.flatMap(({ reviews }) => reviews)) {
      if (author && !author.isBot && verdict === 'approved')
        counts.set(author.externalId, (counts.get(author.externalId) ?? 0) + 1)
    }
    const sorted = [...counts.values()].toSorted((a, b) => b - a)
    expect(sorted[0]).toBeGreaterThan(5 * sorted.at(-1)!)
  })
})
