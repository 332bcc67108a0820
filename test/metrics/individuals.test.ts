import { describe, expect, test } from 'vitest'
import {
  type Cell,
  isTellable,
  mayShowNames,
  type Reticence,
  tellableSlices,
} from '../../src/metrics/individuals.js'

const named: Reticence = { individuals: 'named' }
const aggregates: Reticence = { individuals: 'aggregates' }

/** People by number, the first and the last. */
const people = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => BigInt(first + at))

const shown = (cells: Cell<string>[], company = aggregates) =>
  [...tellableSlices(company, cells)].sort()

describe('names', () => {
  test('are for those who lead, and for nobody where only many are shown', () => {
    const roles = ['owner', 'admin', 'manager', 'developer'] as const
    expect(roles.filter((role) => mayShowNames(named, role))).toEqual(['owner', 'admin', 'manager'])
    expect(roles.filter((role) => mayShowNames(aggregates, role))).toEqual([])
  })
})

describe('a number', () => {
  test('is told of five people or of nobody where only many are shown', () => {
    const told = [0, 1, 4, 5, 6].filter((count) => isTellable(aggregates, count))
    expect(told).toEqual([0, 5, 6])
    expect([0, 1, 4, 5].filter((count) => isTellable(named, count))).toEqual([0, 1, 4, 5])
  })
})

describe('slices of a breakdown', () => {
  const two = [
    { slices: ['atlas'], people: people(1, 6) },
    { slices: ['basil'], people: people(7, 9) },
    { slices: [], people: people(10, 14) },
  ]

  test('are all shown by a company that names people', () => {
    expect(shown(two, named)).toEqual(['atlas', 'basil'])
  })

  test('are left out where fewer than five people are in them', () => {
    // Atlas has 6; the rest of the company is Basil and the others, 3 + 5.
    expect(shown(two)).toEqual(['atlas'])
  })

  test('are left out where the total less what is shown tells of fewer than five', () => {
    const cells = [
      { slices: ['atlas'], people: people(1, 6) },
      { slices: ['basil'], people: people(7, 11) },
      { slices: [], people: people(12, 13) },
    ]
    // Both would leave 2 people; Atlas alone leaves 5 + 2.
    expect(shown(cells)).toEqual(['atlas'])
  })

  test('are both shown where nobody is outside of them', () => {
    const cells = [
      { slices: ['atlas'], people: people(1, 6) },
      { slices: ['basil'], people: people(7, 11) },
    ]
    expect(shown(cells)).toEqual(['atlas', 'basil'])
  })

  test('never differ by fewer than five people', () => {
    // Seven are in both, two in Atlas alone: Atlas less Basil is the work of the two.
    const cells = [
      { slices: ['atlas', 'basil'], people: people(1, 7) },
      { slices: ['atlas'], people: people(8, 9) },
      { slices: [], people: people(10, 20) },
    ]
    expect(shown(cells)).toEqual(['atlas'])
    const equal = [{ slices: ['atlas', 'basil'], people: people(1, 7) }]
    expect(shown(equal)).toEqual(['atlas', 'basil'])
  })

  test('of work in several places count whoever worked in each of them', () => {
    // The same six people work in both repositories: neither less the total is of fewer.
    const cells = [
      { slices: ['app'], people: people(1, 6) },
      { slices: ['site'], people: people(2, 6) },
      { slices: ['lone'], people: people(3, 3) },
    ]
    // Lone shows nothing; with both others beside the total it would be told all the same.
    expect(shown(cells)).toEqual(['app'])
  })

  test('hide one whole slice more rather than one person, whatever the sizes', () => {
    for (let seed = 1; seed < 200; seed += 1) {
      const cells = Array.from({ length: 6 }, (_, at) => ({
        slices: ['a', 'b', 'c'].filter((_, bit) => ((seed * (at + 3)) >> bit) % 2 === 1),
        people: people(at * 10 + 1, at * 10 + ((seed * (at + 1)) % 8)),
      }))
      const kept = shown(cells)
      for (const one of [...kept, null]) {
        for (const other of [...kept, null]) {
          const isIn = (slices: string[], slice: string | null) =>
            slice === null || slices.includes(slice)
          const apart = cells
            .filter(({ slices }) => isIn(slices, one) && !isIn(slices, other))
            .flatMap((cell) => cell.people).length
          const total = cells.flatMap((cell) => cell.people).length
          if (total >= 5) expect(apart === 0 || apart >= 5).toBe(true)
        }
      }
    }
  })
})
