import { beforeEach, describe, expect, test } from 'vitest'
import { HostFault, type HostFaultKind } from '../../src/code-hosts/host-fault.js'
import { collect, collectFrom, letCollect, lineOf } from '../support/collecting.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import {
  type Connected,
  hostPerson,
  makeConnected,
  may,
  pullRequest,
} from '../support/pull-request-fixtures.js'
import { type ToldHost, toldHost } from '../support/told-host.js'

let company: TestCompany
let place: Connected
let told: ToldHost

beforeEach(async () => {
  company = await makeCompany()
  place = await makeConnected(company)
  const pullRequests = [1, 2, 3, 4, 5].map((number) =>
    pullRequest(number, { updatedAt: may(10 + number) }),
  )
  told = toldHost({ pullRequests })
})

const collection = () =>
  company.work((db) =>
    db.collection.findFirstOrThrow({ where: { repositoryId: place.repositoryId } }),
  )

/** All that was read, but for when. */
const rows = () =>
  company.work(async (db) => ({
    pullRequests: await db.pullRequest.findMany({
      include: { reviews: true, comments: true, events: true, commits: true },
      omit: { readAt: true },
      orderBy: { number: 'asc' },
    }),
    accounts: await db.hostAccount.findMany({ orderBy: { id: 'asc' } }),
    developers: await db.developer.findMany({ orderBy: { id: 'asc' } }),
  }))

const numbers = async () => (await rows()).pullRequests.map(({ number }) => number)

const connection = () => company.work((db) => db.connection.findFirstOrThrow())

const fault = (kind: HostFaultKind, more = {}) => new HostFault(kind, 'a fault of a test', more)

/** Goes wrong once, before the page that begins there. */
function failOnce(at: number, error: () => Error) {
  let isDone = false
  told.beforePage = (handedOut) => {
    if (isDone || handedOut !== at) return
    isDone = true
    throw error()
  }
}

describe('reading the pull requests of a repository', () => {
  test('reads all, newest first, and says how far', async () => {
    await collect(company, place, told)
    expect(await numbers()).toEqual([1, 2, 3, 4, 5])
    const state = await collection()
    expect(state).toMatchObject({
      ...{ readTo: may(15), cursor: null, etag: '"first"', hostTotal: 5, faultCode: null },
    })
    const { admittedAt, dueAt } = await lineOf(company, place)
    expect(admittedAt).toBeNull()
    expect(dueAt.getTime()).toBe(state.nextAt!.getTime())
    expect(dueAt.getTime() - state.finishedAt!.getTime()).toBeLessThanOrEqual(15 * 60_000)
  })

  test('reads only what is new, five minutes before the last end, and ends with the same rows', async () => {
    await collect(company, place, told)
    const before = await rows()
    await company.work((db) => db.collection.updateMany({ data: { reconciledAt: new Date() } }))
    await collect(company, place, told)
    expect(told.asked.at(-1)).toEqual({
      since: new Date(may(15).getTime() - 5 * 60_000),
      cursor: null,
    })
    expect(await rows()).toEqual(before)
  })

  test.each([2, 4])(
    'killed before page %i, it goes on there and ends with the same rows',
    async (at) => {
      const other = await makeCompany()
      const there = await makeConnected(other)
      await collect(other, there, toldHost({ pullRequests: told.pullRequests }))
      failOnce(at, () => new Error('the worker was killed'))
      await collect(company, place, told)
      expect(await numbers()).toHaveLength(at)
      expect((await collection()).cursor).toMatchObject({ at })
      await collect(company, place, told)
      expect(told.asked.at(-1)!.cursor).toMatchObject({ at })
      const whole = await other.work((db) =>
        db.pullRequest.findMany({
          orderBy: { number: 'asc' },
          select: { number: true, cycleSeconds: true },
        }),
      )
      const own = (await rows()).pullRequests.map(({ number, cycleSeconds }) => ({
        number,
        cycleSeconds,
      }))
      expect(own).toEqual(whole)
      expect(await collection()).toMatchObject({ readTo: may(15), cursor: null, faultCode: null })
    },
  )

  test('drops what is handed out twice', async () => {
    told.pullRequests.push(told.pullRequests[0]!)
    await collect(company, place, told)
    expect(await numbers()).toEqual([1, 2, 3, 4, 5])
  })

  test('one that cannot be stored does not stop the others', async () => {
    told.pullRequests[3] = pullRequest(4, {
      updatedAt: may(14),
      commits: [{ ...pullRequest(4).commits[0]!, hash: 'no hash' }],
    })
    await collect(company, place, told)
    expect(await numbers()).toEqual([1, 2, 3, 5])
    expect((await collection()).failed).toEqual({ 4: 'It could not be stored.' })
    // Once it can be, nothing is said of it any more.
    told.pullRequests[3] = pullRequest(4, { updatedAt: may(16) })
    await collect(company, place, told)
    expect([await numbers(), (await collection()).failed]).toEqual([[1, 2, 3, 4, 5], {}])
  })

  test('says what could not be read whole, until it can', async () => {
    told.pullRequests[0] = pullRequest(1, { gap: 'Reviews were refused.', updatedAt: may(11) })
    await collect(company, place, told)
    expect((await collection()).failed).toEqual({ 1: 'Reviews were refused.' })
    told.pullRequests[0] = pullRequest(1, { updatedAt: may(20) })
    await collect(company, place, told)
    expect((await collection()).failed).toEqual({})
  })

  test('a start that was taken back writes nothing', async () => {
    const turn = await letCollect(company, place)
    told.beforePage = (at) => {
      if (at === 2) throw new Error('unreachable')
    }
    await letCollect(company, place)
    await collectFrom(company, turn, told)
    expect(await numbers()).toEqual([])
  })

  test('a worker that leaves gives its turn back at once', async () => {
    const leaving = new AbortController()
    told.beforePage = (at) => {
      if (at === 2) leaving.abort()
    }
    await collectFrom(company, await letCollect(company, place), told, leaving.signal)
    expect(await numbers()).toEqual([4, 5])
    const { admittedAt, dueAt } = await lineOf(company, place)
    expect([admittedAt, dueAt <= new Date()]).toEqual([null, true])
  })

  test('a connection that was removed is read no more', async () => {
    await company.work((db) =>
      db.repository.updateMany({ where: { id: place.repositoryId }, data: { connectionId: null } }),
    )
    const turn = { companyId: company.id, repositoryId: place.repositoryId, attempt: 1 }
    await collectFrom(company, turn, told)
    expect(await lineOf(company, place)).toBeUndefined()
  })
})

