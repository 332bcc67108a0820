import { describe, expect, test } from 'vitest'
import { cachedQueries, cachedQuery, cacheOwners } from '../../src/database/cached-query.js'
import { openDatabase } from '../../src/database/client.js'
import { inCompany } from '../../src/database/company.js'
import { namedQuery } from '../../src/database/named-query.js'
import { inBulk } from '../../src/database/staging.js'
import { sumCommits } from '../../src/metrics/commit-list.js'
import { countPulls } from '../../src/metrics/pull-request-list.js'
import { type Cache, decodeFlat, encodeFlat } from '../../src/platform/cache.js'
import { redisCache } from '../../src/platform/cache-stores.js'
import { connectRedis } from '../../src/platform/redis.js'
import { cleanUpStep } from '../../src/retention/clean-up-steps.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { connectAs, databaseUrls } from '../support/database.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { startRedis } from '../support/redis.js'
import { isMissing } from '../support/requirements.js'
import { ask, year2024 } from '../support/retention.js'

const scope = { from: '2000-01-01', to: '2100-01-01', repositoryId: null, bots: true }
const narrowing = { type: null, folder: null, week: null, merges: true, excluded: false }
const pulls = { state: null, week: null, reviewerId: null, own: null }

/** A cache that counts, and can be made to write late. */
function watched(late: () => Promise<void> = async () => {}) {
  const kept = new Map<string, string>()
  const seen = { hits: 0, misses: 0 }
  const cache: Cache = {
    async read(key) {
      const text = kept.get(key)
      seen[text === undefined ? 'misses' : 'hits'] += 1
      return text === undefined ? undefined : decodeFlat(text)
    },
    async write(key, value) {
      const text = encodeFlat(value)
      await late()
      kept.set(key, text)
    },
  }
  return { cache, kept, seen }
}

async function withCache<T>(cache: Cache, work: (company: TestCompany) => Promise<T>): Promise<T> {
  const database = openDatabase(databaseUrls().appUrl, { connections: 6, cache })
  try {
    return await work(await makeCompany({ database }))
  } finally {
    await database.close()
  }
}

const total = (company: TestCompany) =>
  company.work(async (db) => (await sumCommits(db, scope, narrowing)).total)

describe('a cached query', () => {
  test('is asked once, until facts are written', async () => {
    const { cache, seen } = watched()
    await withCache(cache, async (company) => {
      const place = await makeRepository(company)
      await storeCommits(company, place, [makeCommit(), makeCommit()])
      expect([await total(company), await total(company)]).toEqual([2, 2])
      expect(seen).toEqual({ hits: 1, misses: 1 })
      await company.work((db) => db.commit.deleteMany({}))
      expect(await total(company)).toBe(0)
      expect(seen).toEqual({ hits: 1, misses: 2 })
      const counted = () => company.work((db) => countPulls(db, scope, pulls))
      expect([await counted(), await counted()]).toEqual([0, 0])
      expect(seen).toEqual({ hits: 2, misses: 3 })
    })
  })

  test('knows every question by all of its values, and every company', async () => {
    const { cache } = watched()
    await withCache(cache, async (company) => {
      const place = await makeRepository(company)
      await storeCommits(company, place, [makeCommit({ type: 'fix' }), makeCommit()])
      const other = await makeCompany({ database: company.database })
      expect([await total(company), await total(other)]).toEqual([2, 0])
      const fixes = await company.work((db) => sumCommits(db, scope, { ...narrowing, type: 'fix' }))
      expect(fixes.total).toBe(1)
    })
  })

  test('believes nothing of another shape', async () => {
    const { cache, kept } = watched()
    await withCache(cache, async (company) => {
      await total(company)
      for (const text of [
        '1',
        '{}',
        '[7]',
        '[7,1,1,true]',
        '[7,1,1,null]',
        '[7,1,1,1,7]',
        '["7n",1,1,1]',
      ]) {
        for (const key of kept.keys()) kept.set(key, text)
        expect(await total(company), text).toBe(0)
      }
    })
  })

  test('does not see what another transaction has not committed, nor keep what was rolled back', async () => {
    const { cache } = watched()
    await withCache(cache, async (company) => {
      const place = await makeRepository(company)
      await storeCommits(company, place, [makeCommit()])
      const undone = company.work(async (db) => {
        await db.commit.deleteMany({})
        expect((await sumCommits(db, scope, narrowing)).total).toBe(0)
        expect(await total(company)).toBe(1)
        throw new Error('undone')
      })
      await expect(undone).rejects.toThrow('undone')
      expect(await total(company)).toBe(1)
    })
  })

  test.skipIf(isMissing('redis'))(
    'is asked of the database while Redis is away, and after a flush',
    async () => {
      const server = await startRedis()
      const patience = { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 250 }
      const redis = connectRedis({ url: server.url, tls: null }, patience).on('error', () => {})
      await new Promise((resolve) => redis.once('ready', resolve))
      try {
        await withCache(redisCache(redis), async (company) => {
          const place = await makeRepository(company)
          await storeCommits(company, place, [makeCommit()])
          expect([await total(company), await total(company)]).toEqual([1, 1])
          expect(await redis.dbsize()).toBe(1)
          await redis.flushall()
          expect(await total(company)).toBe(1)
          await server.stop()
          expect(await total(company)).toBe(1)
          await storeCommits(company, place, [makeCommit()])
          expect(await total(company)).toBe(2)
        })
      } finally {
        redis.disconnect()
      }
    },
  )

  test('has columns of numbers, ids and yes or no: words do not compile', () => {
    type Row = { id: bigint; share: number | null; name: string }
    const query = namedQuery<Row>('a-test-of-columns', 'SELECT $1 AS id')
    // @ts-expect-error a name is not kept
    const entry = cachedQuery(query, { id: 'id', share: 'number?', name: 'number' })
    expect(entry.ttlSeconds).toBe(600)
    const halves = namedQuery<{ share: number | null }>('a-test-of-halves', 'SELECT $1 AS share')
    // @ts-expect-error what can be missing is said to
    expect(cachedQuery(halves, { share: 'number' }).owner).toBe('facts')
  })

  test('is kept for an hour at most', () => {
    const query = namedQuery<{ one: number }>('a-test-of-the-cache', 'SELECT 1 AS one WHERE $1 > 0')
    expect(() => cachedQuery(query, { one: 'number' }, { ttlSeconds: 3601 })).toThrow('too long')
  })
})

