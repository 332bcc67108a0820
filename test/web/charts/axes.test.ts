import { describe, expect, test } from 'vitest'
import { percent, valueAxis } from '../../../src/web/charts/axis.js'
import { timeAxis } from '../../../src/web/charts/time-axis.js'
import { mondays } from '../../support/page-fixtures.js'

test('percentages are short', () => {
  expect([percent(100 / 3), percent(50), percent(0.004)]).toEqual(['33.33%', '50%', '0%'])
})

describe('the value axis', () => {
  test.each([
    [[240], [0, 100, 200, 300]],
    [[56], [0, 20, 40, 60]],
    [[1], [0, 1]],
    [[], [0, 1]],
    [[0.3], [0, 0.1, 0.2, 0.3]],
    [
      [-30, 60],
      [-50, 0, 50, 100],
    ],
  ])('%j has lines at %j', (values, lines) => {
    expect(valueAxis(values).ticks.map(({ value }) => value)).toEqual(lines)
  })

  test('never more than five lines', () => {
    for (let high = 1; high < 5000; high += 7) {
      expect(valueAxis([high]).ticks.length, String(high)).toBeLessThanOrEqual(5)
    }
  })
})

describe('the time axis', () => {
  const labels = (count: number) => {
    const days = mondays(count)
    return timeAxis(days, (index) => (index / Math.max(1, count - 1)) * 100)
  }

  test('a few weeks have their days, kept inside the edges', () => {
    expect(labels(3)).toEqual([
      { at: '0%', text: '9 Nov', kind: 'first' },
      { at: '50%', text: '16 Nov', kind: 'alt' },
      { at: '100%', text: '23 Nov', kind: 'last' },
    ])
  })

  test('a year has its months', () => {
    const texts = labels(53).map(({ text }) => text)
    expect(texts.join(' ')).toBe('Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov')
  })

  test('three years have their quarters, with the year in place of January', () => {
    const texts = labels(156).map(({ text }) => text)
    expect(texts.slice(0, 5)).toEqual(['2024', 'Apr', 'Jul', 'Oct', '2025'])
  })

  test('longer histories have their years', () => {
    const texts = labels(400).map(({ text }) => text)
    expect(texts).toEqual(['2020', '2021', '2022', '2023', '2024', '2025', '2026'])
  })

  test('labels never stand closer than 5.5 % of the width', () => {
    for (const count of [9, 20, 53, 66, 100, 156, 300, 700, 1500]) {
      const places = labels(count).map(({ at }) => Number.parseFloat(at))
      const gaps = places.slice(1).map((place, index) => place - (places[index] ?? 0))
      expect(Math.min(100, ...gaps), String(count)).toBeGreaterThan(5)
    }
  })
})
