// biome-ignore-all lint/suspicious/noTemplateCurlyInString: JavaScript is the data here
import { describe, expect, it } from 'vitest'
import { ComplexityDelta } from '../../src/complexity/complexity.js'
import { grammars } from '../../src/complexity/grammars.js'

/** Decision points of lines that are added together. */
function points(...lines: string[]): number {
  const complexity = new ComplexityDelta(grammars.TypeScript!)
  for (const line of lines) {
    const bytes = Buffer.from(`+${line}\n`)
    complexity.added(bytes, 1, bytes.length - 1)
  }
  return complexity.delta
}

describe('decision points of a line', () => {
  it.each([
    ['if (a) b()', 1],
    ['} else if (a) {', 1],
    ['} else {', 0],
    ['for (const a of b) {', 1],
    ['for await (const a of b) {', 1],
    ['while (a && b || c) {', 3],
    ['do {', 0],
    ['} while (a)', 1],
    ['switch (a) { case 1: case 2: default: }', 2],
    ['try { a() } catch { b() }', 1],
    ['try { a() } catch (error) { b() }', 1],
    ['promise.catch(() => {})', 1],
    ['const a = b ? c : d', 1],
    ['const a = b ?? c', 1],
    ['a ??= b', 1],
    ['a ||= b', 1],
    ['a?.b?.[c]?.(d)', 0],
    ['a?.5:1', 1],
    ['function f(a?: string, b?) {}', 0],
    ['interface A { b?: string; c?(): void }', 0],
    ['type A = [string?, number?]', 0],
    ['type A<T> = T extends string ? 1 : 2', 1],
    ['const f = (a?) => a', 0],
    ['a & b | c', 0],
    ['// if (a && b) {', 0],
    ['a() // if (b)', 0],
    ['a /* if (b) */ && c', 1],
    [' * if (a) then b && c', 0],
    ['"if (a && b)"', 0],
    ["'if (a) \\' && b'", 0],
    ['`if (a) ${b && c} || d`', 1],
    ['`${`${a ? 1 : 2}`} && ${b || c}`', 2],
    ['`${{ a: { b: 1 } }} && `', 0],
    ['const a = /if (b) && [/&&]||/g && c', 1],
    ['return /&&/.test(a)', 0],
    ['a = b / c && d / e', 1],
    ['x = (a + b) / 2 && c / d', 1],
    ['<p>Wait for it, while we work in case of an if</p>', 0],
    ["<p>Don't wait</p>{a && <b/>}", 1],
    ['<Fragment>{a ? <b /> : <i />}</Fragment>', 1],
    ['<A b={c} /> // &&', 0],
    ['iffy(); fore(); meanwhile(); $if(a); caseOf(b)', 0],
    ['naïve && été', 1],
    ['', 0],
  ])('%s has %i', (line, expected) => {
    expect(points(line)).toBe(expected)
  })
})

describe('decision points of lines together', () => {
  it('skips comments and templates that go on over lines', () => {
    expect(points('/*', 'if (a) {', '*/ if (b) {', '`', 'if (c) {', '` && d')).toBe(2)
  })

  it('takes back what stood in a comment whose beginning is not in the hunk', () => {
    expect(points('if (a) && b', 'and more */', 'if (c) {')).toBe(1)
    expect(points(' * if (a) b', ' */', 'if (c) {')).toBe(1)
  })

  it('does not carry an open string over the line', () => {
    expect(points("it's", 'if (a) {')).toBe(1)
  })
})

it('subtracts removed lines, and starts anew with every hunk', () => {
  const complexity = new ComplexityDelta(grammars.JavaScript!)
  const say = (side: 'added' | 'removed', line: string) => {
    const bytes = Buffer.from(line)
    complexity[side](bytes, 0, bytes.length)
  }
  complexity.hunk()
  say('removed', 'if (a) { /*')
  say('removed', 'if (b)')
  say('added', 'if (a || b || c) {')
  complexity.hunk()
  say('added', 'while (a)')
  expect(complexity.delta).toBe(-1 + 3 + 1)
})
