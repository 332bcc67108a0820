import { expect, test } from 'vitest'
import { ratingsOf } from '../../src/metrics/ratings.js'
import { addUp } from '../../src/metrics/sums.js'

const none = addUp([])

test('the median grade is that of the effort, not of the number of changes', () => {
  const ratings = ratingsOf({
    ...none,
    ...{ gradeA: 18, gradeD: 2, gradeAEffort: 40, gradeDEffort: 60 },
  })
  expect(ratings).toMatchObject({ graded: 20, median: 'D' })
  expect(ratings.shares.map(({ grade, changes, share }) => [grade, changes, share])).toEqual([
    ...[['A', 18, 0.4] as const, ['B', 0, 0] as const, ['C', 0, 0] as const],
    ...[['D', 2, 0.6] as const, ['E', 0, 0] as const],
  ])
})

test('without effort the changes are counted', () => {
  expect(ratingsOf({ ...none, gradeB: 12, gradeE: 8 })).toMatchObject({ median: 'B' })
})

test('fewer than twenty graded changes have no grade', () => {
  expect(ratingsOf({ ...none, gradeA: 19, gradeAEffort: 1 }).median).toBeNull()
  expect(ratingsOf(none)).toMatchObject({ graded: 0, median: null })
})
