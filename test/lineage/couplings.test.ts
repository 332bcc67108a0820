import { expect, test } from 'vitest'
import { findCouplings } from '../../src/lineage/couplings.js'
import type { ChangedFiles } from '../../src/lineage/file-histories.js'

const change = (paths: number[], given: Partial<ChangedFiles> = {}): ChangedFiles => ({
  ...{ files: paths.length, isRecent: true, paths, renamedFrom: [], isCode: [], points: [] },
  ...given,
})

const times = (count: number, paths: number[], given?: Partial<ChangedFiles>) =>
  Array.from({ length: count }, () => change([...paths], given))

test('is shared commits over the mean of the commits touching either', () => {
  // 1 and 2 together six times, 1 alone twice, 2 alone four times: 6 / ((8 + 10) / 2).
  const changes = [...times(6, [2, 1]), ...times(2, [1]), ...times(4, [2])]
  expect(findCouplings(changes)).toEqual([{ path: 1, other: 2, shared: 6, degree: 6 / 9 }])
})

test('asks for five shared commits, in the window', () => {
  expect(findCouplings(times(4, [1, 2]))).toEqual([])
  expect(findCouplings([...times(4, [1, 2]), change([1, 2], { isRecent: false })])).toEqual([])
  expect(findCouplings(times(5, [1, 2]))).toMatchObject([{ shared: 5, degree: 1 }])
})

test('leaves changes of more than thirty files out of both counts', () => {
  const changes = [...times(5, [1, 2]), ...times(5, [1, 2], { files: 31 })]
  expect(findCouplings(changes)).toMatchObject([{ shared: 5, degree: 1 }])
  expect(findCouplings(times(5, [1, 2], { files: 30 }))).toHaveLength(1)
})

test('does not pair a file with itself, and puts the closest first', () => {
  const changes = [...times(5, [3, 3, 4]), ...times(5, [1, 2]), ...times(1, [1])]
  expect(findCouplings(changes).map(({ path, other }) => [path, other])).toEqual([
    [3, 4],
    [1, 2],
  ])
})
