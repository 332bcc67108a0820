import type { QuotaFact } from './code-host.js'
import type { HostAnswer } from './host-answer.js'

/** Nobody is told to wait longer, whatever a host's clock says. */
const longestMs = 24 * 3_600_000
const firstWaitMs = 60_000

/**
 * When to ask again after an answer that said "not now": what it says itself, else a minute, and twice
 * as long each time it happens again.
 * @param refusedBefore how many times in a row it happened before
 */
export function retryAt({ headers }: HostAnswer, refusedBefore: number, now: Date): Date {
  const waitMs =
    retryAfterMs(headers.get('retry-after'), now) ??
    (isUsedUp(headers) ? resetMs(headers, now) : null) ??
    firstWaitMs * 2 ** Math.min(refusedBefore, 10)
  return new Date(now.getTime() + Math.min(Math.max(waitMs, 1_000), longestMs))
}

/** Whether an answer says that nothing is left. */
export const isUsedUp = (headers: Headers) => numberIn(headers, 'remaining') === 0

/** What the answer's headers say of the allowance, by any host's names; null where they say nothing. */
export function quotaOf(headers: Headers, resource: string, now: Date): QuotaFact | null {
  const limit = numberIn(headers, 'limit')
  const remaining = numberIn(headers, 'remaining') ?? nearLimit(headers, limit)
  if (limit === null && remaining === null) return null
  const ms = resetMs(headers, now)
  const resetAt = ms === null ? null : new Date(now.getTime() + Math.min(ms, longestMs))
  return { resource, limit, remaining, resetAt }
}

/** Bitbucket tells only that less than a fifth is left. */
function nearLimit(headers: Headers, limit: number | null): number | null {
  const isNear = headers.get('x-ratelimit-nearlimit')?.toLowerCase() === 'true'
  return isNear && limit !== null ? Math.floor(limit / 5) : null
}

function numberIn(headers: Headers, name: string): number | null {
  const text = headers.get(`x-ratelimit-${name}`) ?? headers.get(`ratelimit-${name}`)
  const [digits] = /^\d{1,15}/.exec(text ?? '') ?? []
  return digits === undefined ? null : Number(digits)
}

/** Seconds from now, seconds since 1970, or milliseconds since 1970: told apart by their size. */
function resetMs(headers: Headers, now: Date): number | null {
  const reset = numberIn(headers, 'reset')
  if (reset === null) return null
  if (reset < 10_000_000) return reset * 1_000
  return Math.max(reset * (reset < 100_000_000_000 ? 1_000 : 1) - now.getTime(), 0)
}

/** Seconds, or an HTTP date. */
function retryAfterMs(text: string | null, now: Date): number | null {
  if (text === null) return null
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(at - now.getTime(), 0)
}
