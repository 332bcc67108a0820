import { beforeAll, expect, test } from 'vitest'
import { typeGroups } from '../../src/commit-types/type-groups.js'
import { inCompany } from '../../src/database/company.js'
import { createDemo } from '../../src/demo/create-demo.js'
import { makeDemo } from '../../src/demo/make-demo.js'
import { measureActivity } from '../../src/metrics/activity.js'
import { type Days, localDate, readPeriod } from '../../src/metrics/period.js'
import { delivery } from '../../src/reports/delivery.js'
import { comparedDays, type Filters, scopeOf } from '../../src/reports/filters.js'
import { health } from '../../src/reports/health.js'
import { overview } from '../../src/reports/overview.js'
import { reviews } from '../../src/reports/reviews.js'
import { work } from '../../src/reports/work.js'
import { viewerOf } from '../../src/signals/viewer.js'
import { databaseUrls, testDatabase } from '../support/database.js'
import { poolOf } from '../support/snapshot.js'

/** Numbers of pages for sample data, against plain recomputations from the facts. */
const database = testDatabase()
let companyId: bigint
let zone: string

interface Pull {
  day: string | null
  closedDay: string | null
  createdDay: string
  state: string
  cycle: number | null
  coding: number
  pickup: number
  review: number
  merge: number
  unreviewed: boolean
  self: boolean
  rounds: number
  depth: number
  size: string | null
  lines: number | null
  author: string | null
  repo: string
}

interface Commit {
  repo: string
  day: string
  type: string
  who: string | null
  codeAdded: number
  codeRemoved: number
  testAdded: number
  testRemoved: number
  decisions: number
  decisionLines: number
  rating: string | null
  low: number
  mid: number
  high: number
}

let pulls: Pull[]
let commits: Commit[]
let stays: { team: string; who: string; from: string; to: string | null }[]
let filters: Filters
const now = new Date()

const rowsOf = async <Row>(sql: string): Promise<Row[]> =>
  (await poolOf(databaseUrls().superUrl).query(sql, [String(companyId)])).rows as Row[]

beforeAll(async () => {
  companyId = (await createDemo(database)).companyId
  expect(await makeDemo(database, companyId)).toBe(true)
  const [company] = await rowsOf<{ timeZone: string }>(
    'SELECT "timeZone" FROM companies WHERE id = $1',
  )
  zone = company!.timeZone
  pulls = await rowsOf<Pull>(
    `SELECT p."mergedDay"::text AS day, p."createdDay"::text AS "createdDay", p.state::text AS state,
       (p."closedAt" AT TIME ZONE c."timeZone")::date::text AS "closedDay",
       p."cycleSeconds" AS cycle, p."codingSeconds" AS coding, p."pickupSeconds" AS pickup,
       p."reviewSeconds" AS review, p."mergeSeconds" AS merge, p."isUnreviewed" AS unreviewed,
       p."isSelfMerged" AS self, p."reviewRounds" AS rounds, p."reviewDepth" AS depth, p.size,
       p.additions + p.deletions AS lines, a."developerId"::text AS author,
       p."repositoryId"::text AS repo
     FROM pull_requests p JOIN companies c ON c.id = p."companyId"
     LEFT JOIN host_accounts a ON a."companyId" = p."companyId" AND a.id = p."authorId"
     WHERE p."companyId" = $1 AND NOT p."byBot" AND NOT p.excluded`,
  )
  commits = await rowsOf<Commit>(
    `SELECT c."repositoryId"::text AS repo, c."localDay"::text AS day, c.type::text AS type,
       i."developerId"::text AS who, c."codeAdditions" AS "codeAdded", c.rating,
       c."codeDeletions" AS "codeRemoved", c."testAdditions" AS "testAdded",
       c."testDeletions" AS "testRemoved", coalesce(c."complexityDelta", 0) AS decisions,
       coalesce(c."complexityLines", 0) AS "decisionLines",
       coalesce(c."effortLow", 0)::float8 AS low, coalesce(c."effortMid", 0)::float8 AS mid,
       coalesce(c."effortHigh", 0)::float8 AS high
     FROM commits c JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
     WHERE c."companyId" = $1 AND c.counted AND NOT c."byBot" AND c.type <> 'merge'`,
  )
  stays = await rowsOf(
    `SELECT "teamId"::text AS team, "developerId"::text AS who, "from"::text AS from,
       "to"::text AS to FROM team_memberships WHERE "companyId" = $1`,
  )
  const nobody = { repositoryId: null, teamId: null, developerId: null, bots: false }
  filters = { period: readPeriod('90d', zone, now)!, ...nobody, comparison: 'prev' }
}, 180_000)

