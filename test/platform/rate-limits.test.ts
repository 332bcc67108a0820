import { Redis } from 'ioredis'
import { describe, expect, test } from 'vitest'
import { openRateLimits } from '../../src/platform/rate-limits.js'
import { startRedis } from '../support/redis.js'
import { isMissing } from '../support/requirements.js'

type Limits = ReturnType<typeof openRateLimits>

async function use(limit: Limits[keyof Limits], key: string, times: number) {
  const waits: (number | null)[] = []
  for (let time = 0; time < times; time++) waits.push(await limit.take(key))
  return waits
}

describe('limits in memory', () => {
  test('let ten tries through and then say how long to wait', async () => {
    const { account } = openRateLimits(null)
    expect(await use(account, 'ada', 10)).toEqual(Array(10).fill(null))
    const wait = await account.take('ada')
    expect(wait).toBeGreaterThan(890)
    expect(wait).toBeLessThanOrEqual(900)
  })

  test('count each key and each kind for itself', async () => {
    const { account, address, signUp } = openRateLimits(null)
    await use(account, 'ada', 11)
    expect(await account.take('bob')).toBeNull()
    expect(await address.take('ada')).toBeNull()
    expect(await signUp.take('ada')).toBeNull()
  })

  test('ASVS 2.3.2, 15.2.2: have their own numbers: 60 sign-ins and 10 new companies an address', async () => {
    const { address, signUp } = openRateLimits(null)
    expect((await use(address, '::1', 61)).filter((wait) => wait !== null)).toHaveLength(1)
    const waits = await use(signUp, '::1', 11)
    expect(waits.filter((wait) => wait === null)).toHaveLength(10)
    expect(waits.at(-1)).toBeGreaterThan(3590)
  })

  test('forget what a key has used up', async () => {
    const { account } = openRateLimits(null)
    await use(account, 'ada', 11)
    await account.forget('ada')
    await account.forget('nobody')
    expect(await use(account, 'ada', 10)).toEqual(Array(10).fill(null))
  })

  test('take any key: a foreign one, an empty one, a long one', async () => {
    const { account } = openRateLimits(null)
    for (const key of ['', '__proto__', 'é\n:*', 'x'.repeat(10_000)]) {
      expect((await use(account, key, 11)).filter((wait) => wait !== null)).toHaveLength(1)
    }
  })
})

describe.skipIf(isMissing('redis'))('limits in Redis', () => {
  test('ASVS 16.5.2, 16.5.3: are shared by all processes, and never unlimited while it is away', async () => {
    const redis = await startRedis()
    const options = { enableOfflineQueue: false, maxRetriesPerRequest: 1 }
    const clients = [new Redis(redis.url, options), new Redis(redis.url, options)]
    for (const client of clients) client.on('error', () => {})
    await Promise.all(
      clients.map((client) => new Promise((resolve) => client.once('ready', resolve))),
    )
    try {
      const [one, two] = clients.map((client) => openRateLimits(client).account)
      expect(await use(one!, 'ada', 5)).toEqual(Array(5).fill(null))
      expect(await use(two!, 'ada', 5)).toEqual(Array(5).fill(null))
      expect(await two!.take('ada')).toBeGreaterThan(0)
      await one!.forget('ada')
      expect(await two!.take('ada')).toBeNull()

      await redis.stop()
      const waits = await use(one!, 'bob', 11)
      expect(waits.filter((wait) => wait === null)).toHaveLength(10)
      expect(waits.at(-1)).toBeGreaterThan(0)
    } finally {
      for (const client of clients) client.disconnect()
    }
  })
})
