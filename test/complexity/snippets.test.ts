import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ComplexityDelta } from '../../src/complexity/complexity.js'
import { grammars } from '../../src/complexity/grammars.js'
import { decisionPoints } from '../support/decision-points.js'
import { snippets } from '../support/snippets.js'

const all = Object.entries(snippets)

it.each(all)('%s', (language, { text, points }) => {
  expect(decisionPoints(language, text)).toBe(points)
})

describe('a diff', () => {
  /** `@@`, `-` and `+` lines. */
  function delta(language: string, diff: string): number {
    const complexity = new ComplexityDelta(grammars[language]!)
    for (const line of diff.split('\n')) {
      const bytes = Buffer.from(line)
      if (line.startsWith('@@')) complexity.hunk()
      else complexity[line[0] === '-' ? 'removed' : 'added'](bytes, 1, bytes.length)
    }
    return complexity.delta
  }

  it.each([
    ['Java', 'counts both sides', '@@\n-if (a) {\n+if (a && b) {\n+while (c) {', 2],
    ['Java', 'begins inside a comment', '@@\n+ * if (a) or (b) && c\n+ */\n+if (d) {', 1],
    ['C', 'begins inside a comment without stars', '@@\n+if (a) && b\n+so */\n+if (d) {', 1],
    ['C', 'ends inside a comment', '@@\n+if (a) { /*\n+if (b)\n@@\n+if (c)', 2],
    ['Python', 'begins inside a docstring', '@@\n+    Or not, if so.\n+    """\n+    if a:', 1],
    [
      'Python',
      'rewords a docstring',
      '@@\n-    if the word is so or\n+    if the words are so and',
      0,
    ],
    [
      'Python',
      'opens a docstring on one side',
      '@@\n-    """\n-    if a\n+    if b:\n+    or c',
      2,
    ],
    ['Ruby', 'leaves a heredoc open', '@@\n+a = <<~EOS\n+if b\n@@\n+if c', 1],
    [
      'Go',
      'changes a script in a raw string',
      '@@\n-if [ $a ]; then\n+if [ $b ] || [ c ]; then',
      0,
    ],
    ['PHP', 'begins in a page', '@@\n+<p>so ? or so</p>\n+<?php if ($a): ?>\n+<b>if (b)</b>', 1],
    ['C#', 'begins with the mark of its encoding', '@@\n-\ufeff#if DEBUG\n+\ufeffusing A;', -1],
    ['Shell', 'removes one pattern of a case', '@@\n-  a|b)\n-    c && d ;;', -2],
  ])('of %s that %s', (language, _what, diff, expected) => {
    expect(delta(language, diff)).toBe(expected)
  })
})

describe.each(all)('%s, cut and mixed', (language, { text }) => {
  const bytes = Buffer.from(text)
  const cut = fc.tuple(
    fc.nat(bytes.length),
    fc.nat(bytes.length),
    fc.nat(bytes.length),
    fc.nat(255),
  )

  it('ends, and takes back exactly what it gave', () => {
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 8 }), (cuts) => {
        const mixed = cuts.reduce((code, [from, to, into, byte]) => {
          const piece = code.subarray(from, to)
          const parts = [code.subarray(0, into), piece, Buffer.of(byte), code.subarray(into)]
          return Buffer.concat(parts).subarray(0, 20_000)
        }, bytes)
        const complexity = new ComplexityDelta(grammars[language]!)
        for (const side of ['added', 'removed'] as const) {
          complexity.hunk()
          for (let start = 0; start < mixed.length; ) {
            const feed = mixed.indexOf(10, start)
            const end = feed === -1 ? mixed.length : feed
            complexity[side](mixed, start, end)
            start = end + 1
          }
          if (side === 'added') expect(complexity.delta).toBeGreaterThanOrEqual(0)
        }
        expect(complexity.delta).toBe(0)
      }),
      { numRuns: 200 },
    )
  })
})
