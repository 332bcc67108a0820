import { beforeEach, describe, expect, test } from 'vitest'
import { settle } from '../../src/analysis/settle.js'
import { nowhere } from '../../src/audit/traces.js'
import { changeRetention, retentionFaults } from '../../src/retention/change-retention.js'
import { keepRetention } from '../../src/retention/keep-retention.js'
import { retentionOf } from '../../src/retention/rules.js'
import { checkRollUps } from '../../src/roll-ups/check-roll-ups.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'
import { orphans } from '../support/orphans.js'
import { cleanUp, makeYears } from '../support/retention.js'
import { snapshot } from '../support/snapshot.js'

const now = new Date('2026-11-24T03:00:00Z')
let company: TestCompany

beforeEach(async () => {
  company = await makeCompany()
})

async function keep(changes: Partial<Awaited<ReturnType<typeof retentionOf>>>) {
  await company.work(async (db) => {
    const wish = { ...(await retentionOf(db)), ...changes }
    await changeRetention(db, wish, { actorId: company.owner.id, from: nowhere })
  })
}

const receipt = () =>
  company.work((db) => db.retentionRun.findFirstOrThrow({ orderBy: { id: 'desc' } }))

describe('what a company may say', () => {
  test.each([
    [{ facts: null }, {}],
    [{ facts: 100 }, { facts: 'Choose 365 to 3650 days.' }],
    [{ accesses: null }, { accesses: 'Choose 90 to 365 days.' }],
    [{ accesses: 366 }, { accesses: 'Choose 90 to 365 days.' }],
    [{ messages: 30.5 }, { messages: 'Choose 30 to 3650 days.' }],
    [{ messages: 30, comments: 3650 }, {}],
  ])('%j', (wish, faults) => {
    expect(retentionFaults(wish)).toEqual(faults)
  })

  test('every change is an audit entry, and what is the same is none', async () => {
    await keep({ messages: 400, comments: 90 })
    await keep({ messages: 400, comments: 90 })
    const entries = await company.work((db) =>
      db.auditEntry.findMany({ where: { action: 'data.retention-changed' } }),
    )
    expect(entries.map(({ before, after }) => [before, after])).toEqual([
      [
        { kind: 'messages', days: null },
        { kind: 'messages', days: 400 },
      ],
      [
        { kind: 'comments', days: null },
        { kind: 'comments', days: 90 },
      ],
    ])
  })
})

describe('a night', () => {
  test('without a word of the company takes nothing of the facts', async () => {
    await makeYears(company)
    const count = () => company.work((db) => db.commit.count())
    const before = await count()
    expect(await keepRetention(company.database, company.id, now)).toBe(true)
    expect(await count()).toBe(before)
    expect(await receipt()).toMatchObject({ counts: {}, finishedAt: now })
  })

  test('comes once, and not again before the next', async () => {
    expect(await keepRetention(company.database, company.id, now)).toBe(true)
    const hour = new Date(now.getTime() + 3_600_000)
    expect(await keepRetention(company.database, company.id, hour)).toBe(false)
    const day = new Date(now.getTime() + 86_400_000)
    expect(await keepRetention(company.database, company.id, day)).toBe(true)
  })

  test('goes on with a run that was stopped', async () => {
    const data = { companyId: company.id, startedAt: now, counts: { mails: 2 } }
    const { id } = await company.work((db) => db.retentionRun.create({ data }))
    expect(await keepRetention(company.database, company.id, now)).toBe(true)
    expect(await receipt()).toMatchObject({ id, counts: { mails: 2 }, finishedAt: now })
  })

  test('takes words of old messages, and the ratings stay', async () => {
    const place = await makeRepository(company)
    const large = [makeFile({ additions: 200 })]
    const told = (at: string, body: string) =>
      makeCommit({
        ...{ authoredAt: at, files: large, subject: 'Take cards of every bank' },
        message: `Take cards of every bank\n\n${body}`,
      })
    const old = '2025-01-04T10:00:00.000Z'
    await storeCommits(company, place, [
      told(old, 'Maya asked for it.'),
      told(old, 'See PAY-12, says Maya.'),
      told('2026-11-20T10:00:00.000Z', 'New enough.'),
    ])
    const rated = () =>
      company.work((db) =>
        db.commit.findMany({ select: { rating: true, effortMid: true }, orderBy: { hash: 'asc' } }),
      )
    const before = await rated()
    await keep({ messages: 365 })
    await keepRetention(company.database, company.id, now)
    const messages = await company.work((db) => db.commit.findMany({ orderBy: { hash: 'asc' } }))
    expect(messages.map(({ message }) => message).toSorted()).toEqual([
      'Take cards of every bank\n\nNew enough.',
      'Take cards of every bank\n\nThe rest is no longer kept.',
      'Take cards of every bank\n\nThe rest is no longer kept.\n\nPAY-12',
    ])
    await company.work((db) => settle(db, { repositoryIds: [place.repositoryId] }))
    expect(await rated()).toEqual(before)
    expect((await receipt()).counts).toEqual({ messages: 2 })
  })

  test('clears old facts as a clean-up does, marks and all, and only of this company', async () => {
    const other = await makeCompany({ name: 'Contoso' })
    await makeYears(other)
    const { connected } = await makeYears(company)
    const theirs = await snapshot(other.id)
    await keep({ facts: 400, comments: 30, deliveries: 7 })
    const { connectionId } = connected
    const delivery = {
      deliveryId: 'd-1',
      event: 'pull_request',
      receivedAt: new Date('2026-11-01'),
    }
    await company.work((db) =>
      db.webhookDelivery.create({ data: { companyId: company.id, connectionId, ...delivery } }),
    )
    await keepRetention(company.database, company.id, now)
    const asked = await company.work((db) => db.cleanUp.findFirstOrThrow())
    expect(asked.requestedById).toBeNull()
    await cleanUp(company, asked.id)
    await company.work(async (db) => {
      const years = await db.commit.findMany({ select: { authoredAt: true } })
      expect([...new Set(years.map(({ authoredAt }) => authoredAt.getUTCFullYear()))]).toEqual([
        2026,
      ])
      expect(await db.comment.count({ where: { text: { not: null } } })).toBe(0)
      expect(await db.clearedPeriod.count()).toBe(4)
      expect((await receipt()).counts).toEqual({ facts: 4, comments: 1, deliveries: 1 })
    })
    expect(await company.work(checkRollUps)).toEqual([])
    expect(await orphans()).toEqual([])
    expect(await snapshot(other.id)).toBe(theirs)
    // Another night further on: the marks grow, and are no more than there are repositories.
    await keepRetention(company.database, company.id, new Date('2027-04-10T03:00:00Z'))
    const next = await company.work((db) =>
      db.cleanUp.findFirstOrThrow({ orderBy: { id: 'desc' } }),
    )
    await cleanUp(company, next.id)
    expect(await company.work((db) => db.clearedPeriod.count())).toBe(4)
  })
})
