import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'

/** One limit: so many tries in so many seconds, counted by key. */
export interface Limit {
  /** Takes a try. Returns the seconds to wait when there is none left, else null. */
  take(key: string): Promise<number | null>
  /** Gives a try back that turned out to be an honest one. */
  giveBack(key: string): Promise<void>
  /** Forgets what a key has used up. */
  forget(key: string): Promise<void>
}

const minutes = 60
const hours = 60 * minutes

/** Every limit, and what its key is. Networks are as platform/network.ts has them. */
const rules = {
  /** Wrong passwords by account, of browsers that never signed in to it. */
  account: { points: 10, duration: 15 * minutes },
  /** Wrong passwords of a browser that has signed in to the account before. */
  device: { points: 10, duration: 15 * minutes },
  /** Failed sign-ins by network. */
  address: { points: 60, duration: 15 * minutes },
  /**
   * Failed sign-ins by the domain of the typed address: what a company looks like from outside. By the
   * company itself, the answer would tell which addresses it has.
   */
  domain: { points: 300, duration: 15 * minutes },
  /** Wrong codes by user, who has given the password. */
  code: { points: 10, duration: 15 * minutes },
  /** Mails for a new password by address: always some that still work, never a flood. */
  recovery: { points: 6, duration: 60 * minutes },
  /** The same by network. */
  recoveryAddress: { points: 30, duration: 60 * minutes },
  /** Invitations by company, and by the address that gets them, whoever sends them. */
  invitations: { points: 100, duration: 60 * minutes },
  invited: { points: 6, duration: 24 * hours },
  /** Uses of mailed links by network. */
  links: { points: 60, duration: 15 * minutes },
  /** New companies by network, and the mails of their beginning by address. */
  signUp: { points: 10, duration: 60 * minutes },
  signUpMails: { points: 6, duration: 60 * minutes },
  /** Webhooks that nobody here has asked for, by network. */
  webhooks: { points: 60, duration: 15 * minutes },
  /** Sample data by network: each is as large as a company. */
  demos: { points: 10, duration: 60 * minutes },
  /** Analyses by company. */
  analyses: { points: 200, duration: 60 * minutes },
  /** Questions to code hosts that somebody waits for, by company: tokens checked, lists read. */
  connections: { points: 60, duration: 15 * minutes },
} as const

export type RateLimits = { readonly [Name in keyof typeof rules]: Limit }

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
    async giveBack(key) {
      await limiter.reward(key, 1)
    },
    async forget(key) {
      await limiter.delete(key)
    },
  }
}

/** The limits of this process, shared over all processes where there is Redis. */
export function openRateLimits(redis: Redis | null): RateLimits {
  const made = Object.entries(rules).map(([name, rule]) => [name, limit(name, rule, redis)])
  return Object.fromEntries(made)
}
