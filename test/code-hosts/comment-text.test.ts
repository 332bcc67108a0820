import { toUSVString } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commentText } from '../../src/code-hosts/comment-text.js'

/** Stands for code: it must never come out. */
const code = 'SECRET'

describe('code is taken out of', () => {
  test.each([
    ['a fence', 'Before\n```js\nSECRET\n```\nAfter', 'Before\nAfter'],
    ['a fence of tildes', 'Before\n~~~\nSECRET\n```\nSECRET\n~~~\nAfter', 'Before\nAfter'],
    ['a longer fence', 'Before\n````\n```\nSECRET\n```\n````\nAfter', 'Before\nAfter'],
    ['a fence that never closes', 'Before\n```\nSECRET\n\nSECRET', 'Before'],
    ['a fence in a list', '- Before\n  ```\n  SECRET\n  ```\n- After', '- Before\n- After'],
    ['a fence beside a list mark', '1. ```\n   SECRET\n   ```\nAfter', 'After'],
    ['a quoted fence', '> Before\n> ```\n> SECRET\n> ```\n\nAfter', '> Before\n\nAfter'],
    ['GitHub’s suggestion', 'Try\n```suggestion\nSECRET\n```', 'Try'],
    ['GitLab’s suggestion', 'Try\n```suggestion:-0+2\nSECRET\n```', 'Try'],
    ['Bitbucket’s suggestion', '```suggestion\r\nSECRET\r\n```\r\nAs said', 'As said'],
    ['an indented block', 'Before\n\n    SECRET\n\tSECRET\n\nAfter', 'Before\n\nAfter'],
    ['an indented block at the start', '    * SECRET\nAfter', 'After'],
    ['inline code', 'Use `SECRET` instead of `SECRET`.', 'Use instead of .'],
    ['longer inline code', 'Use ``SEC`RET`` and ``SECRET``', 'Use'],
    ['inline code over two lines', 'Use `SECRET\nSECRET` here', 'Use here'],
    ['inline code that never closes', 'Use `SECRET SECRET\nhere', 'Use\nhere'],
    ['between stray backticks', 'It isn`t `SECRET` is it', 'It isn'],
    ['between escaped backticks', '\\` a `SECRET` b \\` c', '\\'],
    ['<code>', 'Use <code>SECRET</code> here', 'Use here'],
    ['<pre>', 'A <PRE class="x"><b>SECRET</b>\n\nSECRET</PRE > b', 'A b'],
    ['<pre> that never closes', 'Before <pre>SECRET\n\nSECRET', 'Before'],
    ['wiki marks', 'Before {code:java}SECRET{code} after {noformat}SECRET', 'Before after'],
    ['a diff', 'See\n@@ -1,2 +1,2 @@ f()\n SECRET\n-SECRET\n+SECRET\nAfter', 'See\nAfter'],
    ['a quoted diff', '> @@ -1 +1 @@\n> +SECRET\n\nAfter', 'After'],
    ['a diff with its names', 'diff --git a/S b/S\n--- a/SECRET\n+++ b/SECRET\nAfter', 'After'],
    ['lines of a diff', 'See\n+SECRET(x)\n-SECRET(y)\n> + SECRET', 'See'],
    ['pasted statements', 'It says\nreturn SECRET;\nif (SECRET) {\n}\nAfter', 'It says\nAfter'],
  ])('%s', (_, written, expected) => {
    expect(commentText(written)).toBe(expected)
    expect(commentText(written)).not.toContain(code)
  })
})

describe('words stay', () => {
  test.each([
    ['+1', '+1'],
    ['-1 for this', '-1 for this'],
    ['- one\n- two\n    - beneath', '- one\n- two\n- beneath'],
    ['> quoted\n\nAnswer', '> quoted\n\nAnswer'],
    ['Ünïcode 👍 漢字', 'Ünïcode 👍 漢字'],
    [
      '<details><summary>More</summary>words</details>',
      '<details><summary>More</summary>words</details>',
    ],
    ['a\n\n\n\n\nb', 'a\n\nb'],
    ['', ''],
  ])('%j', (written, expected) => {
    expect(commentText(written)).toBe(expected)
  })
})

test('nothing unseen comes out', () => {
  expect(commentText('a\u0000b\u001b[31m\u202ec\ud800\ufeffd\u007f')).toBe('ab[31mc\ufffdd')
})

test('2 KB are kept, and no half characters', () => {
  const text = commentText(`a${'👍'.repeat(2_000)}`)
  expect(text).toBe(`a${'👍'.repeat(511)}`)
  expect(Buffer.byteLength(commentText('ä'.repeat(5_000)))).toBe(2_048)
})

const prose = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '\n', '>', '-', 'é') })
const run = fc.integer({ min: 1, max: 5 }).map((length) => '`'.repeat(length))

test('no text between equal backticks survives, whatever stands around it', () => {
  const span = fc.tuple(prose, run).map(([text, ticks]) => `${text}x${ticks}${code}${ticks}y`)
  fc.assert(
    fc.property(fc.array(span, { minLength: 1 }), prose, (spans, end) => {
      expect(commentText(spans.join('') + end)).not.toContain(code)
    }),
  )
})

test('no backtick survives, no control character, and no more than 2 KB', () => {
  const odd = fc.string({
    unit: fc.constantFrom('`', '~', '\\', ' ', '\n', '\t', '<code>', 'a', '\0'),
  })
  fc.assert(
    fc.property(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 5_000 })), (written) => {
      const text = commentText(written)
      expect(text).not.toMatch(/`|[^\P{Cc}\n]/u)
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_048)
      expect(text === toUSVString(text)).toBe(true)
    }),
  )
})

test('fenced code never survives, whichever fence and wherever', () => {
  const mark = fc.constantFrom('```', '````', '~~~', '~~~~~')
  const lead = fc.constantFrom('', '  ', '> ', '- ', '1. ')
  fc.assert(
    fc.property(prose, mark, lead, fc.boolean(), prose, (before, fence, start, isClosed, after) => {
      const block = `${start}${fence}js\n${code}\n${isClosed ? `${fence}\n` : ''}`
      expect(commentText(`${before}\n${block}${after}`)).not.toContain(code)
    }),
  )
})

test('hostile comments take no time of their own', () => {
  for (const piece of [
    '<pre',
    '`',
    '``` `',
    '> ',
    '{code:',
    '\\`',
    '~~~\n',
    '<code><pre>',
    '@@ -1\n',
  ]) {
    expect(commentText(piece.repeat(200_000)).length).toBeLessThanOrEqual(2_048)
  }
})
