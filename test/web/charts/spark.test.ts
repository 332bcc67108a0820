import { expect, test } from 'vitest'
import { spark } from '../../../src/web/charts/spark.js'

test('a sparkline rises from 0 at the bottom to its peak at the top', () => {
  expect(spark([0, 10])).toEqual({ line: 'M0,29L100,3', area: 'M0,29L100,3L100,32L0,32Z' })
})

test('nothing at all and a single value are flat lines', () => {
  expect(spark([0, 0]).line).toBe('M0,29L100,29')
  expect(spark([5]).line).toBe('M0,3L100,3')
})
