import { createHash } from 'node:crypto'

/** After so long without a refusal they begin anew. */
const forgottenAfterMs = 3 * 3_600_000
const keysAtMost = 10_000

/**
 * How often in a row each token was asked to wait, across all that use it in this process: where a host does
 * not say how long, every wait is twice the one before.
 */
const refusals = new Map<string, { count: number; at: number }>()

export interface Refusals {
  count(): number
  /** Told after every answer. */
  tell(isRefused: boolean): void
}

/** @param token is kept as a digest only */
export function refusalsOf(origin: string, token: string): Refusals {
  const key = createHash('sha256').update(`${origin} ${token}`).digest('base64')
  const count = () => {
    const known = refusals.get(key)
    return known && Date.now() - known.at < forgottenAfterMs ? known.count : 0
  }
  return {
    count,
    tell(isRefused) {
      const before = count()
      refusals.delete(key)
      if (!isRefused) return
      if (refusals.size >= keysAtMost) refusals.delete(refusals.keys().next().value ?? '')
      refusals.set(key, { count: before + 1, at: Date.now() })
    },
  }
}
