import { definitionsVersion } from './definitions.js'

const dayMs = 86_400_000

/** How old rework and ownership may grow before the history is read whole again, in days. */
export const historyAgeDays = 7

/** How far back rework and ownership look, in days. */
const historyDays = 365

/** A start of a window that is later by less than this is the same window, asked for on another day. */
const slackMs = 2 * dayMs

/** What a repository remembers of its last reading. */
export interface ReadState {
  headHash: string | null
  headCommittedAt: Date | null
  readSince: Date | null
  definitionsVersion: number | null
  historyReadAt: Date | null
}

/**
 * Which reading is due, and why.
 *   first      nothing was read yet
 *   remeasure  what was read was measured by older definitions: everything is read anew
 *   widen      an earlier start is asked for: what is known is not measured again
 *   history    rework and ownership are old: the last year's files are read with what is new
 *   increment  only what is new
 */
export interface ReadingPlan {
  kind: 'first' | 'remeasure' | 'widen' | 'history' | 'increment'
  /** From when on all commits are there afterwards, by committer date; null is everything. */
  since: Date | null
  /** The tip that new commits follow on; null where the whole window is read. */
  last: { hash: string; committedAt: Date } | null
  /** From when on rework and ownership are read; null for not this time. */
  historySince: Date | null
}

export function planReading(state: ReadState, asked: Date | null, now: Date): ReadingPlan {
  const { headHash, headCommittedAt, readSince, historyReadAt } = state
  const whole = (kind: ReadingPlan['kind'], since: Date | null): ReadingPlan => {
    return { kind, since, last: null, historySince: historyStart(since, now) }
  }
  const version = state.definitionsVersion
  if (version !== null && version < definitionsVersion) {
    return whole('remeasure', earlier(asked, readSince))
  }
  if (headHash === null || headCommittedAt === null) return whole('first', asked)
  if (isWider(asked, readSince)) return whole('widen', asked)
  const last = { hash: headHash, committedAt: headCommittedAt }
  const isOld =
    historyReadAt === null || now.getTime() - historyReadAt.getTime() > historyAgeDays * dayMs
  const historySince = isOld ? historyStart(readSince, now) : null
  return { kind: isOld ? 'history' : 'increment', since: readSince, last, historySince }
}

function historyStart(since: Date | null, now: Date): Date {
  const start = new Date(now.getTime() - historyDays * dayMs)
  return since && since > start ? since : start
}

const earlier = (one: Date | null, other: Date | null) =>
  one === null || other === null ? null : one < other ? one : other

function isWider(asked: Date | null, readSince: Date | null): boolean {
  if (readSince === null) return false
  return asked === null || asked.getTime() < readSince.getTime() - slackMs
}
