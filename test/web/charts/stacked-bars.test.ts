import { expect, test } from 'vitest'
import { stackedBars } from '../../../src/web/charts/stacked-bars.js'
import { mondays } from '../../support/page-fixtures.js'

const weeks = mondays(20)

test('bars stand on each other, the first series at the bottom', () => {
  const ones = weeks.map(() => 1)
  const chart = stackedBars({
    weeks,
    series: [{ values: ones }, { values: ones }],
    lastWeekUnfinished: false,
  })
  // 20 bars: a step of 50, of which 26 % is air: 37 wide, 6.5 from the left. 0 to 2 on the axis.
  expect(chart.step).toBe('5%')
  expect(chart.paths[0]?.full.startsWith('M6.5 500h37v500h-37zM56.5 500')).toBe(true)
  expect(chart.paths[1]?.full.startsWith('M6.5 0h37v500h-37z')).toBe(true)
  expect(chart.rows[0]).toMatchObject({ values: [1, 1], total: 2, isUnfinished: false })
})

test('the running week is a path of its own, and nothing is drawn for 0', () => {
  const values = weeks.map((_, week) => (week === 19 ? 4 : 0))
  const chart = stackedBars({ weeks, series: [{ values }], lastWeekUnfinished: true })
  expect(chart.paths).toEqual([{ full: '', unfinished: 'M956.5 0h37v1000h-37z' }])
  expect(chart.rows.at(-1)).toMatchObject({ label: '23 Nov', total: 4, isUnfinished: true })
})

test('one week alone is no wall', () => {
  const chart = stackedBars({
    weeks: ['2026-05-04'],
    series: [{ values: [3] }],
    lastWeekUnfinished: false,
  })
  expect(chart.paths[0]?.full).toBe('M460 0h80v1000h-80z')
})

test('long histories are summed by month, quarter, then year of the Monday', () => {
  const grains = [106, 107, 470, 1500].map((count) => {
    const long = mondays(count)
    const chart = stackedBars({
      weeks: long,
      series: [{ values: long.map(() => 1) }],
      lastWeekUnfinished: false,
    })
    const sum = chart.rows.reduce((total, row) => total + row.total, 0)
    expect(sum).toBe(count)
    expect(chart.rows.length).toBeLessThanOrEqual(106)
    return [chart.grain, chart.rows.at(-1)?.label, chart.rows.at(-1)?.total]
  })
  expect(grains).toEqual([
    ['week', '23 Nov 2026', 1],
    ['month', 'Nov 2026', 4],
    ['quarter', 'Q4 2026', 8],
    ['year', '2026', 47],
  ])
})
