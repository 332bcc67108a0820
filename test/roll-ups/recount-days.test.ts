import { expect, test } from 'vitest'
import { nowhere } from '../../src/audit/traces.js'
import { changeTimeZone } from '../../src/companies/companies.js'
import { isRecounting } from '../../src/database/recounts.js'
import { changeTimeZoneJob, dispatchRecounts } from '../../src/jobs/change-time-zone.js'
import type { JobQueue } from '../../src/jobs/queue.js'
import { checkRollUps } from '../../src/roll-ups/check-roll-ups.js'
import { recountDays, releaseRecount } from '../../src/roll-ups/recount-days.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { connectAs } from '../support/database.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { silentLog } from '../support/log.js'
import { snapshot } from '../support/snapshot.js'

/** Sunday evening in UTC: Monday in Tokyo, so another week; still Sunday in Anchorage. */
const evening = '2026-03-01T20:30:00.000Z'
/** Early on a Monday in UTC: Sunday in Anchorage, so the week before. */
const morning = '2026-03-02T05:00:00.000Z'

async function story(repositories = 1, commits = 2) {
  const company = await makeCompany({ timeZone: 'UTC' })
  for (let at = 0; at < repositories; at++) {
    const place = await makeRepository(company, `repository ${at}`)
    const instants = Array.from({ length: commits }, (_, n) => (n % 2 ? morning : evening))
    await storeCommits(
      company,
      place,
      instants.map((authoredAt) => makeCommit({ authoredAt })),
    )
  }
  return company
}

const change = (company: TestCompany, timeZone: string) =>
  company.work((db) => changeTimeZone(db, timeZone, { actorId: company.owner.id, from: nowhere }))

const iso = (date: Date) => date.toISOString().slice(0, 10)

/** Instant, day and week of each kind of commit, with how many there are. */
async function days(company: TestCompany): Promise<Record<string, number>> {
  const rows = await company.work((db) => db.commit.findMany())
  const counts: Record<string, number> = {}
  for (const { authoredAt, localDay, localWeek } of rows) {
    const at = authoredAt.toISOString() === evening ? 'evening' : 'morning'
    const text = `${at} ${iso(localDay)} week ${iso(localWeek)}`
    counts[text] = (counts[text] ?? 0) + 1
  }
  return counts
}

const isUnderWay = async (company: TestCompany) =>
  (await company.work((db) => db.run(isRecounting)))[0]?.isRecounting

const inUtc = { 'evening 2026-03-01 week 2026-02-23': 1, 'morning 2026-03-02 week 2026-03-02': 1 }
const inTokyo = { 'evening 2026-03-02 week 2026-03-02': 1, 'morning 2026-03-02 week 2026-03-02': 1 }
const inAnchorage = {
  'evening 2026-03-01 week 2026-02-23': 1,
  'morning 2026-03-01 week 2026-02-23': 1,
}

const job = ({ database, id: companyId }: TestCompany, signal = new AbortController().signal) =>
  changeTimeZoneJob({ database, log: silentLog }, { companyId }, signal)

test('every commit gets the day and the week of the new zone', async () => {
  const company = await story()
  expect(await days(company)).toEqual(inUtc)
  expect(await change(company, 'Asia/Tokyo')).toBe(true)
  expect(await isUnderWay(company)).toBe(true)
  await job(company)
  expect(await days(company)).toEqual(inTokyo)
  expect(await isUnderWay(company)).toBe(false)
  await change(company, 'America/Anchorage')
  await job(company)
  await job(company)
  expect(await days(company)).toEqual(inAnchorage)
})

test('in pieces, each of which stands when the next does not come', async () => {
  const company = await story(3, 5)
  await change(company, 'Asia/Tokyo')
  const piece = () => company.work((db) => recountDays(db, 4))
  expect(await piece()).toBe('more')
  const after = await days(company)
  expect(Object.values(after).reduce((sum, count) => sum + count)).toBe(15)
  expect(after['evening 2026-03-01 week 2026-02-23']).toBeGreaterThan(0)
  // 15 commits by fours: four pieces have commits, the fifth finds none.
  for (const wanted of ['more', 'more', 'more', 'done', 'done']) expect(await piece()).toBe(wanted)
  expect(await days(company)).toEqual({
    'evening 2026-03-02 week 2026-03-02': 9,
    'morning 2026-03-02 week 2026-03-02': 6,
  })
})