describe('who says that it is no longer true', () => {
  test('is every table that a cached query reads, and its trigger', async () => {
    const client = await connectAs('owner')
    const { rows } = await client.query<{ name: string }>(
      `SELECT tgrelid::regclass::text AS name FROM pg_trigger
       WHERE tgfoid = 'directory.stamp_facts'::regproc AND tgenabled = 'O'`,
    )
    expect(rows.map(({ name }) => name).sort()).toEqual([...cacheOwners.facts].sort())
    expect(cachedQueries().length).toBeGreaterThanOrEqual(2)
    for (const { query, owner } of cachedQueries()) {
      const read = [...query.text.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+)/g)].map(([, name]) => name)
      expect(cacheOwners[owner], query.name).toEqual(expect.arrayContaining(read))
    }
  })
})

describe('read by many while others write', () => {
  test('never shows an older number after a newer one, whoever fills the cache late', async () => {
    // Every value reaches the cache after the next commits have been stored.
    let turn = 0
    const late = () => new Promise<void>((done) => setTimeout(done, (turn++ * 7) % 23))
    const { cache, seen } = watched(late)
    await withCache(cache, async (company) => {
      const place = await makeRepository(company)
      let isOver = false
      let committed = 0
      const hammer = async () => {
        let before = 0
        while (!isOver) {
          const least = committed
          const told = await total(company)
          expect(told).toBeGreaterThanOrEqual(Math.max(before, least))
          before = told
        }
      }
      const readers = [1, 2, 3].map(hammer)
      for (let round = 1; round <= 8; round++) {
        await storeCommits(company, place, [makeCommit()])
        committed = round
      }
      isOver = true
      await Promise.all(readers)
      expect(await total(company)).toBe(8)
      expect(seen.hits).toBeGreaterThan(0)
    })
  })

  test('never shows a deleted commit once a clean-up has stored its step', async () => {
    const { cache, kept } = watched()
    await withCache(cache, async (company) => {
      const place = await makeRepository(company)
      const days = Array.from({ length: 6 }, (_, month) => String(month + 1).padStart(2, '0'))
      const commits = days.map((month) =>
        makeCommit({ authoredAt: `2024-${month}-04T10:00:00.000Z` }),
      )
      await storeCommits(company, place, commits)
      const id = await ask(company, year2024([place.repositoryId]))
      let isOver = false
      let most = 6
      const hammer = async () => {
        while (!isOver) {
          const bound = most
          expect(await total(company)).toBeLessThanOrEqual(bound)
        }
      }
      const readers = [1, 2].map(hammer)
      for (let state = 'more'; state !== 'done'; ) {
        state = await inBulk(company.database, company.id, (queries) => cleanUpStep(queries, id))
        most = await inCompany(company.database, company.id, (db) => db.commit.count())
        // A flush at any moment is safe.
        kept.clear()
      }
      isOver = true
      await Promise.all(readers)
      expect(await total(company)).toBe(0)
    })
  })
})
