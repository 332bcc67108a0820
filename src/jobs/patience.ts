import { type Database, databaseClock } from '../database/client.js'

/** How often rounds that look for dead workers come, in seconds. */
export const roundSeconds = 10

/** Two rounds further apart than this had something in between, in milliseconds. */
const longestGapMs = 2.5 * roundSeconds * 1000

/** Two clocks that drift apart by more than this between two rounds: one of them was set. */
const mostDriftMs = 5_000

/** The instants of one look: the database's clock, and one of ours that is never set. */
export interface Look {
  databaseMs: number
  ownMs: number
}

/** Whether nothing has come between two looks: no clock was set, nobody was away or stood still. */
export function isCalm(last: Look | null, now: Look): boolean {
  if (last === null) return false
  const gap = now.ownMs - last.ownMs
  return gap <= longestGapMs && Math.abs(now.databaseMs - last.databaseMs - gap) <= mostDriftMs
}

/**
 * Does a round only after a calm one. Workers that live say so every few seconds, by the database's
 * clock: when that was set, when the database was away or this process stood still, they get a round's
 * time to be heard before anybody takes them for dead.
 */
export function patiently(database: Database, work: () => Promise<unknown>) {
  let last: Look | null = null
  return async (): Promise<void> => {
    const now = { databaseMs: await databaseClock(database), ownMs: performance.now() }
    const calm = isCalm(last, now)
    last = now
    if (calm) await work()
  }
}