describe('what a host does wrong', () => {
  test.each([
    ['auth', true],
    ['forbidden', false],
    ['network', false],
    ['server', false],
    ['contract', false],
    ['too-large', false],
    ['blocked-origin', false],
    ['not-found', false],
  ] as const)('%s: said on the page, tried again, nothing lost', async (kind, isOfConnection) => {
    failOnce(2, () => fault(kind))
    await collect(company, place, told)
    const state = await collection()
    expect(state.faultCode).toBe(kind)
    expect(state.faultTitle).toMatch(/GitHub/)
    expect(state.faultAdvice).toBeTruthy()
    expect((await lineOf(company, place)).dueAt).toEqual(state.nextAt)
    expect((await connection()).faultCode).toBe(isOfConnection ? kind : null)
    await collect(company, place, told)
    expect(await numbers()).toEqual([1, 2, 3, 4, 5])
    expect((await collection()).faultCode).toBeNull()
  })

  test('a missing permission is the connection’s', async () => {
    failOnce(0, () => fault('forbidden', { permission: 'pull_requests=read' }))
    await collect(company, place, told)
    expect((await connection()).faultAdvice).toMatch(/pull_requests=read/)
  })

  test('a limit: comes back when the host said, for all workers', async () => {
    const retryAt = new Date(Date.now() + 20 * 60_000)
    failOnce(2, () => fault('rate-limit', { retryAt }))
    await collect(company, place, told)
    expect(await numbers()).toEqual([4, 5])
    const { dueAt } = await lineOf(company, place)
    expect(dueAt.getTime() - retryAt.getTime()).toBeLessThanOrEqual(60_000)
    expect(dueAt >= retryAt).toBe(true)
    const other = await makeConnected(company, { name: 'other', connectionId: place.connectionId })
    const asked = toldHost({ pullRequests: told.pullRequests })
    await collect(company, other, asked)
    expect(asked.asked).toEqual([])
    expect((await lineOf(company, other)).dueAt >= retryAt).toBe(true)
  })

  test('a limit that gives no time: a minute, then two', async () => {
    const wait = async () => {
      told.beforePage = () => {
        throw fault('rate-limit')
      }
      await collect(company, place, told)
      const { waitUntil, saidAt } = await company.work((db) => db.quota.findFirstOrThrow())
      return Math.round((waitUntil!.getTime() - saidAt.getTime()) / 60_000)
    }
    expect(await wait()).toBe(1)
    await company.work((db) => db.quota.updateMany({ data: passed() }))
    expect(await wait()).toBe(2)
  })

  test('a fifth of the allowance is left to the token’s owner', async () => {
    const resetAt = new Date(Date.now() + 30 * 60_000)
    told.quota = { resource: 'core', limit: 1000, remaining: 201, resetAt }
    told.beforePage = (at) => {
      if (at === 2) told.quota = { ...told.quota!, remaining: 200 }
    }
    await collect(company, place, told)
    expect(await numbers()).toEqual([2, 3, 4, 5])
    expect(await collection()).toMatchObject({ faultCode: 'rate-limit', cursor: { at: 4 } })
    expect((await lineOf(company, place)).dueAt >= resetAt).toBe(true)
  })

  test('two repositories: what stops one does not stop the other', async () => {
    const other = await makeConnected(company, { name: 'other', connectionId: place.connectionId })
    told.beforePage = () => {
      throw fault('contract')
    }
    await collect(company, place, told)
    await collect(company, other, toldHost({ pullRequests: told.pullRequests }))
    expect(await numbers()).toHaveLength(5)
  })
})

