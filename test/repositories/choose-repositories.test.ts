import { describe, expect, test } from 'vitest'
import type { RemoteRepository } from '../../src/code-hosts/code-host.js'
import { chooseRepositories } from '../../src/repositories/choose-repositories.js'
import { followRepositories } from '../../src/repositories/follow-repositories.js'
import { storeRemoteRepositories } from '../../src/repositories/remote-repositories.js'
import {
  countRemote,
  mostActiveRemote,
  openRemote,
  searchRemote,
} from '../../src/repositories/remote-search.js'
import { removeConnection } from '../../src/repositories/remove-connection.js'
import { makeCompany } from '../support/company.js'
import { makeConnection, told } from '../support/connections.js'
import { connectAs } from '../support/database.js'
import { makeRepository } from '../support/facts.js'
import { makeTinyHost, remote } from '../support/tiny-host.js'

const rules = { outboundAllow: [] }

async function listed(...pages: RemoteRepository[][]) {
  const [company, tiny] = [await makeCompany(), makeTinyHost()]
  const id = await makeConnection(company, tiny)
  await company.work(async (db) => {
    for (const page of pages) await storeRemoteRepositories(db, id, page, new Date())
  })
  const choose = (hostIds: string[], connection = id) =>
    company.work((db) => chooseRepositories(db, connection, hostIds, rules))
  const all = () => company.work((db) => db.repository.findMany({ orderBy: { id: 'asc' } }))
  return { company, tiny, id, choose, all }
}

const ids = (remotes: RemoteRepository[]) => remotes.map(({ hostId }) => hostId)

describe('choosing', () => {
  test('adds rows that know their host, and puts their pull requests in line', async () => {
    const one = remote({ fullName: 'acme/shop', isArchived: true })
    const { company, id, choose, all } = await listed([one])
    expect(await choose([one.hostId])).toMatchObject({ joined: [], refused: [] })
    const [row] = await all()
    expect(row).toMatchObject({
      ...{ connectionId: id, hostId: one.hostId, name: 'acme/shop', fullName: 'acme/shop' },
      ...{ source: one.cloneUrl, sourceKey: 'https://git.example.com/acme/shop' },
      ...{ webUrl: one.webUrl, defaultBranch: 'main', hostState: 'archived' },
    })
    const behind = await connectAs('super')
    const { rows } = await behind.query(
      `SELECT d."connectionId"::text AS host FROM directory.collections_due d
       JOIN collections c ON c."companyId" = d."companyId" AND c."repositoryId" = d."repositoryId"
       WHERE d."companyId" = $1`,
      [String(company.id)],
    )
    expect(rows).toEqual([{ host: String(id) }])
  })

  test('takes six hundred at once', { timeout: 60_000 }, async () => {
    const remotes = Array.from({ length: 600 }, () => remote())
    const { choose, all } = await listed(remotes)
    expect((await choose(ids(remotes)))!.added).toHaveLength(600)
    expect(await all()).toHaveLength(600)
  })

  test('the same again changes nothing', async () => {
    const one = remote()
    const { choose, all } = await listed([one])
    await choose([one.hostId])
    const before = await all()
    expect(await choose([one.hostId])).toEqual({ added: [], joined: [], refused: [] })
    expect(await all()).toEqual(before)
  })

  test('by two at once makes one', async () => {
    const one = remote()
    const { choose, all } = await listed([one])
    await Promise.all([choose([one.hostId]), choose([one.hostId])])
    expect(await all()).toHaveLength(1)
  })

  test('takes nothing that is not on this connection’s list', async () => {
    const { choose, all } = await listed([remote()])
    expect((await choose(['no-such-id']))!.added).toEqual([])
    expect(await all()).toEqual([])
  })

  test('leaves out what may not be read from here, and says so', async () => {
    const [good, inside] = [remote(), remote({ cloneUrl: 'http://10.0.0.8/acme/x.git' })]
    const { choose, all } = await listed([good, inside])
    const chosen = await choose(ids([good, inside]))
    expect([chosen!.added.length, chosen!.refused]).toEqual([1, [inside.fullName]])
    expect(await all()).toHaveLength(1)
  })
})

