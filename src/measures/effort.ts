/**
 * Minutes of work in a commit, as an interval, never as hours worked.
 *   by size     k x sqrt(1 + L), L weighted lines (weighted-lines.ts)
 *   by session  the gap to the developer's previous commit in the company, where it is <= 120 minutes
 *   both known  low = min, high = max, mid = geometric mean
 *   size alone  low = size / 2, mid = size, high = size x 2
 * Each at most 960 minutes (16 h). A gap under one minute counts as one: commits made in one go (a
 * rebase, a patch split in two) would else take the mean to 0.
 * 0 for merges, boundary commits, reverts made by a button and bots; 0 too where a commit was not
 * measured.
 *   k           12 until there are 200 pairs, then the median of gap / sqrt(1 + L) over pairs of
 *               commits within a session, to the nearest half, held within [4, 40]; in halves, so
 *               that a single commit does not move every number of a company
 * [After git-hours, whose code gives a lone commit 0 h.]
 */
export const firstK = 12
const [lowestK, highestK] = [4, 40]
export const pairsNeeded = 200
export const sessionMinutes = 120
const shortestGap = 1
const capMinutes = 16 * 60

export interface Effort {
  /** Minutes. */
  low: number
  mid: number
  high: number
  method: 'none' | 'size' | 'size and session'
}

export interface EffortFacts {
  weightedLines: number
  /** Minutes since the developer's previous commit; null where none is known. */
  gapMinutes: number | null
  k: number
}

export const noEffort: Effort = { low: 0, mid: 0, high: 0, method: 'none' }

export function effort({ weightedLines, gapMinutes, k }: EffortFacts): Effort {
  const size = k * Math.sqrt(1 + weightedLines)
  const session = gapMinutes === null || !inSession(gapMinutes) ? null : sessionGap(gapMinutes)
  if (session === null) return held(size / 2, size, size * 2, 'size')
  const mid = Math.sqrt(size * session)
  return held(Math.min(size, session), mid, Math.max(size, session), 'size and session')
}

/** A commit of a human whose previous commit by the same developer lies in the same session. */
export interface SessionPair {
  gapMinutes: number
  weightedLines: number
}

/** The company's own k, from its pairs; those without a gap in a session are left out. */
export function calibrate(pairs: SessionPair[]): number {
  const ratios = pairs
    .filter(({ gapMinutes }) => inSession(gapMinutes))
    .map(({ gapMinutes, weightedLines }) => sessionGap(gapMinutes) / Math.sqrt(1 + weightedLines))
    .sort((a, b) => a - b)
  if (ratios.length < pairsNeeded) return heldK(null)
  const middle = ratios.length >> 1
  const upper = ratios[middle]!
  const median = ratios.length % 2 === 1 ? upper : (ratios[middle - 1]! + upper) / 2
  return heldK(median)
}

/** k for a median of gap / sqrt(1 + L); null where there are too few pairs. */
export function heldK(median: number | null): number {
  if (median === null) return firstK
  return Math.min(highestK, Math.max(lowestK, Math.round(median * 2) / 2))
}

function inSession(gapMinutes: number): boolean {
  return gapMinutes >= 0 && gapMinutes <= sessionMinutes
}

function sessionGap(gapMinutes: number): number {
  return Math.max(shortestGap, gapMinutes)
}

function held(low: number, mid: number, high: number, method: Effort['method']): Effort {
  const cap = (minutes: number) => Math.min(capMinutes, minutes)
  return { low: cap(low), mid: cap(mid), high: cap(high), method }
}
