import { describe, expect, test } from 'vitest'
import type { RemoteRepository } from '../../src/code-hosts/code-host.js'
import type { HostFaultKind } from '../../src/code-hosts/host-fault.js'
import { listDue, requestListing } from '../../src/jobs/list-due.js'
import { listRepositoriesJob } from '../../src/jobs/list-repositories.js'
import type { JobQueue } from '../../src/jobs/queue.js'
import { chooseRepositories } from '../../src/repositories/choose-repositories.js'
import { beginListing, isListing } from '../../src/repositories/remote-repositories.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { asListing, makeConnection } from '../support/connections.js'
import { testDatabase } from '../support/database.js'
import { readableLog } from '../support/log.js'
import { makeTinyHost, remote, type TinyHost, tinyServices } from '../support/tiny-host.js'

const never = new AbortController().signal
const rules = { outboundAllow: [] }

async function place() {
  const [company, tiny] = [await makeCompany(), makeTinyHost()]
  const id = await makeConnection(company, tiny)
  const { log, lines } = readableLog()
  const services = { config: rules, database: testDatabase(), log, ...tinyServices(tiny) }
  const list = async (leaving = never) =>
    listRepositoriesJob(services, await asListing(company, id), leaving)
  const names = () =>
    company.work(async (db) => {
      const rows = await db.remoteRepository.findMany({ orderBy: { fullName: 'asc' } })
      return rows.map(({ fullName }) => fullName)
    })
  const row = () => company.work((db) => db.connection.findFirstOrThrow({ where: { id } }))
  const choose = (...remotes: RemoteRepository[]) =>
    company.work((db) =>
      chooseRepositories(
        db,
        id,
        remotes.map(({ hostId }) => hostId),
        rules,
      ),
    )
  const chosen = () => company.work((db) => db.repository.findMany({ orderBy: { id: 'asc' } }))
  return { company, tiny, id, services, lines, list, names, row, choose, chosen }
}

const named = (...names: string[]) => names.map((name) => remote({ fullName: `acme/${name}` }))

describe('the list of repositories', () => {
  test('is read whole, and every page is there as soon as it has come', async () => {
    const { tiny, list, names, row } = await place()
    tiny.pages = [named('a', 'b'), [], named('c')]
    const seen: [string[], boolean][] = []
    tiny.beforePage = async () => {
      seen.push([await names(), isListing(await row())])
    }
    await list()
    expect(seen).toEqual([
      [[], true],
      [['acme/a', 'acme/b'], true],
      [['acme/a', 'acme/b'], true],
    ])
    expect(await names()).toEqual(['acme/a', 'acme/b', 'acme/c'])
    expect(await row()).toMatchObject({ listingFrom: null, listingSeenAt: null, faultCode: null })
    expect((await row()).listedAt).not.toBeNull()
  })

  test('read again, loses what is on it no longer', async () => {
    const { tiny, list, names } = await place()
    const [a, b] = named('a', 'b') as [RemoteRepository, RemoteRepository]
    tiny.pages = [[a, b]]
    await list()
    tiny.pages = [[b]]
    await list()
    expect(await names()).toEqual(['acme/b'])
  })

  test.each<[HostFaultKind, RegExp]>([
    ['auth', /GitHub refuses the token/],
    ['rate-limit', /allowance at GitHub is used up/],
    ['network', /GitHub cannot be reached/],
    ['server', /out of order/],
    ['contract', /does not understand/],
    ['blocked-origin', /led to an address/],
  ])(
    'that breaks half-way by a fault of %s keeps what was there and says why',
    async (kind, said) => {
      const { tiny, list, names, row, lines } = await place()
      tiny.pages = [named('a')]
      await list()
      tiny.pages = [named('b'), named('c')]
      tiny.faultAt = { page: 1, kind }
      await list()
      expect(await names()).toEqual(['acme/a', 'acme/b'])
      const { faultCode, faultTitle, faultAdvice, listingSeenAt } = await row()
      expect([faultCode, listingSeenAt]).toEqual([kind, null])
      expect(faultTitle).toMatch(said)
      expect(faultAdvice).toMatch(/numbers stay/)
      expect(lines.join('')).not.toContain('token-of-every-test')
      // And the next that comes to its end takes the fault away.
      tiny.faultAt = null
      await list()
      expect((await row()).faultCode).toBeNull()
    },
  )

  test('is read by one at a time, and by another when that one has died', async () => {
    const { company, id } = await place()
    const begin = () => company.work((db) => beginListing(db, id))
    expect([(await begin()) !== null, await begin()]).toEqual([true, null])
    const longAgo = new Date(Date.now() - 10 * 60_000)
    await company.work((db) =>
      db.connection.updateMany({ where: { id }, data: { listingSeenAt: longAgo } }),
    )
    expect(await begin()).not.toBeNull()
  })

  test('stops writing when another reading has taken its place', async () => {
    const { company, tiny, id, list, names, row } = await place()
    tiny.pages = [named('a'), named('b')]
    const later = new Date(Date.now() + 60_000)
    tiny.beforePage = (index) =>
      index === 1
        ? company.work(async (db) => {
            await db.connection.updateMany({ where: { id }, data: { listingFrom: later } })
          })
        : undefined
    await list()
    expect(await names()).toEqual(['acme/a'])
    expect([(await row()).listedAt, (await row()).listingFrom]).toEqual([null, later])
  })

  test('stops when the connection is removed meanwhile', async () => {
    const { company, tiny, id, list, names } = await place()
    tiny.pages = [named('a'), named('b')]
    tiny.beforePage = (index) =>
      index === 1
        ? company.work(async (db) => {
            const data = { removedAt: new Date(), token: null }
            await db.connection.updateMany({ where: { id }, data })
          })
        : undefined
    await list()
    expect(await names()).toEqual(['acme/a'])
  })

  test('is given up when the worker leaves, and can be begun again at once', async () => {
    const { tiny, list, row } = await place()
    tiny.pages = [named('a')]
    await list(AbortSignal.abort())
    expect(await row()).toMatchObject({ listingSeenAt: null, listedAt: null, faultCode: null })
  })
})

