import type { Overview } from './overview-types.js'

/** Why there is nothing to show, or null. */
export function emptiness(
  repositories: number,
  found: number,
  newest: { state: string }[],
): Overview['empty'] {
  if (repositories === 0) return 'no-repositories'
  if (found > 0) return null
  const states = newest.map(({ state }) => state)
  if (states.some((state) => state === 'waiting' || state === 'running')) return 'reading'
  return states.length > 0 && states.every((state) => state === 'failed') ? 'failed' : 'no-commits'
}