test('the roll-ups follow, whichever piece it is that leaves a repository behind', async () => {
  const company = await story(3, 5)
  const sums = async () => {
    const rows = await company.work((db) => db.repositoryDay.findMany())
    return rows.map(({ localDay }) => iso(localDay)).toSorted()
  }
  expect(new Set(await sums())).toEqual(new Set(['2026-03-01', '2026-03-02']))
  await change(company, 'Asia/Tokyo')
  for (const wanted of ['more', 'more', 'more', 'more', 'done']) {
    expect(await company.work((db) => recountDays(db, 4))).toBe(wanted)
  }
  expect(await sums()).toEqual(['2026-03-02', '2026-03-02', '2026-03-02'])
  expect(await company.work(checkRollUps)).toEqual([])
  await change(company, 'America/Anchorage')
  await job(company)
  expect(new Set(await sums())).toEqual(new Set(['2026-03-01']))
  expect(await company.work(checkRollUps)).toEqual([])
})

test('a worker that leaves lets another go on at once', async () => {
  const company = await story()
  await change(company, 'Asia/Tokyo')
  const leaving = new AbortController()
  leaving.abort()
  await job(company, leaving.signal)
  expect(await isUnderWay(company)).toBe(true)
  const due: string[] = []
  const queue = { add: async (_: string, key: string) => void due.push(key) } as unknown as JobQueue
  await dispatchRecounts(company.database, queue)
  expect(due).toContain(`recount-${company.id}`)
  // Taken: nobody else is given it now.
  due.length = 0
  await dispatchRecounts(company.database, queue)
  expect(due).not.toContain(`recount-${company.id}`)
  await company.work(releaseRecount)
  await job(company)
  expect(await days(company)).toEqual(inTokyo)
})

test('a change while it runs begins again in the newer zone', async () => {
  const company = await story(2, 4)
  await change(company, 'Asia/Tokyo')
  await company.work((db) => recountDays(db, 3))
  await change(company, 'America/Anchorage')
  await job(company)
  expect(await days(company)).toEqual({
    'evening 2026-03-01 week 2026-02-23': 4,
    'morning 2026-03-01 week 2026-02-23': 4,
  })
})

test('waits for an analysis that began in the old zone, and takes its commits along', async () => {
  const company = await story()
  const { id, repositoryId } = await company.work((db) => db.analysis.findFirstOrThrow())
  const set = (state: 'running' | 'done') => {
    const startedAt = new Date(Date.now() - 5000)
    return company.work((db) =>
      db.analysis.updateMany({ where: { id }, data: { state, startedAt } }),
    )
  }
  await set('running')
  await change(company, 'Asia/Tokyo')
  await job(company)
  expect(await isUnderWay(company)).toBe(true)
  // It publishes what it has read, with the days of the zone it found.
  const behind = await connectAs('super')
  await behind.query(
    `UPDATE commits SET "localDay" = '2026-03-01', "localWeek" = '2026-02-23'
     WHERE "companyId" = $1 AND "repositoryId" = $2 AND "authoredAt" = $3`,
    [company.id, repositoryId, evening],
  )
  await set('done')
  await job(company)
  expect(await days(company)).toEqual(inTokyo)
  expect(await isUnderWay(company)).toBe(false)
})

test('another company is left as it is', async () => {
  const [company, other] = [await story(), await story()]
  const before = await snapshot(other.id)
  await change(company, 'Asia/Tokyo')
  await job(company)
  expect(await snapshot(other.id)).toBe(before)
  expect(await days(other)).toEqual(inUtc)
})

test('a zone that the database does not know is refused, the same one counts nothing', async () => {
  const company = await story()
  expect(await change(company, 'Mars/Olympus')).toBe(false)
  expect(await change(company, 'UTC')).toBe(true)
  expect(await isUnderWay(company)).toBe(false)
  const entries = await company.work((db) =>
    db.auditEntry.count({ where: { action: 'company.time-zone-changed' } }),
  )
  expect(entries).toBe(0)
})
