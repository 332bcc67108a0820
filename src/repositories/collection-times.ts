/**
 * When a repository's pull requests are read again:
 *   9 to 11 minutes later; 13 to 15 where nothing has moved for a week     new within 15 minutes
 * spread at random, so that many that were added together do not ask together.
 */
const minuteMs = 60_000
const weekMs = 7 * 24 * 60 * minuteMs

/** How far back a reading begins before what has been read: clocks differ, and pages move. */
export const overlapMs = 5 * minuteMs

/** A repository is compared with its host as a whole this often. */
export const reconcileMs = 22 * 60 * minuteMs

/** Members of an owner are listed this often. */
export const membersMs = 24 * 60 * minuteMs

export function nextReading(now: Date, lastActivity: Date | null, random = Math.random()): Date {
  const isQuiet = lastActivity === null || now.getTime() - lastActivity.getTime() > weekMs
  return new Date(now.getTime() + ((isQuiet ? 13 : 9) + 2 * random) * minuteMs)
}

/** Soon after an instant, not all at the same moment. */
export const soonAfter = (instant: Date, random = Math.random()): Date =>
  new Date(instant.getTime() + random * minuteMs)

/** From where to read on, with the overlap; null from the beginning. */
export const readSince = (readTo: Date | null): Date | null =>
  readTo && new Date(readTo.getTime() - overlapMs)
