import { createHash, randomUUID } from 'node:crypto'
import type { SessionData } from 'express-session'
import { describe, expect, test, vi } from 'vitest'
import {
  absoluteDays,
  anonymousMinutes,
  idleHours,
  SessionStore,
  sessionUser,
  sweepSessions,
} from '../../src/people/sessions.js'
import { endSession, endSessions, userSessions } from '../../src/people/user-sessions.js'
import { makeCompany } from '../support/company.js'
import { connectAs, testDatabase } from '../support/database.js'

const hour = 3_600_000
const digest = (sid: string) => createHash('sha256').update(sid).digest()

/** The store's calls as promises. */
function openStore() {
  const store = new SessionStore(testDatabase())
  const told = (call: (done: (error?: unknown) => void) => void) =>
    new Promise<void>((resolve, reject) => call((error) => (error ? reject(error) : resolve())))
  return {
    get: (sid: string) =>
      new Promise<SessionData | null>((resolve, reject) =>
        store.get(sid, (error, session) => (error ? reject(error) : resolve(session ?? null))),
      ),
    set: (sid: string, session: SessionData) => told((done) => store.set(sid, session, done)),
    touch: (sid: string, session: SessionData) => told((done) => store.touch(sid, session, done)),
    destroy: (sid: string) => told((done) => store.destroy(sid, done)),
  }
}

const anonymous = (more: Partial<SessionData> = {}) =>
  ({ cookie: { originalMaxAge: null }, ...more }) as SessionData

async function signedIn(signedInAt = Date.now()) {
  const { owner } = await makeCompany()
  return { owner, session: anonymous({ passport: { user: sessionUser.write(owner) }, signedInAt }) }
}

/** What the table holds of a session, and how long from now until it ends, in hours. */
async function stored(sid: string) {
  const behind = await connectAs('super')
  const { rows } = await behind.query(
    `SELECT "companyId", "userId", data, "lastSeenAt",
       extract(epoch FROM "expiresAt" - now()) / 3600 AS hours
     FROM directory.sessions WHERE digest = $1`,
    [digest(sid)],
  )
  return rows[0] && { ...rows[0], hours: Number(rows[0].hours) }
}

const age = async (sid: string, interval: string) => {
  const behind = await connectAs('super')
  await behind.query(
    `UPDATE directory.sessions SET "lastSeenAt" = "lastSeenAt" - $2::interval,
       "expiresAt" = "expiresAt" - $2::interval WHERE digest = $1`,
    [digest(sid), interval],
  )
}

/** Resolves once somebody waits for a row that another transaction holds. */
async function waitsForLock(): Promise<void> {
  const behind = await connectAs('super')
  const sql = `SELECT count(*)::int AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`
  await vi.waitFor(async () => expect((await behind.query(sql)).rows[0].waiting).toBe(1), 5000)
}

