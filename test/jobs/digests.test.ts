import { describe, expect, test } from 'vitest'
import { inCompany } from '../../src/database/company.js'
import { dueDigests } from '../../src/database/digests-due.js'
import { createDemo } from '../../src/demo/create-demo.js'
import { queueDigests } from '../../src/jobs/digests.js'
import { queueDigest } from '../../src/people/digests.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { testDatabase } from '../support/database.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { silentLog } from '../support/log.js'
import { deliverMails } from '../support/mailbox.js'

const database = testDatabase()

/** A company of which something was read, and whose people were there long before. */
async function readCompany(timeZone = 'UTC'): Promise<TestCompany> {
  const company = await makeCompany({ timeZone })
  const place = await makeRepository(company)
  const recent = new Date(Date.now() - 3 * 86_400_000).toISOString()
  await storeCommits(company, place, [makeCommit({ authoredAt: recent, committedAt: recent })])
  const createdAt = new Date('2020-01-01')
  await company.work((db) => db.user.updateMany({ data: { createdAt } }))
  return company
}

const dueIn = async ({ id }: { id: bigint }, at: string) =>
  (await dueDigests(database, { at: new Date(at), most: 10_000 }))
    .filter(({ companyId }) => companyId === id)
    .map(({ week }) => week)

describe('the Monday mail is due', () => {
  test.each([
    // 08:00 in Lisbon is 08:00 UTC in winter and 07:00 UTC in summer, which ends on 25 October 2026.
    ['Europe/Lisbon', '2026-10-19T06:59:59.999Z', []],
    ['Europe/Lisbon', '2026-10-19T07:00:00Z', ['2026-10-19']],
    ['Europe/Lisbon', '2026-10-26T07:59:59.999Z', []],
    ['Europe/Lisbon', '2026-10-26T08:00:00Z', ['2026-10-26']],
    ['Europe/Lisbon', '2026-10-27T07:59:59Z', ['2026-10-26']],
    ['Europe/Lisbon', '2026-10-27T08:00:00Z', []],
    // In Auckland Monday begins while it is Sunday elsewhere: UTC+13, from 27 September 2026 on.
    ['Pacific/Auckland', '2026-09-20T19:59:59Z', []],
    ['Pacific/Auckland', '2026-09-20T20:00:00Z', ['2026-09-21']],
    ['Pacific/Auckland', '2026-09-27T19:00:00Z', ['2026-09-28']],
    ['Pacific/Auckland', '2026-09-27T18:59:59Z', []],
    // And in Honolulu it is late.
    ['Pacific/Honolulu', '2026-03-02T17:59:59Z', []],
    ['Pacific/Honolulu', '2026-03-02T18:00:00Z', ['2026-03-02']],
    // Half an hour off, and the day on which New York's clocks go forward before it.
    ['Asia/Kolkata', '2026-03-02T02:30:00Z', ['2026-03-02']],
    ['Asia/Kolkata', '2026-03-02T02:29:59Z', []],
    ['America/New_York', '2026-03-09T12:00:00Z', ['2026-03-09']],
    ['America/New_York', '2026-03-09T11:59:59Z', []],
  ])('in %s at %s', async (timeZone, at, weeks) => {
    expect(await dueIn(await readCompany(timeZone), at)).toEqual(weeks)
  })

  const monday = '2026-03-02T09:00:00Z'

  test('to nobody of a company of which nothing was read', async () => {
    const company = await makeCompany()
    const createdAt = new Date('2020-01-01')
    await company.work((db) => db.user.updateMany({ data: { createdAt } }))
    await makeRepository(company)
    expect(await dueIn(company, monday)).toEqual([])
  })

  test('to nobody who left, does not want it, or came after eight', async () => {
    for (const data of [
      { deactivatedAt: new Date() },
      { digestOffAt: new Date() },
      { createdAt: new Date('2026-03-02T08:00:01Z') },
    ]) {
      const company = await readCompany()
      expect(await dueIn(company, monday)).toHaveLength(1)
      await company.work((db) => db.user.updateMany({ data }))
      expect(await dueIn(company, monday)).toEqual([])
    }
  })

  test('to nobody of sample data', async () => {
    const { companyId } = await createDemo(database)
    await inCompany(database, companyId, async (db) => {
      await db.user.updateMany({ data: { createdAt: new Date('2020-01-01') } })
      const repository = { name: 'shop', source: 'sample', sourceKey: 'sample' }
      const { id } = await db.repository.create({ data: { companyId, ...repository } })
      const done = { state: 'done', window: 'all', definitionsVersion: 1 } as const
      await db.analysis.create({ data: { companyId, repositoryId: id, ...done } })
    })
    expect(await dueIn({ id: companyId }, monday)).toEqual([])
  })
})

describe('the Monday mail is sent', () => {
  const now = new Date('2026-03-02T09:00:00Z')

  test('once to each user and week, however often and however many ask', async () => {
    const company = await readCompany()
    await company.add('developer')
    await company.work((db) => db.user.updateMany({ data: { createdAt: new Date('2020-01-01') } }))
    await Promise.all([1, 2, 3].map(() => queueDigests(database, silentLog, now)))
    await queueDigests(database, silentLog, now)
    const rows = await company.work((db) =>
      db.outgoingMail.findMany({ where: { template: 'digest' } }),
    )
    expect(rows).toHaveLength(2)
    expect(await company.work((db) => db.digest.count())).toBe(2)
    const next = new Date('2026-03-09T09:00:00Z')
    await queueDigests(database, silentLog, next)
    expect(await company.work((db) => db.digest.count())).toBe(4)
  })

  test('with the verdict as its subject, its numbers, links of ours, and one click to end it', async () => {
    const company = await readCompany()
    await company.work((db) => queueDigest(db, company.owner.id, '2026-03-02'))
    const [mail] = (await deliverMails()).filter(({ to }) => to === company.owner.email)
    expect(mail?.subject).toMatch(/^Too little to judge: 1 commit by 1 person in the last 30 days/)
    expect(mail?.headers?.['List-Unsubscribe']).toMatch(
      /^<http:\/\/localhost:3000\/unsubscribe\/[\w-]{43}>$/,
    )
    expect(mail?.headers?.['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    expect(mail?.text).toContain('Commits: 1,')
    expect(mail?.text).toMatch(/^http:\/\/localhost:3000\/commits\?p=30d$/m)
    expect(mail?.html).toContain('href="http://localhost:3000/signals?p=30d"')
    for (const [, href] of mail!.html.matchAll(/href="([^"]+)"/g)) {
      expect(href).toMatch(/^http:\/\/localhost:3000(\/|$)/)
    }
    expect(mail?.html).not.toMatch(/<svg|<img|<script|style=/)
  })

  test('to nobody who switches it off before it goes, or when there is nothing to tell', async () => {
    const off = await readCompany()
    const quiet = await makeCompany()
    for (const company of [off, quiet]) {
      await company.work((db) => queueDigest(db, company.owner.id, '2026-03-02'))
    }
    await off.work((db) => db.user.updateMany({ data: { digestOffAt: new Date() } }))
    const sent = await deliverMails()
    const owners = [off.owner.email, quiet.owner.email]
    expect(sent.filter(({ to }) => owners.includes(to))).toEqual([])
  })
})
