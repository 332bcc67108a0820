import { describe, expect, test } from 'vitest'
import type { Activity } from '../../src/metrics/activity.js'
import { type TileKey, tileSets } from '../../src/reports/tile-kinds.js'
import { tiles as make } from '../../src/reports/tiles.js'
import { makeFilters } from '../support/filters.js'

const activity = (given: Partial<Activity> = {}): Activity => ({
  ...{ commits: 100, contributors: 4, lines: 2000, testShare: 25, tested: 50, complexity: 8 },
  ...given,
})

const nothing = {
  ...{ commits: 0, contributors: 0, lines: 0 },
  ...{ testShare: null, tested: null, complexity: null },
}

const none = { cycle: null, firstReview: null, merged: null, inProgress: null }
const of = (activity: Activity) => ({ activity, ...none })

/** The tiles of commits; a period that is over, so that shown and compared are the same. */
const tiles = (
  filters: ReturnType<typeof makeFilters>,
  current: TileKey,
  now: Activity,
  before: Activity | null,
) =>
  make(filters, tileSets.commits, current, {
    shown: of(now),
    compared: before && { now: of(now), before: of(before) },
  })

const deltas = (now: Activity, before: Activity | null) =>
  Object.fromEntries(
    tiles(makeFilters(), 'commits', now, before).map(({ key, delta }) => [key, delta]),
  )

describe('the tiles', () => {
  test('are five, in this order, with their numbers and units', () => {
    const shown = tiles(makeFilters(), 'test-share', activity(), null)
    expect(shown.map(({ key, value, unit }) => [key, value, unit])).toEqual([
      ['commits', 100, ''],
      ['contributors', 4, ''],
      ['lines', 2000, ''],
      ['test-share', 25, '%'],
      ['complexity', 8, 'per 100 lines'],
    ])
    expect(shown.filter(({ isCurrent }) => isCurrent).map(({ key }) => key)).toEqual(['test-share'])
  })

  test('lead to the rows behind them and to their chart, with the filters', () => {
    const shown = tiles(makeFilters('30d', 7n), 'commits', activity(), null)
    expect(new Set(shown.map(({ href }) => href))).toEqual(new Set(['/commits?p=30d&repo=7']))
    expect(shown.map(({ chartHref }) => chartHref)).toEqual([
      '/?p=30d&repo=7',
      ...['contributors', 'lines', 'test-share', 'complexity'].map(
        (metric) => `/?p=30d&repo=7&m=${metric}`,
      ),
    ])
  })

  test('show nought commits as nought, and no share of nothing', () => {
    const shown = tiles(makeFilters(), 'commits', nothing, activity())
    expect(shown.map(({ value }) => value)).toEqual([0, 0, 0, null, null])
  })
})

describe('the change against the period before', () => {
  test('is in percent, in people, in points and in the tile’s own unit', () => {
    const before = activity({ commits: 80, contributors: 5, lines: 2500, testShare: 20 })
    expect(deltas(activity(), { ...before, complexity: 10 })).toEqual({
      commits: { kind: 'percent', value: 25, good: null },
      contributors: { kind: 'difference', value: -1, good: null },
      lines: { kind: 'percent', value: -20, good: null },
      'test-share': { kind: 'points', value: 5, good: true },
      complexity: { kind: 'difference', value: -2, good: true },
    })
  })

  test('is bad where tests become fewer or complexity grows', () => {
    const { 'test-share': tests, complexity } = deltas(
      activity(),
      activity({ testShare: 40, complexity: 2 }),
    )
    expect(tests).toEqual({ kind: 'points', value: -15, good: false })
    expect(complexity).toEqual({ kind: 'difference', value: 6, good: false })
  })

  test('is no change within what nobody should act on', () => {
    const before = activity({ commits: 102, testShare: 25.9, complexity: 8.4, lines: 2050 })
    for (const delta of Object.values(deltas(activity(), before))) {
      expect(delta).toMatchObject({ value: 0, good: null })
    }
  })

  test('is absent where there is no period before, or nothing in it', () => {
    const missing = Object.fromEntries(tileSets.commits.map((key) => [key, null]))
    expect(deltas(activity(), null)).toEqual(missing)
    expect(deltas(activity(), nothing)).toEqual(missing)
  })

  test('is absent where one side cannot be told', () => {
    const {
      lines,
      'test-share': tests,
      complexity,
    } = deltas(activity({ testShare: null }), activity({ lines: 0, complexity: null }))
    expect([lines, tests, complexity]).toEqual([null, null, null])
  })

  test('is a fall to nought where nothing was done', () => {
    expect(deltas(nothing, activity()).commits).toMatchObject({ value: -100 })
  })
})
