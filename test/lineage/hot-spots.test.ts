import { expect, test } from 'vitest'
import type { ChangedFiles } from '../../src/lineage/file-histories.js'
import { findHotSpots } from '../../src/lineage/hot-spots.js'

const change = (given: Partial<ChangedFiles> & Pick<ChangedFiles, 'paths'>): ChangedFiles => ({
  ...{ files: given.paths.length, isRecent: true, renamedFrom: [] },
  ...{ isCode: given.paths.map(() => true), points: given.paths.map(() => 0) },
  ...given,
})

test('multiplies decision points by the commits of the window, the largest being 100', () => {
  const spots = findHotSpots([
    change({ paths: [1, 2], points: [4, 1] }),
    change({ paths: [1], points: [-1] }),
    // Before the window: its points count, its commit does not.
    change({ paths: [1, 2], points: [5, 3], isRecent: false }),
  ])
  // File 1: 8 points x 2 commits = 16; file 2: 4 x 1 = 4.
  expect(spots).toEqual([
    { path: 1, commits: 2, decisionPoints: 8, score: 100 },
    { path: 2, commits: 1, decisionPoints: 4, score: 25 },
  ])
})

test('leaves out tests, files that lost more than was seen to come, and untouched ones', () => {
  const spots = findHotSpots([
    change({ paths: [1], points: [9], isCode: [false] }),
    change({ paths: [2], points: [-3] }),
    change({ paths: [3], points: [3], isRecent: false }),
  ])
  expect(spots).toEqual([])
})

test('keeps two hundred, and counts a commit once for a file it has under two names', () => {
  const paths = Array.from({ length: 250 }, (_, index) => index + 1)
  const many = findHotSpots([change({ paths, points: paths })])
  expect([many.length, many[0]?.path]).toEqual([200, 250])
  expect(findHotSpots([change({ paths: [7, 7], points: [1, 1] })])).toMatchObject([{ commits: 1 }])
})