describe('a repository that is here already', () => {
  test('by its plain address is joined, not doubled, and keeps what was read', async () => {
    const one = remote({
      ...{ fullName: 'acme/express', cloneUrl: 'https://git.example.com/Acme/Express.git' },
    })
    const { company, id, choose, all } = await listed([one])
    const { repositoryId, analysisId } = await makeRepository(company, 'acme/express')
    await company.work((db) =>
      db.repository.updateMany({
        where: { id: repositoryId },
        data: { sourceKey: 'https://git.example.com/acme/express' },
      }),
    )
    const chosen = await choose([one.hostId])
    expect(chosen).toEqual({ added: [], joined: [repositoryId], refused: [] })
    const rows = await all()
    expect(rows.map((row) => [row.id, row.connectionId, row.hostId])).toEqual([
      [repositoryId, id, one.hostId],
    ])
    expect(await company.work((db) => db.analysis.count({ where: { id: analysisId } }))).toBe(1)
  })

  test('through a connection that was removed is joined by its id, also when renamed since', async () => {
    const before = remote({ fullName: 'acme/old' })
    const { company, tiny, id, choose, all } = await listed([before])
    await choose([before.hostId])
    await company.work((db) => removeConnection(db, id, told(company)))
    const next = await makeConnection(company, tiny, { name: 'Again' })
    const after = remote({ hostId: before.hostId, fullName: 'acme/new' })
    await company.work((db) => storeRemoteRepositories(db, next, [after], new Date()))
    expect((await choose([after.hostId], next))!.joined).toHaveLength(1)
    const rows = await all()
    expect(rows.map((row) => [row.connectionId, row.name, row.sourceKey])).toEqual([
      [next, 'acme/new', 'https://git.example.com/acme/new'],
    ])
  })

  test('through another connection in use stays with that one', async () => {
    const one = remote()
    const { company, tiny, id, choose, all } = await listed([one])
    await choose([one.hostId])
    const second = await makeConnection(company, tiny, { name: 'Second' })
    await company.work((db) => storeRemoteRepositories(db, second, [one], new Date()))
    expect(await choose([one.hostId], second)).toEqual({ added: [], joined: [], refused: [] })
    expect((await all()).map(({ connectionId }) => connectionId)).toEqual([id])
  })
})

describe('the list', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 10, day))
  const remotes = [
    remote({ fullName: 'quiet/one', lastActiveAt: at(1) }),
    remote({ fullName: 'busy/stale', lastActiveAt: at(2) }),
    remote({ fullName: 'busy/fresh', lastActiveAt: at(20) }),
    remote({ fullName: 'quiet/Two_100%', lastActiveAt: at(9) }),
    remote({ fullName: 'quiet/fork', lastActiveAt: at(21), isFork: true }),
    remote({ fullName: 'quiet/archive', lastActiveAt: null, isArchived: true }),
  ]
  const search = (connectionId: bigint, text = '', isOnlyActive = false) => ({
    ...{ connectionId, text, isOnlyActive },
  })
  const names = (found: { fullName: string }[]) => found.map(({ fullName }) => fullName)
  const whole = { skip: 0, take: 50, without: [] }

  test('stands by owner, both by their latest activity', async () => {
    const { company, id } = await listed(remotes)
    const found = await company.work((db) => searchRemote(db, search(id), whole))
    expect(names(found)).toEqual([
      ...['quiet/fork', 'quiet/Two_100%', 'quiet/one', 'quiet/archive'],
      ...['busy/fresh', 'busy/stale'],
    ])
    const first = await company.work((db) => mostActiveRemote(db, id, 3))
    expect(names(first)).toEqual(['busy/fresh', 'quiet/Two_100%', 'busy/stale'])
  })

  test.each([
    ['TWO', ['quiet/Two_100%']],
    ['_100%', ['quiet/Two_100%']],
    ['%', ['quiet/Two_100%']],
    ['busy/', ['busy/fresh', 'busy/stale']],
    ["'; DROP TABLE x; --", []],
  ])('is searched for %s as it is typed', async (text, wanted) => {
    const { company, id } = await listed(remotes)
    const found = await company.work((db) => searchRemote(db, search(id, text), whole))
    expect(names(found)).toEqual(wanted)
  })

  test('counts and hands out what is left to choose', async () => {
    const { company, id, choose } = await listed(remotes)
    await choose([remotes[2]!.hostId])
    const asked = search(id, 'busy')
    expect(await company.work((db) => countRemote(db, asked))).toEqual({ all: 2, open: 1 })
    expect(await company.work((db) => openRemote(db, asked))).toEqual([remotes[1]!.hostId])
    const active = search(id, 'quiet', true)
    expect(await company.work((db) => countRemote(db, active))).toEqual({ all: 2, open: 2 })
  })

  test('takes the same repository on two pages as one, as it was said last', async () => {
    const one = remote({ fullName: 'acme/a' })
    const { company } = await listed([one, one], [{ ...one, fullName: 'acme/b' }])
    const rows = await company.work((db) => db.remoteRepository.findMany())
    expect(rows.map(({ fullName }) => fullName)).toEqual(['acme/b'])
  })
})

