import { expect, test } from 'vitest'
import { heatMap } from '../../../src/web/charts/heat-map.js'

const nothing = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))

function hours(changes: Record<string, number>): number[][] {
  return nothing.map((row, day) => row.map((_, hour) => changes[`${day} ${hour}`] ?? 0))
}

test('the busy hours fall into five groups, the empty ones into none', () => {
  const heat = heatMap(hours({ '0 9': 1, '0 10': 2, '0 11': 3, '0 12': 4, '0 13': 5 }))
  expect(heat.cells.slice(8, 15).map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 0])
  expect(heat.cells).toHaveLength(168)
  expect(heat.total).toBe(15)
})

test('a cell stands at its hour and day', () => {
  const { cells, width, height } = heatMap(nothing)
  // A column is 100/24 = 4.167 wide with a gap of 0.45, a row 100/7 = 14.286 high with one of 1.5.
  expect([width, height]).toEqual(['3.72%', '12.79%'])
  expect(cells[24 + 2]).toEqual({ x: '8.56%', y: '15.04%', step: 0 })
})

test('the finding names the busiest day and the weekend', () => {
  expect(heatMap(hours({ '1 9': 60, '2 9': 20, '6 9': 20 })).finding).toBe(
    'Most commits fall on a Tuesday, 20% on a weekend.',
  )
  expect(heatMap(nothing).finding).toBe('No commits in this period.')
})