describe('repositories that were chosen', () => {
  async function lost(found: (tiny: TinyHost, one: RemoteRepository) => void) {
    const made = await place()
    const one = remote({ fullName: 'acme/shop' })
    made.tiny.pages = [[one]]
    await made.list()
    await made.choose(one)
    made.tiny.pages = [[]]
    found(made.tiny, one)
    await made.list()
    const [row] = await made.chosen()
    return row!
  }

  test('are followed when they are renamed', async () => {
    const { tiny, list, choose, chosen } = await place()
    const one = remote({ fullName: 'acme/old' })
    tiny.pages = [[one]]
    await list()
    await choose(one)
    tiny.pages = [[remote({ hostId: one.hostId, fullName: 'acme/new' })]]
    await list()
    expect((await chosen()).map(({ name }) => name)).toEqual(['acme/new'])
  })

  test('are said to be gone when the host knows them no longer', async () => {
    expect(await lost(() => {})).toMatchObject({ hostState: 'gone', name: 'acme/shop' })
  })

  test('are said to be out of reach when the token may not see them', async () => {
    const row = await lost((tiny, one) => tiny.elsewhere.set(one.hostId, 'forbidden'))
    expect(row.hostState).toBe('no-access')
  })

  test('are followed to where no list shows them', async () => {
    const row = await lost((tiny, one) =>
      tiny.elsewhere.set(one.hostId, remote({ hostId: one.hostId, fullName: 'globex/shop' })),
    )
    expect(row).toMatchObject({ hostState: null, name: 'globex/shop' })
  })

  test('come back as they were', async () => {
    const { tiny, list, choose, chosen } = await place()
    const one = remote()
    tiny.pages = [[one]]
    await list()
    await choose(one)
    tiny.pages = [[]]
    await list()
    expect((await chosen())[0]!.hostState).toBe('gone')
    tiny.pages = [[one]]
    await list()
    expect((await chosen())[0]!.hostState).toBeNull()
  })
})

describe('asking for a list', () => {
  const dues = (company: TestCompany, queue: JobQueue) => ({
    ask: (connectionId: bigint) =>
      requestListing(testDatabase(), queue, { companyId: company.id, connectionId }),
  })
  const recording = () => {
    const keys: string[] = []
    const queue = {
      add: async (_name: string, key: string) => void keys.push(key),
    } as unknown as JobQueue
    return { keys, queue }
  }

  test('puts one job in line, however often it is asked', async () => {
    const { company, id } = await place()
    const { keys, queue } = recording()
    const { ask } = dues(company, queue)
    expect([await ask(id), await ask(id)]).toEqual([true, false])
    expect(keys).toHaveLength(1)
  })

  test('that cannot be put in line leaves nothing behind', async () => {
    const { company, id, row } = await place()
    const queue = { add: () => Promise.reject(new Error('away')) } as unknown as JobQueue
    await expect(dues(company, queue).ask(id)).rejects.toThrow('away')
    expect((await row()).listingSeenAt).toBeNull()
  })

  test('is done by itself: never read, or read long ago, and not while there is a fault', async () => {
    const { company, id } = await place()
    const { keys, queue } = recording()
    const mine = () => keys.filter((key) => key.startsWith(`list-${company.id}-`)).length
    const set = (data: object) =>
      company.work((db) => db.connection.updateMany({ where: { id }, data }))
    // Lists of other tests may be due as well, a handful a round: as many rounds as it takes.
    const round = async () => {
      for (let before = -1; before < keys.length; ) {
        before = keys.length
        await listDue(testDatabase(), queue)
      }
    }
    await round()
    expect(mine()).toBe(1)
    await set({ listingSeenAt: null, listedAt: new Date() })
    await round()
    expect(mine()).toBe(1)
    await set({ listedAt: new Date(Date.now() - 86_400_000) })
    await round()
    expect(mine()).toBe(2)
    await set({ listingSeenAt: null, faultAt: new Date() })
    await round()
    expect(mine()).toBe(2)
  })
})
