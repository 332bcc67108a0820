import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SessionGaps } from '../../src/cli/session-gaps.js'

interface Commit {
  developer: string
  authoredAt: string
  committedAt: string
  dateSuspect: boolean
  files: never[]
}

const day = Date.UTC(2026, 2, 2)
const at = (minutes: number) => new Date(day + minutes * 60_000).toISOString()

/** A commit by author and committer date, in minutes of one day. */
function commit(developer: string, authored: number, committed = authored): Commit {
  const dates = { authoredAt: at(authored), committedAt: at(committed) }
  return { developer, ...dates, dateSuspect: false, files: [] }
}

function gapsOf(history: Commit[]) {
  const gaps = new SessionGaps<Commit>(({ developer }) => developer)
  const settled = [...history.flatMap((one) => gaps.take(one)), ...gaps.end()]
  expect(settled.map((one) => one.commit)).toEqual(history)
  return settled.map(({ gapMinutes }) => gapMinutes)
}

/** The definition, word by word, over the whole history. */
function straightforward(history: Commit[]) {
  const places = history.map((one, place) => ({ ...one, ms: Date.parse(one.authoredAt), place }))
  return places.map((own) => {
    const before = places
      .filter((one) => one.developer === own.developer && !one.dateSuspect && !own.dateSuspect)
      .filter((one) => one.ms < own.ms || (one.ms === own.ms && one.place > own.place))
    const gap = (own.ms - Math.max(...before.map(({ ms }) => ms))) / 60_000
    return gap <= 120 ? Math.round(gap) : null
  })
}

describe('SessionGaps', () => {
  it('is the time since the developer’s previous commit, if it is in one session', () => {
    const history = [
      commit('ada', 500),
      commit('bob', 490),
      commit('ada', 470),
      commit('ada', 350),
      commit('bob', 300),
      commit('ada', 229),
    ]
    // ada: 500-470, 470-350, 350-229 is 121; bob: 490-300 is 190
    expect(gapsOf(history)).toEqual([30, null, 120, null, null, null])
  })

  it('takes the latest by author date, wherever it stands in the history', () => {
    // Rebased on top: written at 100, before what was written at 160 and is further down.
    const history = [commit('ada', 100, 300), commit('ada', 160), commit('ada', 90)]
    expect(gapsOf(history)).toEqual([10, 60, null])
  })

  it('takes the one further down for the earlier of two at an instant', () => {
    expect(gapsOf([commit('ada', 60), commit('ada', 60), commit('ada', 50)])).toEqual([0, 10, null])
  })

  it('leaves out what has an impossible date', () => {
    const suspect = { ...commit('ada', 55), dateSuspect: true }
    expect(gapsOf([commit('ada', 60), suspect, commit('ada', 50)])).toEqual([10, null, null])
  })

  it('lets a commit go once the history has passed its session', () => {
    const gaps = new SessionGaps<Commit>(({ developer }) => developer)
    const first = commit('ada', 500)
    expect(gaps.take(first)).toEqual([])
    expect(gaps.take(commit('bob', 380))).toEqual([])
    expect(gaps.take(commit('bob', 379))).toEqual([{ commit: first, gapMinutes: null }])
  })

  it('holds 2,048 commits at most, or 16,384 of their files', () => {
    const gaps = new SessionGaps<Commit>(({ developer }) => developer)
    const crowd = Array.from({ length: 5000 }, () => commit('ada', 500))
    let out = 0
    for (const [index, one] of crowd.entries()) {
      out += gaps.take(one).length
      expect(index + 1 - out).toBeLessThanOrEqual(2048)
    }
    expect(out + gaps.end().length).toBe(5000)
    const large = { ...commit('ada', 500), files: Array<never>(10_000) }
    expect(gaps.take(large)).toHaveLength(0)
    expect(gaps.take(large)).toHaveLength(1)
  })

  it('equals the straightforward computation on any history of honest committers', () => {
    const minute = fc.integer({ min: 0, max: 2000 })
    const lag = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 600 }))
    const some = fc.tuple(fc.constantFrom('ada', 'bob', 'eve'), minute, lag)
    fc.assert(
      fc.property(fc.array(some, { maxLength: 200 }), (written) => {
        const history = written
          .map(([developer, authored, later]) => commit(developer, authored, authored + later))
          .sort((a, b) => (a.committedAt < b.committedAt ? 1 : -1))
        expect(gapsOf(history)).toEqual(straightforward(history))
      }),
    )
  })
})