/** The middle of a sorted list, between two where there are two. */
function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!]
  return low + (high - low) * (at - Math.floor(at))
}

const median = (values: number[]) => percentile(values, 0.5)
const within = (day: string | null) =>
  day !== null && day >= filters.period.from && day <= filters.period.to
const asked = () => ({
  ...{ metric: null, today: localDate(now, zone), now, own: null, showsNames: true },
})

test('every number of delivery is what the facts add up to', async () => {
  const page = await inCompany(database, companyId, (db) => delivery(db, filters, asked()))
  const merged = pulls.filter(({ day }) => within(day))
  const closed = pulls.filter(({ state, closedDay }) => state === 'closed' && within(closedDay))
  expect(merged.length).toBeGreaterThan(100)
  const value = (key: string) => page.tiles.find((tile) => tile.key === key)!.value!
  expect(value('cycle')).toBeCloseTo(median(merged.map(({ cycle }) => cycle!)) / 3600, 6)
  expect(value('throughput')).toBe(merged.length)
  const ended = merged.length + closed.length
  expect(value('merge-rate')).toBeCloseTo((100 * merged.length) / ended, 6)
  expect(value('pull-request-size')).toBe(median(merged.map(({ lines }) => lines!)))
  const days: string[] = []
  const next = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
  for (let at = filters.period.from; at <= asked().today; at = next(at)) days.push(at)
  const open = days.map(
    (day) =>
      pulls.filter(
        (one) =>
          one.createdDay <= day && (one.state === 'open' || (one.day ?? one.closedDay)! > day),
      ).length,
  )
  const people = new Set(
    pulls.filter((one) => within(one.createdDay) || within(one.day)).map(({ author }) => author),
  )
  people.delete(null)
  const mean = open.reduce((sum, one) => sum + one) / open.length
  expect(value('wip')).toBeCloseTo(mean / people.size, 6)
  for (const row of page.phaseRows) {
    const seconds = merged.map((one) => one[row.phase] ?? 0)
    expect(row.median).toBeCloseTo(median(seconds) / 3600, 6)
    expect(row.low).toBeCloseTo(percentile(seconds, 0.25) / 3600, 6)
    expect(row.high).toBeCloseTo(percentile(seconds, 0.75) / 3600, 6)
    expect(row.p90).toBeCloseTo(percentile(seconds, 0.9) / 3600, 6)
    const { phase } = row
    if (phase === 'cycle') continue
    const timed = merged.filter(({ cycle }) => cycle! > 0)
    const shares = timed.map((one) => one[phase] / one.cycle!)
    expect(row.share).toBeCloseTo(shares.reduce((sum, one) => sum + one) / timed.length, 6)
  }
  const { series } = page.phases
  expect(series.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
  expect(page.spread.reduce((sum, row) => sum + row.pulls, 0)).toBe(merged.length)
  for (const row of page.sizes) {
    const own = merged.filter(({ size }) => size === row.key)
    expect(row.pulls).toBe(own.length)
    if (own.length >= 5)
      expect(row.cycle).toBeCloseTo(median(own.map(({ cycle }) => cycle!)) / 3600, 6)
  }
  const slowest = merged.map(({ cycle }) => cycle! / 3600).toSorted((a, b) => b - a)
  expect(page.slowest.map(({ cycle }) => cycle)).toEqual(slowest.slice(0, 8))
})

test('every number of reviews is what the facts add up to', async () => {
  const page = await inCompany(database, companyId, (db) => reviews(db, filters, asked()))
  const merged = pulls.filter(({ day }) => within(day))
  const value = (key: string) => page.tiles.find((tile) => tile.key === key)!.value!
  const reviewed = merged.filter(({ unreviewed }) => !unreviewed)
  expect(value('first-review')).toBeCloseTo(median(reviewed.map(({ pickup }) => pickup)) / 3600, 6)
  expect(value('depth')).toBe(median(merged.map(({ depth }) => depth)))
  expect(value('rounds')).toBe(median(merged.map(({ rounds }) => rounds)))
  const percent = (part: number) => (100 * part) / merged.length
  expect(value('unreviewed')).toBeCloseTo(percent(merged.length - reviewed.length), 6)
  expect(value('self-merged')).toBeCloseTo(percent(merged.filter(({ self }) => self).length), 6)
  expect(page.rounds.map(({ pulls: count }) => count)).toEqual(
    [0, 1, 2]
      .map((n) => merged.filter(({ rounds }) => rounds === n).length)
      .concat(merged.filter(({ rounds }) => rounds > 2).length),
  )
  const [{ n: waiting } = { n: -1 }] = await rowsOf<{ n: number }>(
    `SELECT count(*)::int AS n FROM pull_requests WHERE "companyId" = $1 AND state = 'open'
       AND NOT "isDraft" AND NOT "byBot" AND NOT excluded AND "firstReviewAt" IS NULL`,
  )
  expect(page.waiting.total).toBe(waiting)
  expect(page.loads.length).toBeGreaterThan(0)
  for (const { people, reviews: all } of page.loads) {
    expect(people!.reduce((sum, one) => sum + one.reviews, 0)).toBe(all)
    const names = people!.map(({ name }) => name)
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)))
  }
})