describe('a session', () => {
  test('ASVS 7.2.3: comes back as it was kept, and only its key’s hash is stored', async () => {
    const store = openStore()
    const sid = randomUUID()
    expect(await store.get(sid)).toBeNull()
    await store.set(sid, anonymous({ flash: 'Hello.' }))
    expect(await store.get(sid)).toMatchObject({ flash: 'Hello.' })
    expect(await store.get(`${sid}x`)).toBeNull()
    const behind = await connectAs('super')
    const { rows } = await behind.query(
      'SELECT count(*)::int AS rows FROM directory.sessions s WHERE s::text LIKE ANY ($1::text[])',
      [[`%${sid}%`, `%${Buffer.from(sid).toString('hex')}%`]],
    )
    expect(rows).toEqual([{ rows: 0 }])
  })

  test('is changed in place', async () => {
    const store = openStore()
    const sid = randomUUID()
    await store.set(sid, anonymous({ flash: 'One.' }))
    await store.set(sid, anonymous({ flash: 'Two.' }))
    expect(await store.get(sid)).toMatchObject({ flash: 'Two.' })
  })

  test('ASVS 7.3.1: of nobody lives for minutes, of a user for hours', async () => {
    const store = openStore()
    const [mine, nobodys] = [randomUUID(), randomUUID()]
    const { owner, session } = await signedIn()
    await store.set(mine, session)
    await store.set(nobodys, anonymous())
    expect((await stored(nobodys)).hours).toBeCloseTo(anonymousMinutes / 60, 1)
    const row = await stored(mine)
    expect(row.hours).toBeCloseTo(idleHours, 1)
    expect([row.companyId, row.userId]).toEqual([owner.companyId, owner.id].map(String))
  })

  test('ASVS 7.3.2: ends for good after two weeks, however much it is used', async () => {
    const store = openStore()
    const sid = randomUUID()
    const { session } = await signedIn(Date.now() - absoluteDays * 24 * hour + hour)
    await store.set(sid, session)
    expect((await stored(sid)).hours).toBeCloseTo(1, 1)
    const old = await signedIn(Date.now() - absoluteDays * 24 * hour - hour)
    await store.set(sid, old.session)
    expect(await store.get(sid)).toBeNull()
  })

  test('that has ended is not there, and the sweep takes it away an hour later', async () => {
    const store = openStore()
    const sid = randomUUID()
    await store.set(sid, anonymous())
    await age(sid, `${anonymousMinutes + 1} minutes`)
    expect(await store.get(sid)).toBeNull()
    await sweepSessions(testDatabase())
    expect(await stored(sid)).toBeDefined()
    await age(sid, '1 hour')
    expect(await sweepSessions(testDatabase())).toBeGreaterThanOrEqual(1)
    expect(await stored(sid)).toBeUndefined()
  })

  test('that is used lives on; it is written once a minute at most', async () => {
    const store = openStore()
    const sid = randomUUID()
    const { session } = await signedIn()
    await store.set(sid, session)
    await age(sid, '30 seconds')
    const before = await stored(sid)
    await store.touch(sid, session)
    expect((await stored(sid)).lastSeenAt).toEqual(before.lastSeenAt)
    await age(sid, '2 hours')
    await store.touch(sid, session)
    expect((await stored(sid)).hours).toBeCloseTo(idleHours, 1)
  })

  test('that is destroyed opens nothing, and touching does not bring it back', async () => {
    const store = openStore()
    const sid = randomUUID()
    await store.set(sid, anonymous())
    await store.destroy(sid)
    await store.touch(sid, anonymous())
    expect(await store.get(sid)).toBeNull()
    await store.destroy(sid)
  })

  describe('ASVS 7.4.1: that has ended is not brought back by a request that was under way', () => {
    /** What a request read, what happened then, what is there after it has written. */
    const meanwhile = async (end: (story: Story) => Promise<unknown>) => {
      const story = await begin()
      const read = await story.store.get(story.sid)
      await end(story)
      await story.store.set(story.sid, { ...read!, flash: 'Saved.' })
      await story.store.touch(story.sid, read!)
      expect(await story.store.get(story.sid)).toBeNull()
      const list = await story.company.work((db) => userSessions(db, story.company.owner.id, ''))
      expect(list).toEqual([])
    }
    const begin = async () => {
      const store = openStore()
      const sid = randomUUID()
      const company = await makeCompany()
      const session = anonymous({ passport: { user: sessionUser.write(company.owner) } })
      await store.set(sid, session)
      const [{ id } = { id: 0n }] = await company.work((db) =>
        userSessions(db, company.owner.id, sid),
      )
      return { store, sid, company, id }
    }
    type Story = Awaited<ReturnType<typeof begin>>

    test('signed out', () => meanwhile(({ store, sid }) => store.destroy(sid)))

    test('by its owner, elsewhere', () =>
      meanwhile(({ company, id }) =>
        company.work(async (db) => {
          expect(await endSession(db, company.owner.id, id)).toBe(true)
          expect(await endSession(db, company.owner.id, id)).toBe(false)
        }),
      ))

    test('with all others', () =>
      meanwhile(({ company }) =>
        company.work(async (db) => expect(await endSessions(db, company.owner.id)).toBe(1)),
      ))

    test('in a transaction that began later and was there first', async () => {
      const { store, sid, company, id } = await begin()
      const session = (await store.get(sid))!
      const written = await company.work(async (db) => {
        await endSession(db, company.owner.id, id)
        // Waits for this transaction, and has begun before it ends.
        const write = store.set(sid, session)
        await waitsForLock()
        return { write }
      })
      await written.write
      expect(await store.get(sid)).toBeNull()
    })

    test('and nothing of it is kept', async () => {
      const { store, sid } = await begin()
      await store.destroy(sid)
      expect(await stored(sid)).toMatchObject({ data: {}, companyId: null, userId: null })
    })
  })

  test('goes with its user', async () => {
    const store = openStore()
    const sid = randomUUID()
    const company = await makeCompany()
    const user = await company.add('manager')
    await store.set(sid, anonymous({ passport: { user: sessionUser.write(user) } }))
    await company.work((db) => db.user.deleteMany({ where: { id: user.id } }))
    expect(await store.get(sid)).toBeNull()
  })
})

test('the running role cannot read the table', async () => {
  const app = await connectAs('app')
  for (const sql of ['SELECT * FROM directory.sessions', 'DELETE FROM directory.sessions']) {
    await expect(app.query(sql)).rejects.toMatchObject({ code: '42501' })
  }
})

test.each(['', '1', '1.', '.1', '1.2.3', '-1.2', '1.2 ', 'a.b', '1.1234567890123456789', '1,2'])(
  'the text %j names no user',
  (text) => {
    expect(sessionUser.read(text)).toBeNull()
  },
)

test('a user is remembered by company and id', () => {
  const user = { companyId: 12n, id: 345n }
  expect(sessionUser.read(sessionUser.write(user))).toEqual(user)
})
