import { beforeEach, describe, expect, test } from 'vitest'
import { admitCollections, seeCollection, type Turn } from '../../src/database/collections-due.js'
import { dispatchCollections, reconcileCollections } from '../../src/jobs/collection-dispatcher.js'
import type { JobQueue } from '../../src/jobs/queue.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { connectAs, testDatabase } from '../support/database.js'
import { makeConnection } from '../support/pull-request-fixtures.js'

let client: Awaited<ReturnType<typeof connectAs>>

/** Other tests of this worker leave readings behind; here they would take turns. */
beforeEach(async () => {
  client = await connectAs('super')
  await client.query('DELETE FROM directory.collections_due')
})

const minuteMs = 60_000
const ago = (minutes: number) => new Date(Date.now() - minutes * minuteMs)

/** Puts so many repositories of one connection in line. */
async function wait(company: TestCompany, repositories: number, due = ago(1)): Promise<bigint[]> {
  const connectionId = await makeConnection(company)
  const { rows } = await client.query<{ id: string }>(
    `WITH made AS (
       INSERT INTO repositories ("companyId", name, source, "sourceKey", "connectionId", "hostId", "fullName")
       SELECT $1, 'r' || n, 's', 's-' || $2::bigint || '-' || n, $2::bigint, n::text, 'acme/r' || n
       FROM generate_series(1, $3::int) AS n RETURNING id
     ), states AS (
       INSERT INTO collections ("companyId", "repositoryId") SELECT $1, id FROM made
     )
     SELECT id FROM made ORDER BY id`,
    [String(company.id), String(connectionId), repositories],
  )
  await client.query(
    `INSERT INTO directory.collections_due ("companyId", "repositoryId", "connectionId", "dueAt")
     SELECT $1, unnest($2::bigint[]), $3::bigint, $4::timestamptz`,
    [String(company.id), rows.map(({ id }) => id), String(connectionId), due],
  )
  return rows.map(({ id }) => BigInt(id))
}

/** What workers do when they have read: due again in ten minutes. */
async function readAll(turns: Turn[], next = new Date(Date.now() + 10 * minuteMs)) {
  await client.query(
    `UPDATE directory.collections_due c SET "admittedAt" = NULL, "dueAt" = $3
     FROM unnest($1::bigint[], $2::bigint[]) AS t (company, repository)
     WHERE c."companyId" = t.company AND c."repositoryId" = t.repository`,
    [turns.map((t) => String(t.companyId)), turns.map((t) => String(t.repositoryId)), next],
  )
}

const inside = { slots: 12, share: 3 }
const database = testDatabase()

function memory() {
  const added: { key: string; payload: unknown }[] = []
  const add = async (_: string, key: string, payload: unknown) => void added.push({ key, payload })
  return { queue: { add } as unknown as JobQueue, added }
}

describe('letting readings in', () => {
  test('500 repositories of one token all have their turn before any has its second', async () => {
    const company = await makeCompany()
    const ids = await wait(company, 500)
    const seen: bigint[] = []
    while (seen.length < 500) {
      const turns = await admitCollections(database, inside)
      seen.push(...turns.map(({ repositoryId }) => repositoryId))
      // As fast readers as can be: whoever is done is due again at once.
      await readAll(turns, new Date())
    }
    // Three are let in at once, in no order: with the last two begins the second turn of one.
    expect(seen).toHaveLength(501)
    expect([...new Set(seen)].toSorted()).toEqual(ids.toSorted())
  })

  test('a company with one repository does not stand behind one with 500', async () => {
    const [many, few] = [await makeCompany(), await makeCompany()]
    await wait(many, 500, ago(60))
    const [own] = await wait(few, 1, ago(1))
    const first = await admitCollections(database, inside)
    expect(first.map(({ repositoryId }) => repositoryId)).toContain(own)
  })

  test('a second connection of a company has places of its own', async () => {
    const company = await makeCompany()
    await wait(company, 10)
    const others = await wait(company, 10)
    const turns = await admitCollections(database, inside)
    expect(turns).toHaveLength(6)
    expect(turns.filter(({ repositoryId }) => others.includes(repositoryId))).toHaveLength(3)
    expect(await admitCollections(database, inside)).toEqual([])
  })

  test('what is due later waits', async () => {
    await wait(await makeCompany(), 2, new Date(Date.now() + minuteMs))
    expect(await admitCollections(database, inside)).toEqual([])
  })

  test('each start has a key of its own in the queue', async () => {
    const company = await makeCompany()
    const [id] = await wait(company, 1)
    const { queue, added } = memory()
    expect(await dispatchCollections(database, queue)).toBe(1)
    const ids = { companyId: String(company.id), repositoryId: String(id) }
    expect(added).toEqual([
      { key: `collection-${company.id}-${id}-1`, payload: { ...ids, attempt: 1 } },
    ])
    expect(await dispatchCollections(database, queue)).toBe(0)
  })

  test('waits again while the store of the queue is away', async () => {
    await wait(await makeCompany(), 1)
    const away = { add: () => Promise.reject(new Error('away')) } as unknown as JobQueue
    await expect(dispatchCollections(database, away)).rejects.toThrow('away')
    expect(await admitCollections(database, inside)).toHaveLength(1)
  })
})

describe('workers that fell silent', () => {
  const atOnce = { silentSeconds: 0, unbegunSeconds: 0 }

  test('their readings go to another start, and they may write no more', async () => {
    await wait(await makeCompany(), 1)
    const [turn] = await admitCollections(database, inside)
    expect(await seeCollection(database, turn!)).toBe(true)
    await reconcileCollections(database, atOnce)
    const [next] = await admitCollections(database, inside)
    expect(next).toEqual({ ...turn, attempt: 2 })
    expect(await seeCollection(database, turn!)).toBe(false)
  })

  test('a reading that ends its worker three times in a row waits for hours, and says so', async () => {
    const company = await makeCompany()
    await wait(company, 1)
    for (let death = 1; death <= 3; death++) {
      const [turn] = await admitCollections(database, inside)
      await seeCollection(database, turn!)
      await reconcileCollections(database, atOnce)
    }
    expect(await admitCollections(database, inside)).toEqual([])
    const state = await company.work((db) => db.collection.findFirstOrThrow())
    expect(state).toMatchObject({ faultCode: 'worker-died' })
    expect(state.faultTitle).toMatch(/3 times/)
  })
})
