/**
 * Git keeps whatever a client wrote: years in the future, offsets of centuries, no date at all.
 *   instant = seconds, held within [1990-01-01, now + 1 day]
 *   offset  = hours × 60 + minutes, held within [-12:00, +14:00]
 * A date that had to be held, or could not be read, makes its commit `dateSuspect`.
 */

const earliestMs = Date.UTC(1990, 0, 1)
const dayMs = 86_400_000
const offsetLimits = { least: -12 * 60, most: 14 * 60 }

/** A date as it is kept: an instant in UTC, the writer's offset from it in minutes. */
export interface KeptDate {
  at: string
  offsetMinutes: number
  suspect: boolean
}

interface RawDate {
  ms: number
  offsetMinutes: number
}

/** Reads git's raw form, `1600000000 +0530`; null when it is not one. */
function readRaw(raw: string): RawDate | null {
  const match = /^(\d{1,15}) ([+-])(\d{1,15})$/.exec(raw)
  if (!match) return null
  const zone = Number(match[3])
  const minutes = Math.trunc(zone / 100) * 60 + (zone % 100)
  return { ms: Number(match[1]) * 1000, offsetMinutes: match[2] === '-' ? -minutes : minutes }
}

function keep(date: RawDate | null, fallback: RawDate | null, nowMs: number): KeptDate {
  const { ms, offsetMinutes } = date ?? fallback ?? { ms: earliestMs, offsetMinutes: 0 }
  const keptMs = Math.min(Math.max(ms, earliestMs), nowMs + dayMs)
  const kept = Math.min(Math.max(offsetMinutes, offsetLimits.least), offsetLimits.most)
  return {
    at: new Date(keptMs).toISOString(),
    // No "-0": it would read as a different number once stored and compared.
    offsetMinutes: kept + 0,
    suspect: date === null || keptMs !== ms || kept !== offsetMinutes,
  }
}

/** The two dates of a commit; one that cannot be read takes the other's place. */
export function keepDates(
  author: string,
  committer: string,
  now: Date,
): { author: KeptDate; committer: KeptDate } {
  const [authored, committed] = [readRaw(author), readRaw(committer)]
  return {
    author: keep(authored, committed, now.getTime()),
    committer: keep(committed, authored, now.getTime()),
  }
}
