import { describe, expect, it } from 'vitest'
import { IndentDelta } from '../../src/complexity/indentation.js'

/** `-` and `+` lines in hunks, as a diff without context shows them. */
function delta(...hunks: string[]): number {
  const indent = new IndentDelta()
  for (const hunk of hunks) {
    indent.hunk()
    for (const line of hunk.split('\n')) {
      const bytes = Buffer.from(line)
      if (line[0] === '-') indent.removed(bytes, 1, bytes.length)
      else indent.added(bytes, 1, bytes.length)
    }
  }
  return indent.delta
}

describe('indent levels', () => {
  it.each([
    ['of steps of two', '+a\n+  b\n+    c\n+  d', 4],
    ['of steps of four', '+a\n+    b\n+        c', 3],
    ['of steps of three', '+a\n+   b\n+      c', 3],
    ['of tabs', '+a\n+\tb\n+\t\tc', 3],
    ['of tabs and spaces', '+\tb\n+\t    c', 3],
    ['of a line on its own, by its width', '+      a', 3],
    ['of widths that are multiples of four', '+        a\n+                b', 6],
    ['of removed lines', '-    a\n-        b', -3],
    ['of lines moved in', '-a\n+    a', 1],
    ['of no line', '+', 0],
    ['without blank lines', '+    a\n+        \n+\t\r\n+    b', 2],
    ['of carriage returns', '+    a\r\n+        b\r', 3],
  ])('%s', (_name, hunk, expected) => {
    expect(delta(hunk)).toBe(expected)
  })

  it('finds one unit for the whole file', () => {
    expect(delta('+a\n+  b', '+        c')).toBe(1 + 4)
  })

  it('takes no step between lines that do not stand together', () => {
    expect(delta('+    a', '+  b', '+    c')).toBe(2 + 1 + 2)
    // A step of four, none of two: ten spaces are two levels and a half.
    expect(delta('-    a\n+  b', '+        c\n+    d')).toBe(3)
  })

  it('rounds alike on both sides', () => {
    expect(delta('+  a\n+    b\n+        c\n+            d', '-       e')).toBe(5)
    expect(delta('-  a\n-    b\n-        c\n-            d', '+       e')).toBe(-5)
    expect(delta('+    a\n+        b', '-  c')).toBe(3)
    expect(delta('-    a\n-        b', '+  c')).toBe(-3)
  })
})
