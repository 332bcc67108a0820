import { expect, test } from 'vitest'
import { followRenames } from '../../src/lineage/file-histories.js'

const change = (paths: number[], renamedFrom: number[] = paths.map(() => 0)) => ({
  paths,
  renamedFrom,
})

function followed(...changes: ReturnType<typeof change>[]): number[][] {
  followRenames(changes)
  return changes.map(({ paths }) => paths)
}

test('gives a renamed file all that was done under its older names', () => {
  // Newest first: 3 was 2, which was 1.
  expect(followed(change([3]), change([3], [2]), change([2], [1]), change([1, 9]))).toEqual([
    ...[[3], [3], [3]],
    [3, 9],
  ])
})

test('leaves another file at the path that was left what is its own', () => {
  // 1 became 2; later a new file was made at 1.
  expect(followed(change([1]), change([2], [1]), change([1]))).toEqual([[1], [2], [2]])
})

test('follows two files that change places by way of one commit', () => {
  expect(followed(change([1, 2], [2, 1]), change([1]), change([2]))).toEqual([[1, 2], [2], [1]])
})
