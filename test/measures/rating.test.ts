import { describe, expect, it } from 'vitest'
import type { MeasuredFile } from '../../src/measures/measured-commit.js'
import { letterOf, rate } from '../../src/measures/rating.js'

function file(path: string, additions = 10, changed: Partial<MeasuredFile> = {}): MeasuredFile {
  return {
    ...{ path, kind: 'code', language: 'TypeScript', additions, deletions: 0, binary: false },
    ...{ renamedFrom: null, complexityDelta: null, indentDelta: null, ...changed },
  }
}

const subject = 'Count the members of a team'

function commit(files: MeasuredFile[], changed: Partial<Parameters<typeof rate>[0]> = {}) {
  const message = changed.message ?? changed.subject ?? subject
  const plain = { type: 'feature', subject, skipped: null, isBot: false } as const
  return { ...plain, files, ...changed, message }
}

/** The points of one check, undefined where it does not apply. */
function points(check: string, ...of: Parameters<typeof commit>) {
  return rate(commit(...of)).checks.find((one) => one.check === check)?.points
}

describe('size', () => {
  it.each([
    [100, 2],
    [101, 1],
    [400, 1],
    [401, 0],
  ])('%i weighted lines: %i', (lines, expected) => {
    expect(points('size', [file('a.ts', lines)])).toBe(expected)
  })
})

describe('focus', () => {
  it.each([
    [['src/a.ts', 'src/b.ts'], 2],
    [['src/a.ts', 'test/b.ts'], 2],
    [['src/a.ts', 'test/b.ts', 'c.ts'], 1],
    [['a/1', 'b/2', 'c/3', 'd/4'], 1],
    [['a/1', 'b/2', 'c/3', 'd/4', '5'], 0],
    [['src/user.ts', 'test/user.test.ts', 'docs/user.md'], 2],
    [['app/user.py', 'tests/test_user.py', 'docs/user.md'], 2],
  ])('%j: %i', (paths, expected) => {
    expect(
      points(
        'focus',
        paths.map((path) => file(path)),
      ),
    ).toBe(expected)
  })

  it('leaves vendored and generated files out', () => {
    const other = { kind: 'generated' as const }
    const files = [file('a/1'), file('b/1', 1, other), file('c/2', 1, other), file('d/3')]
    expect(points('focus', files)).toBe(2)
  })
})

describe('tests', () => {
  it.each([
    // code, test lines
    [19, 0, undefined],
    [20, 0, 0],
    [20, 3, 1],
    [20, 4, 2],
    [100, 19, 1],
    [100, 20, 2],
  ])('%i code and %i test lines: %s', (code, test, expected) => {
    const files = [file('src/a.ts', code), file('test/a.ts', test, { kind: 'test' })]
    expect(points('tests', files)).toBe(expected)
  })
})

describe('complexity', () => {
  it.each([
    // decision points, code lines
    [null, 20, undefined],
    [1, 0, undefined],
    [-5, 20, 2],
    [2, 20, 2],
    [3, 20, 1],
    [5, 20, 1],
    [6, 20, 0],
  ])('%s decision points for %i lines: %s', (complexityDelta, lines, expected) => {
    expect(points('complexity', [file('a.ts', lines, { complexityDelta })])).toBe(expected)
  })
})

describe('message', () => {
  it.each([
    ['Fix it', 10, 0],
    ['Count the members of a team', 100, 2],
    ['Count the members of a team', 101, 1],
    ['Count the members of a team\n\nTwo were counted twice.', 101, 2],
    ['Count the members of a team\n\nSigned-off-by: A <a@b.c>', 101, 1],
    ['Count the members of a team (#12)', 101, 2],
    ['TEAM-12: count the members of a team', 101, 2],
    ['minor fixes and updates', 10, 0],
    ['fix(web): various changes', 10, 0],
    ['arreglos varios y mejoras', 10, 0],
    ['fix(web): keep the filters of a link', 10, 2],
    [`Count ${'x'.repeat(66)}`, 10, 2],
    [`Count ${'x'.repeat(67)}`, 10, 0],
  ])('%j at %i lines: %i', (message, lines, expected) => {
    const [first = ''] = message.split('\n')
    expect(points('message', [file('a.ts', lines)], { subject: first, message })).toBe(expected)
  })
})

describe('the letter', () => {
  it.each([
    [10, 10, 'A'],
    [6, 7, 'A'],
    [8, 10, 'B'],
    [7, 10, 'B'],
    [6, 10, 'C'],
    [5, 10, 'C'],
    [4, 10, 'D'],
    [3, 10, 'D'],
    [2, 10, 'E'],
    [0, 6, 'E'],
  ])('%i of %i is %s', (some, possible, expected) => {
    expect(letterOf(some, possible)).toBe(expected)
  })

  it('is that of the points of the checks that apply', () => {
    // Size 1, focus 2, tests 0, complexity 2, message 1: 6 of 10.
    const rating = rate(commit([file('src/a.ts', 200, { complexityDelta: 4 })]))
    expect(rating).toMatchObject({ letter: 'C', notRated: null, points: 6, possible: 10 })
    expect(rating.checks.map(({ because }) => because)).toEqual([
      '200 weighted lines',
      '1 top-level folder',
      '0 test lines for 200 code lines',
      '4 decision points for 200 code lines',
      'subject of 27 characters, no body or ticket',
    ])
    // Size, focus, message: 6 of 6.
    expect(rate(commit([file('README.md', 5, { kind: 'docs' })]))).toMatchObject({
      letter: 'A',
      possible: 6,
    })
  })
})

describe('not rated', () => {
  const files = [file('a.ts')]
  it.each([
    ['merge', commit(files, { type: 'merge', skipped: 'merge' })],
    ['not measured', commit(files, { skipped: 'oversized' })],
    ['bot', commit(files, { isBot: true })],
    ['revert', commit(files, { type: 'revert' })],
    ['nothing to rate', commit([])],
    ['nothing to rate', commit([file('a.lock', 9, { kind: 'generated' })])],
    [
      'nothing to rate',
      commit([file('a.csv', 9, { kind: 'data' }), file('b', 9, { kind: 'vendored' })]),
    ],
  ])('%s', (notRated, of) => {
    expect(rate(of)).toEqual({ letter: null, notRated, points: 0, possible: 0, checks: [] })
  })
})