const inDays = <Row extends { day: string | null }>(rows: Row[], { from, to }: Days) =>
  rows.filter(({ day }) => day !== null && day >= from && day <= to)
const sum = <Row>(rows: Row[], of: (row: Row) => number) =>
  rows.reduce((total, row) => total + of(row), 0)
const isTestable = ({ codeAdded }: Commit) => codeAdded >= 20
const testedOf = (rows: Commit[]) =>
  (100 * rows.filter((one) => isTestable(one) && one.testAdded > 0).length) /
  rows.filter(isTestable).length
const complexityOf = (rows: Commit[]) =>
  (100 * sum(rows, ({ decisions }) => decisions)) / sum(rows, (row) => row.decisionLines)
const viewer = viewerOf({ individuals: 'named' }, 'owner')
/** Teams that somebody was in on a day. */
const teamsOf = (who: string | null, day: string) =>
  stays
    .filter((one) => one.who === who && one.from <= day && (one.to ?? day) >= day)
    .map(({ team }) => team)

test('every number of the overview is what the facts add up to, and so is every change', async () => {
  const asking = { ...asked(), viewer }
  const page = await inCompany(database, companyId, (db) => overview(db, filters, asking))
  const tile = (key: string) => page.tiles.find((one) => one.key === key)!
  const figures = (days: Days) => {
    const merged = inDays(pulls, days)
    const reviewed = merged.filter(({ unreviewed }) => !unreviewed)
    return {
      cycle: median(merged.map(({ cycle }) => cycle!)) / 3600,
      'first-review': median(reviewed.map(({ pickup }) => pickup)) / 3600,
      throughput: merged.length,
      tested: testedOf(inDays(commits, days)),
    }
  }
  const shown = figures(filters.period)
  const days = comparedDays(filters)!
  const [now, before] = [figures(days.now), figures(days.before)]
  for (const key of ['cycle', 'first-review', 'throughput', 'tested'] as const) {
    expect(tile(key).value, key).toBeCloseTo(shown[key], 6)
    const { kind, value } = tile(key).delta!
    const change =
      kind === 'percent' ? (100 * (now[key] - before[key])) / before[key] : now[key] - before[key]
    expect(value, key).toBeCloseTo(change, 6)
  }
  const done = inDays(commits, filters.period)
  for (const { group, values, share } of page.work.series) {
    const own = done.filter(({ type }) => (typeGroups[group] as readonly string[]).includes(type))
    expect(sum(values, (value) => value)).toBe(own.length)
    expect(share).toBeCloseTo(own.length / done.length, 9)
  }
  for (const row of page.repositories) {
    const own = done.filter(({ repo }) => repo === row.id)
    const lines = (one: Commit) => one.codeAdded + one.codeRemoved + one.testAdded + one.testRemoved
    expect([row.commits, row.lines]).toEqual([own.length, sum(own, lines)])
    expect(row.contributors).toBe(new Set(own.map(({ who }) => who)).size)
  }
  expect(sum(page.repositories, (row) => row.commits)).toBe(done.length)
  expect(page.teams).toHaveLength(5)
  for (const row of page.teams!) {
    const own = inDays(pulls, filters.period).filter(({ author, day }) =>
      teamsOf(author, day!).includes(row.id),
    )
    expect(row.merged).toBe(own.length)
    expect(row.cycle).toBeCloseTo(median(own.map(({ cycle }) => cycle!)) / 3600, 6)
  }
})

