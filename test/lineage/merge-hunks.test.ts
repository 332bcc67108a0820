import { expect, test } from 'vitest'
import type { CombinedFile } from '../../src/git/combined-diff.js'
import { LineRuns } from '../../src/lineage/line-runs.js'
import { mergeHunks } from '../../src/lineage/merge-hunks.js'

const file = (given: Partial<CombinedFile>): CombinedFile => ({
  ...{ path: Buffer.from('a.js'), absent: [false, false], sameAs: null },
  ...{ isDeleted: false, isBinary: false, hunks: [], blobs: [] },
  ...given,
})

const [first, second] = [0b01, 0b10]
const kept = (parents: number, lines: number) => ({ parents, lines, isRemoved: false })
const gone = (parents: number, lines: number) => ({ parents, lines, isRemoved: true })

test('gives each line to the first parent that has it, and to the merge what none has', () => {
  // The first parent: 2 lines before the window, 3 of commit 1. The second: 4 of commit 2, then as before.
  const parents = [new LineRuns([2, -1, 3, 1], -1), new LineRuns([4, 2], -1)]
  const hunk = {
    first: 3,
    spans: [kept(first, 2), gone(first, 1), gone(second, 1), kept(second, 1), kept(0, 2)],
  }
  // Lines 1-2 are in both, so the first parent's; 3-4 of commit 1, one more of which is gone; the
  // second parent's third line is gone and its fourth stays; two are the merge's own.
  expect(mergeHunks(file({ hunks: [hunk] }), parents, 7)).toEqual(
    new LineRuns([2, -1, 2, 1, 1, 2, 2, 7], -1),
  )
})

test('does not guess where a parent may have the file under another name', () => {
  const hunk = { first: 1, spans: [kept(second, 1), kept(0, 2)] }
  const parents = [LineRuns.untouched, new LineRuns([2, 2], -3)]
  expect(mergeHunks(file({ absent: [true, false], hunks: [hunk] }), parents, 7).pairs).toEqual([
    ...[1, 2, 2, -2],
    ...[1, 2],
  ])
})

test('takes a file whose mode alone was merged from the parent with its content', () => {
  const parents = [LineRuns.untouched, new LineRuns([2, 2], -3)]
  expect(mergeHunks(file({ sameAs: 1 }), parents, 7)).toBe(parents[1])
})

test('knows nothing of the lines of a merged binary', () => {
  const parents = [LineRuns.untouched, LineRuns.untouched]
  expect(mergeHunks(file({ isBinary: true }), parents, 7)).toBe(LineRuns.unknown)
})
