import { expect, test } from 'vitest'
import type { Percentiles } from '../../src/metrics/phases.js'
import { deliveryVerdict, spell } from '../../src/reports/delivery-verdict.js'

const hours = (median: number | null, n = 40): Percentiles => ({
  ...{ n, p25: null, p75: null, p90: null, median: median === null ? null : median * 3600 },
})

const said = (now: Percentiles, before: Percentiles | null, merged = now.n) =>
  deliveryVerdict({
    ...{ merged, shown: now, compared: before && { now, before }, pullsHref: '/pull-requests' },
    ...{ when: 'in the last 90 days', comparedWith: 'the 90 days before' },
  })
    .map(({ text }) => text)
    .join('')

test.each([
  [18, 20, 'Delivery is getting faster.', '10% faster than in the 90 days before.'],
  [18.2, 20, 'Delivery is steady.', '9% faster than in the 90 days before.'],
  [20.2, 20, 'Delivery is steady.', ', as in the 90 days before.'],
  [21.9, 20, 'Delivery is steady.', '10% slower than in the 90 days before.'],
  [22, 20, 'Delivery is slowing.', '10% slower than in the 90 days before.'],
])('a median of %d after %d hours', (now, before, tone, end) => {
  const text = said(hours(now), hours(before))
  expect(text).toContain(tone)
  expect(text).toContain(`Pull requests merge in ${now.toFixed(1)} hours, `)
  expect(text.endsWith(end)).toBe(true)
})

test('too few pull requests are not judged, and a thin past is not compared with', () => {
  expect(said(hours(5, 6), null)).toBe(
    'Too little to judge: 6 pull requests merged in the last 90 days.',
  )
  expect(said(hours(null, 1), null)).toMatch(/^Too little to judge: 1 pull request merged/)
  expect(said(hours(null, 0), null)).toBe('No pull request was merged in the last 90 days.')
  expect(said(hours(20), hours(40, 9))).toMatch(/^This is how changes get in\..*90 days\.$/)
})

test('times are spelled in the unit that they read best in', () => {
  expect([spell(20), spell(1800), spell(17.6 * 3600), spell(50 * 3600)]).toEqual([
    ...['1 minutes', '30 minutes', '17.6 hours', '2.1 days'],
  ])
})
