import { describe, expect, test } from 'vitest'
import { lineChart } from '../../../src/web/charts/line.js'
import { mondays } from '../../support/page-fixtures.js'

const three = ['2026-05-04', '2026-05-11', '2026-05-18']

describe('the line', () => {
  test('runs from edge to edge, 0 at the bottom', () => {
    const chart = lineChart({
      weeks: three,
      values: [0, 100, 50],
      before: null,
      lastWeekUnfinished: false,
    })
    expect(chart.rows.map(({ x, y }) => [x, y])).toEqual([
      [0, 100],
      [50, 0],
      [100, 50],
    ])
    expect(chart.solid).toMatch(/^M0,1000C/)
    expect(chart.solid).toMatch(/1000,500$/)
    expect(chart.valueTicks).toEqual([
      { at: '100%', value: 0 },
      { at: '50%', value: 50 },
      { at: '0%', value: 100 },
    ])
    expect(chart.dotted).toBeNull()
    expect(chart.end).toEqual({ x: '100%', y: '50%' })
  })

  test('an unfinished week is dotted and the end stands before it', () => {
    const chart = lineChart({
      weeks: three,
      values: [100, 100, 50],
      before: null,
      lastWeekUnfinished: true,
    })
    expect(chart.solid).toBe('M0,0L500,0')
    expect(chart.dotted).toBe('M500,0L1000,500')
    expect(chart.end).toEqual({ x: '50%', y: '0%' })
    expect(chart.rows.map(({ isUnfinished }) => isUnfinished)).toEqual([false, false, true])
  })

  test('a week without a value breaks it', () => {
    const weeks = mondays(5)
    const chart = lineChart({
      weeks,
      values: [10, 10, null, 10, 10],
      before: null,
      lastWeekUnfinished: false,
    })
    expect(chart.solid).toBe('M0,0L250,0M750,0L1000,0')
    expect(chart.rows[2]?.y).toBeNull()
  })

  test('a single running week is a dot in the middle', () => {
    const chart = lineChart({
      weeks: ['2026-05-04'],
      values: [7],
      before: null,
      lastWeekUnfinished: true,
    })
    expect(chart.end?.x).toBe('50%')
    expect(chart.timeTicks).toEqual([{ at: '50%', text: '4 May', kind: '' }])
  })

  test('without any value there is no line and the axis still ends on 1', () => {
    const chart = lineChart({
      weeks: three,
      values: [null, null, null],
      before: null,
      lastWeekUnfinished: true,
    })
    expect([chart.solid, chart.dotted, chart.end]).toEqual(['', null, null])
    expect(chart.valueTicks.map(({ value }) => value)).toEqual([0, 1])
  })

  test('values below 0 stand below the zero line', () => {
    const chart = lineChart({
      weeks: three,
      values: [-50, 0, 50],
      before: null,
      lastWeekUnfinished: false,
    })
    expect(chart.rows.map(({ y }) => y)).toEqual([100, 50, 0])
  })

  test('more than two years are told by the median week of each month', () => {
    const weeks = mondays(130)
    const values = weeks.map((_, week) => week)
    const chart = lineChart({ weeks, values, before: values, lastWeekUnfinished: true })
    expect(chart.grain).toBe('month')
    // November 2026 has the Mondays 2, 9, 16 and 23: weeks 126 to 128 are full, 129 still runs.
    expect(chart.rows.at(-1)).toMatchObject({ label: 'Nov 2026', value: 127, before: 127.5 })
    expect(chart.dotted).toBeNull()
  })
})
