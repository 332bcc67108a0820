import { describe, expect, it } from 'vitest'
import { definitionsVersion } from '../../src/analysis/definitions.js'
import { planReading, type ReadState } from '../../src/analysis/reading-plan.js'

const now = new Date('2026-11-24T12:00:00Z')
const date = (text: string) => new Date(`${text}T00:00:00Z`)
const yearAgo = new Date('2025-11-24T12:00:00Z')

const unread: ReadState = {
  ...{ headHash: null, headCommittedAt: null, readSince: null },
  ...{ definitionsVersion: null, historyReadAt: null },
}
const read: ReadState = {
  headHash: 'a'.repeat(40),
  headCommittedAt: date('2026-11-20'),
  readSince: date('2025-11-20'),
  definitionsVersion,
  historyReadAt: date('2026-11-20'),
}
const last = { hash: 'a'.repeat(40), committedAt: date('2026-11-20') }

describe('planReading', () => {
  it('reads the window that was asked for first', () => {
    const since = date('2026-08-26')
    const plan = { kind: 'first', since, last: null, historySince: since }
    expect(planReading(unread, since, now)).toEqual(plan)
    expect(planReading(unread, null, now)).toEqual({
      ...{ kind: 'first', since: null, last: null, historySince: yearAgo },
    })
  })

  it('reads only what is new afterwards, in the window that is there', () => {
    const plan = { kind: 'increment', since: read.readSince, last, historySince: null }
    expect(planReading(read, date('2025-11-24'), now)).toEqual(plan)
    expect(planReading(read, date('2026-08-26'), now)).toEqual(plan)
    // A window of twelve months that is asked for a day later is no wider one.
    expect(planReading(read, date('2025-11-19'), now)).toEqual(plan)
  })

  it('widens the window when an earlier start is asked for', () => {
    const since = date('2024-01-01')
    const plan = { kind: 'widen', since, last: null, historySince: yearAgo }
    expect(planReading(read, since, now)).toEqual(plan)
    expect(planReading(read, null, now)).toEqual({ ...plan, since: null })
    const whole = { ...read, readSince: null }
    expect(planReading(whole, null, now)).toMatchObject({ kind: 'increment', since: null })
  })

  it('measures everything anew when definitions have changed, as far back as it was', () => {
    const old = { ...read, definitionsVersion: definitionsVersion - 1 }
    const plan = { kind: 'remeasure', last: null, historySince: yearAgo }
    expect(planReading(old, date('2026-08-26'), now)).toEqual({ ...plan, since: old.readSince })
    expect(planReading({ ...old, readSince: null }, date('2026-08-26'), now)).toMatchObject({
      ...{ kind: 'remeasure', since: null },
    })
    // Read before heads were kept.
    expect(planReading({ ...old, headHash: null }, null, now)).toMatchObject({ kind: 'remeasure' })
  })

  it('reads the history again when rework and ownership are a week old', () => {
    const old = { ...read, historyReadAt: date('2026-11-17') }
    const plan = { kind: 'history', since: read.readSince, last, historySince: yearAgo }
    expect(planReading(old, null, now)).toMatchObject({ kind: 'widen' })
    expect(planReading(old, read.readSince, now)).toEqual(plan)
    expect(planReading({ ...read, historyReadAt: null }, read.readSince, now)).toEqual(plan)
  })
})