describe('following', () => {
  const follow = async (before: RemoteRepository[], after: RemoteRepository[]) => {
    const made = await listed(before)
    await made.choose(ids(before))
    const changed = await made.company.work((db) => followRepositories(db, made.id, after, rules))
    return { ...made, changed, rows: await made.all() }
  }
  const renamed = (one: RemoteRepository, fullName: string) =>
    remote({ ...one, fullName, cloneUrl: `https://git.example.com/${fullName}.git` })

  test('a rename and a transfer change name, address and key', async () => {
    const one = remote({ fullName: 'acme/old' })
    const { rows, changed } = await follow([one], [renamed(one, 'globex/new')])
    expect(changed).toBe(1)
    expect(rows[0]).toMatchObject({
      ...{ name: 'globex/new', fullName: 'globex/new', hostState: null },
      ...{ source: 'https://git.example.com/globex/new.git' },
      sourceKey: 'https://git.example.com/globex/new',
    })
  })

  test('two that changed places keep their own histories', async () => {
    const [a, b] = [remote({ fullName: 'acme/a' }), remote({ fullName: 'acme/b' })]
    const { rows } = await follow([a, b], [renamed(a, 'acme/b'), renamed(b, 'acme/a')])
    expect(rows.map(({ hostId, sourceKey }) => [hostId, sourceKey])).toEqual([
      [a.hostId, 'https://git.example.com/acme/b'],
      [b.hostId, 'https://git.example.com/acme/a'],
    ])
  })

  test('an address that another repository holds here is read all the same', async () => {
    const one = remote({ fullName: 'acme/old' })
    const made = await listed([one])
    await made.choose([one.hostId])
    const { repositoryId } = await makeRepository(made.company, 'other')
    const data = { sourceKey: 'https://git.example.com/acme/new' }
    await made.company.work((db) => db.repository.updateMany({ where: { id: repositoryId }, data }))
    const after = [renamed(one, 'acme/new')]
    await made.company.work((db) => followRepositories(db, made.id, after, rules))
    const [moved] = await made.all()
    expect(moved).toMatchObject({ source: 'https://git.example.com/acme/new.git' })
    expect(moved!.sourceKey).toBe(`moved:${moved!.id}`)
  })

  test('archived is said, with the instant, and taken back', async () => {
    const one = remote()
    const made = await follow([one], [{ ...one, isArchived: true }])
    expect([made.rows[0]!.hostState, made.rows[0]!.hostStateAt !== null]).toEqual([
      'archived',
      true,
    ])
    await made.company.work((db) => followRepositories(db, made.id, [one], rules))
    expect((await made.all())[0]!.hostState).toBeNull()
  })

  test('what has not changed is not written', async () => {
    const one = remote()
    expect((await follow([one], [one])).changed).toBe(0)
  })
})
