import { describe, expect, it } from 'vitest'
import type { FileKind } from '../../src/files/file-kinds.js'
import { calibrate, effort, firstK } from '../../src/measures/effort.js'
import { effortless } from '../../src/measures/effortless.js'
import { weightedLines } from '../../src/measures/weighted-lines.js'

describe('weighted lines', () => {
  it.each<[FileKind, number, number, number]>([
    ['code', 10, 4, 12],
    ['test', 10, 0, 7],
    ['config', 10, 0, 5],
    ['docs', 10, 10, 6],
    ['data', 100, 0, 10],
    ['vendored', 1000, 0, 0],
    ['generated', 1000, 0, 0],
    ['code', 0, 1, 0.5],
    ['code', 501, 0, 500],
    ['data', 9000, 0, 500],
  ])('of a %s file with +%i -%i are %d', (kind, additions, deletions, expected) => {
    expect(weightedLines([{ kind, additions, deletions }])).toBeCloseTo(expected)
  })

  it('add up, each file capped alone', () => {
    const file = { kind: 'code' as const, additions: 9000, deletions: 0 }
    expect(weightedLines([file, file, { ...file, additions: 10 }])).toBe(1010)
    expect(weightedLines([])).toBe(0)
  })
})

describe('effort', () => {
  it.each<[number, number | null, number, number, number, number]>([
    // L, gap, k: low, mid, high in minutes
    [0, null, 12, 6, 12, 24],
    [99, null, 12, 60, 120, 240],
    [99, null, 4, 20, 40, 80],
    // 12 x sqrt(1 + 24) = 60; sqrt(60 x 15) = 30
    [24, 15, 12, 15, 30, 60],
    [24, 60, 12, 60, 60, 60],
    // sqrt(60 x 120) = 84.85
    [24, 120, 12, 60, 84.853, 120],
    [24, 121, 12, 30, 60, 120],
    [24, -1, 12, 30, 60, 120],
    // A gap of nothing counts as a minute: sqrt(60 x 1) = 7.746
    [24, 0, 12, 1, 7.746, 60],
    // 12 x sqrt(1 + 6399) = 960
    [6399, null, 12, 480, 960, 960],
    [1e6, null, 40, 960, 960, 960],
  ])('of L %d after %s minutes, k %i: %d, %d, %d', (weightedLines, gapMinutes, k, ...minutes) => {
    const { low, mid, high } = effort({ weightedLines, gapMinutes, k })
    const expected = minutes.map((value) => expect.closeTo(value, 2))
    expect([low, mid, high]).toEqual(expected)
  })

  it('says by which method', () => {
    expect(effort({ weightedLines: 1, gapMinutes: null, k: 12 }).method).toBe('size')
    expect(effort({ weightedLines: 1, gapMinutes: 5, k: 12 }).method).toBe('size and session')
  })
})

describe('k', () => {
  const pairs = (count: number, gapMinutes: number, weightedLines = 24) =>
    Array.from({ length: count }, () => ({ gapMinutes, weightedLines }))

  it('is 12 until there are 200 pairs', () => {
    expect(calibrate([])).toBe(firstK)
    expect(calibrate(pairs(199, 50))).toBe(12)
  })

  it('is the median of gap / sqrt(1 + L)', () => {
    // 50 / sqrt(25) = 10; 25 / sqrt(25) = 5
    expect(calibrate(pairs(200, 50))).toBe(10)
    expect(calibrate([...pairs(100, 50), ...pairs(100, 25)])).toBe(7.5)
    expect(calibrate([...pairs(101, 50), ...pairs(100, 25)])).toBe(10)
  })

  it('is held within 4 and 40', () => {
    expect(calibrate(pairs(200, 5))).toBe(4)
    expect(calibrate(pairs(200, 120, 3))).toBe(40)
  })

  it('leaves out pairs that are not of one session', () => {
    expect(calibrate([...pairs(199, 50), ...pairs(500, 121), ...pairs(500, -3)])).toBe(12)
  })
})

describe('no effort', () => {
  const facts = { type: 'fix', subject: 'a', message: 'a', skipped: null, isBot: false } as const
  const revert = { ...facts, type: 'revert', subject: 'Revert "a"' } as const

  it.each([
    ['a commit of a human', facts, false],
    ['a bot', { ...facts, isBot: true }, true],
    ['a merge', { ...facts, skipped: 'merge' as const }, true],
    ['a boundary commit', { ...facts, skipped: 'boundary' as const }, true],
    ['git revert', { ...revert, message: 'Revert "a"\n\nThis reverts commit 0123abc.' }, true],
    ["GitHub's button", { ...revert, message: 'Revert "a" (#2)\n\nReverts o/r#1' }, true],
    [
      'a reverted merge',
      {
        ...revert,
        message:
          'Revert "a"\n\nThis reverts commit 0123abc, reversing\nchanges made to 456def.\n\nSigned-off-by: A <a@b.c>',
      },
      true,
    ],
    [
      'a revert with a reason',
      { ...revert, message: 'Revert "a"\n\nThis reverts commit 0123abc.\n\nIt broke b.' },
      false,
    ],
    ['a revert by hand', { ...revert, subject: 'Take a out again' }, false],
  ])('%s', (_what, commit, expected) => {
    expect(effortless(commit)).toBe(expected)
  })
})
