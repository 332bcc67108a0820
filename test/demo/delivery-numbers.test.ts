import { beforeAll, expect, test } from 'vitest'
import { inCompany } from '../../src/database/company.js'
import { createDemo } from '../../src/demo/create-demo.js'
import { makeDemo } from '../../src/demo/make-demo.js'
import { localDate, readPeriod } from '../../src/metrics/period.js'
import { delivery } from '../../src/reports/delivery.js'
import type { Filters } from '../../src/reports/filters.js'
import { reviews } from '../../src/reports/reviews.js'
import { databaseUrls, testDatabase } from '../support/database.js'
import { poolOf } from '../support/snapshot.js'

/** Every number of the two pages for sample data, against plain recomputations from the facts. */
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
}

let pulls: Pull[]
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
       p.additions + p.deletions AS lines, a."developerId"::text AS author
     FROM pull_requests p JOIN companies c ON c.id = p."companyId"
     LEFT JOIN host_accounts a ON a."companyId" = p."companyId" AND a.id = p."authorId"
     WHERE p."companyId" = $1 AND NOT p."byBot" AND NOT p.excluded`,
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
