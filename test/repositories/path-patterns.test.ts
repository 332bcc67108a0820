import { describe, expect, it } from 'vitest'
import { PatternRefused, readPattern } from '../../src/repositories/path-patterns.js'

describe('a pattern', () => {
  it.each([
    ['dist/**', ['dist/a.js', 'dist/b/c.js', 'dist/.hidden'], ['src/dist/a.js', 'dist2/a']],
    ['dist/', ['dist/a.js', 'dist/b/c.js'], ['distant', 'src/dist/a.js']],
    ['./dist/', ['dist/a.js'], ['src/dist/a.js']],
    ['*.min.js', ['a.min.js', 'b/c/d.min.js'], ['a.js', 'a.min.js.map', 'amin.js']],
    ['**/test/*', ['test/a', 'b/test/a'], ['test/b/a', 'tests/a']],
    ['src/**/*.ts', ['src/a.ts', 'src/b/c/d.ts'], ['a.ts', 'src/a.tsx']],
    ['*.{png,svg}', ['a.png', 'b/c.svg'], ['a.jpg', 'png']],
    ['log[0-9].txt', ['log1.txt'], ['logx.txt', 'log12.txt']],
    ['v?.md', ['v1.md'], ['v10.md']],
    ['app/(group)/page.tsx', ['app/(group)/page.tsx'], ['app/group/page.tsx']],
    ['a+b|c^$.!x', ['a+b|c^$.!x'], ['aab', 'c']],
    ['!dist/**', ['!dist/a'], ['src/a', 'dist/a']],
    ['docs/**', ['docs/line\nfeed/a'], []],
    ['Readme', ['Readme', 'a/Readme'], ['README']],
    ['🦜/**', ['🦜/a'], ['a']],
  ])('%s means these paths and not those', (typed, meant, others) => {
    const { matches } = readPattern(typed)
    expect(meant.filter((path) => !matches(path))).toEqual([])
    expect(others.filter((path) => matches(path))).toEqual([])
  })

  it.each([
    ['', 'Type a pattern such as dist/** or *.min.js.'],
    ['   ', 'Type a pattern such as dist/** or *.min.js.'],
    ['/', 'Type a pattern such as dist/** or *.min.js.'],
    ['**', 'It is true of every file: exclude the repository instead.'],
    ['*', 'It is true of every file: exclude the repository instead.'],
    ['**/*', 'It is true of every file: exclude the repository instead.'],
    ['**/*.*', 'It is true of every file: exclude the repository instead.'],
    ['{*,?}', 'It is true of every file: exclude the repository instead.'],
    ['a'.repeat(10_000), 'Use at most 200 characters.'],
    ['a\nb', 'Leave out line breaks and other control characters.'],
    ['a\0b', 'Leave out line breaks and other control characters.'],
    ['a**b', 'Write ** between slashes, as in docs/**, or a single *.'],
    ['*a*a*a*a*a*a*b', 'It has too many stars or choices: write several simpler patterns.'],
    ['**/a/**/b/**/c/**/d', 'It has too many stars or choices: write several simpler patterns.'],
    [`{${'a,'.repeat(30)}b}`, 'It has too many stars or choices: write several simpler patterns.'],
    ['{a,{b,c}}', 'Close each { and [ once, and put none inside another.'],
    ['{a,b', 'Close each { and [ once, and put none inside another.'],
    ['[ab', 'Close each { and [ once, and put none inside another.'],
    ['[]x', 'Close each { and [ once, and put none inside another.'],
  ])('%j is not taken', (typed, advice) => {
    const read = () => readPattern(typed)
    expect(read).toThrow(PatternRefused)
    expect(read).toThrow(advice)
  })

  it.each([
    ['(a+)+b', `${'a'.repeat(1000)}!`],
    ['(x+x+)+y', 'x'.repeat(1024)],
    ['+(a|aa)+(b)', 'a'.repeat(1024)],
    ['@(a|b)*(c|d)x', 'c'.repeat(1024)],
    ['\\(a+)+', 'a'.repeat(1024)],
    ['{1..100000}x', '1'.repeat(1024)],
    ['[a-z]*[a-z]*[a-z]*!', 'a'.repeat(255)],
    ['**/x/**/y/**/z', 'x/'.repeat(400)],
  ])('%s is no trap: it answers for a path made to hurt', (typed, path) => {
    expect(readPattern(typed).matches(path)).toBe(false)
  })
})
