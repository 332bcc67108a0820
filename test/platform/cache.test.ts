import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { type Cache, cacheKey, decodeFlat, encodeFlat } from '../../src/platform/cache.js'
import { memoryCache, redisCache } from '../../src/platform/cache-stores.js'
import { startRedis } from '../support/redis.js'
import { isMissing } from '../support/requirements.js'

const values = [
  ...[0, -1.5, true, null, 12n, [], [1, 2n, false], {}],
  { total: 3, isWhole: true, id: 9_007_199_254_740_993n, none: null },
]

/** What every store does. */
async function holds(cache: Cache): Promise<void> {
  for (const value of values) {
    const key = cacheKey(1n, 'test', [encodeFlat(value)])
    expect(await cache.read(key)).toBeUndefined()
    await cache.write(key, value, 60)
    expect(await cache.read(key)).toEqual(value)
  }
  const [mine, theirs] = [cacheKey(1n, 'test', ['a']), cacheKey(2n, 'test', ['a'])]
  await cache.write(mine, 5, 60)
  expect(await cache.read(theirs)).toBeUndefined()
  await expect(cache.write(mine, { name: 'Ada' } as never, 60)).rejects.toThrow(TypeError)
  expect(await cache.read(mine)).toBe(5)
}

describe('ASVS 14.2.2: what a cache may hold', () => {
  test('is numbers, booleans and ids, one level deep', () => {
    for (const value of values) expect(decodeFlat(encodeFlat(value))).toEqual(value)
  })

  test.each([
    ['words', 'Ada'],
    ['words in a record', { name: 'Ada' }],
    ['a date', { at: new Date() }],
    ['a list in a record', { ids: [1n] }],
    ['a record in a list', [{ total: 1 }]],
    ['what is no number', Number.NaN],
    ['an address as a field', { 'ada@acme.io': 1 }],
    ['nothing', undefined],
    ['a function', () => 1],
    ['bytes', Buffer.from('Ada')],
    ['a map', new Map([['Ada', 1]])],
  ])('is not %s', (_what, value) => {
    if (value instanceof Map) expect(encodeFlat(value)).toBe('{}')
    else expect(() => encodeFlat(value)).toThrow('numbers, booleans and ids')
  })

  test.each(['', '{', '"Ada"', '{"name":"Ada"}', '[[1]]', '{"__proto__":{"a":1}}'])(
    'is not what somebody else left: %s',
    (text) => {
      expect(decodeFlat(text)).toBeUndefined()
    },
  )
})

describe('a key', () => {
  test('carries the company, and a digest of whatever was asked', () => {
    const key = cacheKey(12n, 'sum-commits', ['ada@acme.io', 3, null, 4n])
    expect(key).toMatch(/^codevisto:cache:12:sum-commits:[\w-]{43}$/)
  })

  test('is no other company’s, and no other question’s', () => {
    const asked = [
      ...[[], [1], ['1'], [1n], ['1n'], [null], [[1]], [1, 23], [12, 3], ['1,23']],
      [new Date(0)],
    ]
    const keys = [1n, 12n, 123n].flatMap((id) => asked.map((one) => cacheKey(id, 'test', one)))
    // An id and the same digits with its mark are the one pair that reads alike; filters hold no such words.
    expect(new Set(keys).size).toBe(keys.length - 3)
    expect(() => cacheKey('1' as never, 'test', [])).toThrow('belongs to a company')
  })
})

describe('a cache in memory', () => {
  test('holds values by company', () => holds(memoryCache()))

  test('forgets what is too old, and what was used longest ago', async () => {
    const cache = memoryCache(2)
    const [one, two, three] = [1n, 2n, 3n].map((id) => cacheKey(id, 'test', []))
    await cache.write(one!, 1, 60)
    await cache.write(two!, 2, 60)
    expect(await cache.read(one!)).toBe(1)
    await cache.write(three!, 3, 60)
    expect(await cache.read(two!)).toBeUndefined()
    expect([await cache.read(one!), await cache.read(three!)]).toEqual([1, 3])
  })
})

describe.skipIf(isMissing('redis'))('a cache in Redis', () => {
  const patience = { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 250 }

  async function connect(url: string): Promise<Redis> {
    const redis = new Redis(url, patience).on('error', () => {})
    await new Promise((resolve) => redis.once('ready', resolve))
    return redis
  }

  test('holds values by company, each with an end, and nothing that can be read', async () => {
    const server = await startRedis()
    const redis = await connect(server.url)
    try {
      await holds(redisCache(redis))
      const keys = await redis.keys('*')
      expect(keys.length).toBeGreaterThan(values.length)
      for (const key of keys) {
        expect(key).toMatch(/^codevisto:cache:1:test:[\w-]{43}$/)
        const seconds = await redis.ttl(key)
        expect(seconds).toBeGreaterThan(0)
        expect(seconds).toBeLessThanOrEqual(3600)
      }
      const long = cacheKey(1n, 'test', ['long'])
      await redisCache(redis).write(long, 1, 1_000_000)
      expect(await redis.ttl(long)).toBeLessThanOrEqual(3600)
    } finally {
      redis.disconnect()
      await server.stop()
    }
  })

  test('answers with nothing while Redis is away, stuck, or holds something else', async () => {
    const server = await startRedis()
    const redis = await connect(server.url)
    const key = cacheKey(1n, 'test', [])
    let isStopped = false
    try {
      await redis.set(key, '{"name":"Ada"}')
      expect(await redisCache(redis).read(key)).toBeUndefined()
      await redis.rpush(cacheKey(2n, 'test', []), 'a list')
      expect(await redisCache(redis).read(cacheKey(2n, 'test', []))).toBeUndefined()
      const other = await connect(server.url)
      await other.client('PAUSE', 2_000)
      other.disconnect()
      const stuck = redisCache(redis)
      await stuck.write(key, 1, 60)
      expect(await stuck.read(key)).toBeUndefined()
      await server.stop()
      isStopped = true
      const away = redisCache(redis)
      await away.write(key, 1, 60)
      expect(await away.read(key)).toBeUndefined()
    } finally {
      redis.disconnect()
      if (!isStopped) await server.stop()
    }
  })
})