test('every number of the work is what the facts add up to', async () => {
  const page = await inCompany(database, companyId, (db) => work(db, filters))
  const done = inDays(commits, filters.period)
  const hours = (rows: Commit[], of: (row: Commit) => number) => sum(rows, of) / 60
  for (const bound of ['low', 'mid', 'high'] as const) {
    // Kept in whole seconds, a commit each.
    expect(page.effort.total[bound]).toBeCloseTo(
      hours(done, (row) => row[bound]),
      0,
    )
  }
  expect(sum(page.effort.rows, (row) => row.hours)).toBeCloseTo(page.effort.total.mid, 6)
  expect(sum(page.effort.rows, (row) => row.share)).toBeCloseTo(1, 9)
  const bounds = { XS: 1, S: 10, M: 30, L: 100, XL: 500, XXL: 1000 } as Record<string, number>
  const names = Object.keys(bounds)
  for (const { size, commits: count } of page.sizes) {
    const below = bounds[names[names.indexOf(size) + 1]!] ?? Number.POSITIVE_INFINITY
    const own = done.filter((one) => {
      const lines = one.codeAdded + one.codeRemoved + one.testAdded + one.testRemoved
      return lines >= bounds[size]! && lines < below
    })
    expect(count, size).toBe(own.length)
  }
  expect(sum(page.hours!.flat(), (value) => value)).toBe(done.length)
})

test('every number of the code’s health is what the facts add up to', async () => {
  const page = await inCompany(database, companyId, (db) => health(db, filters))
  const done = inDays(commits, filters.period)
  const testable = done.filter(isTestable)
  expect(page.complexity.value).toBeCloseTo(complexityOf(done), 6)
  expect(page.tests.tested).toBeCloseTo(testedOf(done), 6)
  expect(page.tests.testable).toBe(testable.length)
  expect(page.tests.untested).toBe(testable.filter(({ testAdded }) => testAdded === 0).length)
  const tests = sum(done, ({ testAdded }) => testAdded)
  const all = tests + sum(done, ({ codeAdded }) => codeAdded)
  expect(page.tests.testShare).toBeCloseTo((100 * tests) / all, 6)
  expect(page.repositories).toHaveLength(14)
  for (const row of page.repositories) {
    const rated = done.filter(({ repo, rating }) => repo === row.id && rating !== null)
    expect(row.graded).toBe(rated.length)
    for (const { grade, changes } of row.shares) {
      expect(changes).toBe(rated.filter(({ rating }) => rating === grade).length)
    }
    expect(sum(row.shares, ({ share }) => share)).toBeCloseTo(1, 9)
  }
})

test('filters commute: repositories and teams cut the same whole in either order', async () => {
  const done = inDays(commits, filters.period)
  const teams = [...new Set(stays.map(({ team }) => team))]
  const repos = [...new Set(commits.map(({ repo }) => repo))]
  const counted = (repo: string | null, team: string | null) =>
    inCompany(database, companyId, async (db) => {
      const place = { repositoryId: repo && BigInt(repo), teamId: team && BigInt(team) }
      return (await measureActivity(db, scopeOf({ ...filters, ...place } as Filters))).commits
    })
  const inTeam = (team: string) => done.filter(({ who, day }) => teamsOf(who, day).includes(team))
  for (const team of teams) {
    const parts = await Promise.all(repos.map((repo) => counted(repo, team)))
    expect(parts).toEqual(
      repos.map((repo) => inTeam(team).filter((one) => one.repo === repo).length),
    )
    const whole = await counted(null, team)
    expect(sum(parts, (part) => part)).toBe(whole)
    expect(whole).toBe(inTeam(team).length)
  }
  const parts = await Promise.all(repos.map((repo) => counted(repo, null)))
  expect(sum(parts, (part) => part)).toBe(await counted(null, null))
  expect(await counted(null, null)).toBe(done.length)
}, 60_000)
