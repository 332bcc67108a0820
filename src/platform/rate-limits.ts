import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'

/** One limit: `points` tries in `seconds`, counted by key. */
export interface Limit {
  /** Takes a try. Returns the seconds to wait when there is none left, else null. */
  take(key: string): Promise<number | null>
  /** Forgets what a key has used up. */
  forget(key: string): Promise<void>
}

export interface RateLimits {
  /** Wrong passwords by account: slows guessing down, locks nobody out for good. */
  account: Limit
  /** Sign-ins by network address. */
  address: Limit
  /** New companies by network address. */
  signUp: Limit
}

const rules = {
  account: { points: 10, duration: 15 * 60 },
  address: { points: 60, duration: 15 * 60 },
  signUp: { points: 10, duration: 60 * 60 },
} as const

function limit(
  name: string,
  rule: { points: number; duration: number },
  redis: Redis | null,
): Limit {
  const memory = new RateLimiterMemory({ ...rule, keyPrefix: `limit:${name}` })
  // While Redis is away each process counts for itself: stricter than nothing, never unlimited.
  const limiter = redis
    ? new RateLimiterRedis({
        ...rule,
        keyPrefix: `limit:${name}`,
        storeClient: redis,
        insuranceLimiter: memory,
      })
    : memory
  return {
    async take(key) {
      try {
        await limiter.consume(key)
        return null
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1000)
        throw refused
      }
    },
    async forget(key) {
      await limiter.delete(key)
    },
  }
}

/** The limits of this process, shared over all processes where there is Redis. */
export function openRateLimits(redis: Redis | null): RateLimits {
  return {
    account: limit('account', rules.account, redis),
    address: limit('address', rules.address, redis),
    signUp: limit('sign-up', rules.signUp, redis),
  }
}