/** A wait of a minute that has just ended. */
const passed = () => ({ waitUntil: new Date(), saidAt: new Date(Date.now() - 60_000) })

describe('the nightly comparison', () => {
  test('finds what a cursor missed, and marks what the host no longer knows', async () => {
    told.hidden.add(2)
    await collect(company, place, told)
    expect(await numbers()).toEqual([1, 3, 4, 5])
    told.hidden.clear()
    told.pullRequests = told.pullRequests.filter(({ number }) => number !== 5)
    await collect(company, place, told)
    const found = (await rows()).pullRequests
    expect(found.map(({ number, goneAt }) => [number, goneAt !== null])).toEqual([
      ...[
        [1, false],
        [2, false],
        [3, false],
        [4, false],
        [5, true],
      ],
    ])
    expect((await collection()).reconciledAt).not.toBeNull()
  })

  test('seeks once what the host lists and does not hand out, and says so', async () => {
    await collect(company, place, told)
    told.pullRequests.push(pullRequest(6, { updatedAt: may(1) }))
    told.hidden.add(6)
    await collect(company, place, told)
    expect((await collection()).failed).toEqual({ 6: expect.stringMatching(/did not hand it out/) })
    const asked = told.asked.length
    await company.work((db) => db.collection.updateMany({ data: { reconciledAt: null } }))
    await collect(company, place, told)
    expect(told.asked).toHaveLength(asked + 1)
  })
})

describe('members', () => {
  test('are listed once a day for each owner', async () => {
    told.members = [hostPerson('ann'), hostPerson('zoe', { name: 'Zoe Lund' })]
    await collect(company, place, told)
    const marks = async () => {
      const found = await company.work((db) =>
        db.hostAccount.findMany({ orderBy: { username: 'asc' } }),
      )
      return found.map(({ username, isMember }) => [username, isMember])
    }
    expect(await marks()).toEqual([
      ['ann', true],
      ['ben', false],
      ['zoe', true],
    ])
    told.members = [hostPerson('ben')]
    await collect(company, place, told)
    expect((await marks())[1]).toEqual(['ben', false])
    await company.work((db) => db.collection.updateMany({ data: { membersReadAt: may(1) } }))
    await collect(company, place, told)
    expect(await marks()).toEqual([
      ['ann', false],
      ['ben', true],
      ['zoe', false],
    ])
  })

  test('of several owners are those whom any of them lists', async () => {
    const { connectionId } = place
    const other = await makeConnected(company, { name: 'other', connectionId })
    await company.work((db) =>
      db.repository.updateMany({
        where: { id: other.repositoryId },
        data: { fullName: 'globex/other' },
      }),
    )
    const list = async (at: Connected, ...names: string[]) => {
      const members = names.map((name) => hostPerson(name))
      await company.work((db) => db.collection.updateMany({ data: { membersReadAt: may(1) } }))
      await collect(company, at, toldHost({ members }))
    }
    const marks = async () => {
      const found = await company.work((db) => db.hostAccount.findMany())
      return Object.fromEntries(found.map(({ username, isMember }) => [username, isMember]))
    }
    await list(place, 'ann', 'ben')
    await list(other, 'ben', 'zoe')
    expect(await marks()).toEqual({ ann: true, ben: true, zoe: true })
    await list(place, 'kim')
    // Ben is still with the other one.
    expect(await marks()).toEqual({ ann: false, ben: true, kim: true, zoe: true })
    await list(other, 'zoe')
    expect(await marks()).toEqual({ ann: false, ben: false, kim: true, zoe: true })
  })

  test('half a list says nothing of who has left', async () => {
    told.members = [hostPerson('ann'), hostPerson('zoe')]
    await collect(company, place, told)
    await company.work((db) => db.collection.updateMany({ data: { membersReadAt: may(1) } }))
    told.members = [hostPerson('ann')]
    told.afterMembers = () => {
      throw fault('server')
    }
    await collect(company, place, told)
    const zoe = await company.work((db) => db.hostAccount.findFirst({ where: { username: 'zoe' } }))
    expect(zoe?.isMember).toBe(true)
  })
})
