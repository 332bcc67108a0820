import { describe, expect, it } from 'vitest'
import { LineRuns } from '../../src/lineage/line-runs.js'
import { spliceHunks } from '../../src/lineage/splice-hunks.js'

/** Runs as text: three lines of commit 1, then two of commit 2, is `3×1 2×2`. */
const written = ({ pairs, rest }: LineRuns) => {
  const runs = pairs.flatMap((lines, at) => (at % 2 === 0 ? [`${lines}×${pairs[at + 1]}`] : []))
  return [...runs, rest === -3 ? 'end' : `…${rest}`].join(' ')
}

/** `-a,b +c,d` for each hunk. */
const hunks = (...all: [number, number, number, number][]) =>
  all.map(([firstRemoved, removed, firstAdded, added]) => ({
    ...{ firstRemoved, removed, firstAdded, added },
  }))

function splice(runs: LineRuns, ...all: [number, number, number, number][]) {
  const removed: [number, number, number][] = []
  const next = spliceHunks(runs, hunks(...all), 9, (lines, origin, hunk) => {
    removed.push([lines, origin, hunk])
  })
  return { next: written(next), removed }
}

describe('the next version of a file', () => {
  it('begins with the lines that made it', () => {
    expect(splice(LineRuns.none, [0, 0, 1, 5])).toEqual({ next: '5×9 end', removed: [] })
  })

  it('keeps what the window has not touched without knowing how much there is', () => {
    expect(splice(LineRuns.untouched, [10, 2, 10, 3])).toEqual({
      next: '9×-1 3×9 …-1',
      removed: [[2, -1, 0]],
    })
  })

  it('puts added lines behind the line named where none is removed', () => {
    const runs = new LineRuns([4, 1], -3)
    expect(splice(runs, [0, 0, 1, 1]).next).toBe('1×9 4×1 end')
    expect(splice(runs, [3, 0, 4, 2]).next).toBe('3×1 2×9 1×1 end')
    expect(splice(runs, [4, 0, 5, 2]).next).toBe('4×1 2×9 end')
  })

  it('tells whose lines went, hunk by hunk', () => {
    // Lines: 1 1 1 2 2 3. Hunk 0 replaces lines 3 and 4 by one; hunk 1 takes line 6 away.
    const runs = new LineRuns([3, 1, 2, 2, 1, 3], -3)
    expect(splice(runs, [3, 2, 3, 1], [6, 1, 4, 0])).toEqual({
      next: '2×1 1×9 1×2 end',
      removed: [
        [1, 1, 0],
        [1, 2, 0],
        [1, 3, 1],
      ],
    })
  })

  it('joins lines that have become neighbours', () => {
    expect(splice(new LineRuns([2, 1, 1, 2, 2, 1], -3), [3, 1, 2, 0]).next).toBe('4×1 end')
  })

  it('takes a file that is emptied, and lines that should not be there for unknown', () => {
    expect(splice(new LineRuns([3, 1], -3), [1, 3, 0, 0])).toEqual({
      next: 'end',
      removed: [[3, 1, 0]],
    })
    expect(splice(new LineRuns([1, 1], -3), [1, 3, 0, 0]).removed).toEqual([
      [1, 1, 0],
      [2, -2, 0],
    ])
  })

  it('leaves the version before as it was', () => {
    const runs = new LineRuns([4, 1], -3)
    splice(runs, [1, 4, 1, 1])
    expect(written(runs)).toBe('4×1 end')
  })
})
