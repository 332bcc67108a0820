import type { Redis } from 'ioredis'
import { type Cache, decodeFlat, encodeFlat, longestTtlSeconds } from './cache.js'

const within = (ttlSeconds: number) => Math.max(1, Math.min(ttlSeconds, longestTtlSeconds))

/**
 * A cache of this process alone, of so many characters at most: the entry used longest ago goes first.
 */
export function memoryCache(most = 16_000_000): Cache {
  const entries = new Map<string, { text: string; until: number }>()
  let held = 0
  const forget = (key: string) => {
    held -= entries.get(key)?.text.length ?? 0
    entries.delete(key)
  }
  return {
    async read(key) {
      const found = entries.get(key)
      forget(key)
      if (!found || found.until <= performance.now()) return undefined
      entries.set(key, found)
      held += found.text.length
      return decodeFlat(found.text)
    },
    async write(key, value, ttlSeconds) {
      const text = encodeFlat(value)
      forget(key)
      entries.set(key, { text, until: performance.now() + within(ttlSeconds) * 1000 })
      held += text.length
      for (const oldest of entries.keys()) {
        if (held <= most) break
        forget(oldest)
      }
    },
  }
}

/** After a fault nobody waits for Redis for so long: pages are made from the database alone. */
const restMs = 5_000

/**
 * A cache that all processes share. Redis being away, slow, full or flushed costs time, never a page:
 * whoever asks gets nothing, and asks the database.
 * @param redis a connection that neither queues commands nor waits long for an answer
 */
export function redisCache(redis: Redis): Cache {
  let restUntil = 0
  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (performance.now() < restUntil) return undefined
    try {
      return await work()
    } catch {
      restUntil = performance.now() + restMs
      return undefined
    }
  }
  return {
    async read(key) {
      const text = await attempt(() => redis.get(key))
      return typeof text === 'string' ? decodeFlat(text) : undefined
    },
    async write(key, value, ttlSeconds) {
      const text = encodeFlat(value)
      await attempt(() => redis.set(key, text, 'EX', within(ttlSeconds)))
    },
  }
}
