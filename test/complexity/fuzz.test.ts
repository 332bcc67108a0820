// biome-ignore-all lint/suspicious/noTemplateCurlyInString: code of other languages is the data here
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ComplexityDelta } from '../../src/complexity/complexity.js'
import { grammars } from '../../src/complexity/grammars.js'
import { IndentDelta } from '../../src/complexity/indentation.js'

/** Pieces that open, close, escape and interrupt literals in one language or another. */
const pieces = [
  ...[
    '"',
    "'",
    '`',
    '"""',
    "'''",
    '\\',
    '\\\\',
    '/',
    '//',
    '/*',
    '*/',
    '* ',
    '#',
    '# ',
    '#if ',
    '--',
  ],
  ...[
    '[[',
    ']]',
    '[==[',
    ']==]',
    '--[[',
    '=begin',
    '=end',
    '=pod',
    '=cut',
    '<<EOF',
    '<<~EOF',
    '<<<EOF',
  ],
  ...[
    'EOF',
    '${',
    '#{',
    '\\(',
    '$(',
    '{',
    '}',
    '{{',
    '}}',
    '(',
    ')',
    '[',
    ']',
    '<',
    '>',
    '?>',
    '<?php',
  ],
  ...[
    'r#"',
    '"#',
    'R"x(',
    ')x"',
    '@"',
    '$"',
    '$@"',
    '#"',
    '##"',
    "b'",
    'f"',
    "rb'",
    '%w[',
    '%q(',
    '?x',
  ],
  ...[
    'if',
    'if (',
    'for',
    'while',
    'case',
    'match',
    'when',
    'catch',
    'else',
    'end',
    'and',
    'or',
    'in',
  ],
  ...[
    '&&',
    '||',
    '??',
    '?',
    '?.',
    '?:',
    '->',
    '=>',
    '::',
    ':',
    ';',
    ',',
    '.',
    '=',
    '|',
    '&',
    '<#',
    '#>',
  ],
  ...[
    ' ',
    '\t',
    '  ',
    '\r',
    'a',
    'Name',
    '1',
    '0x1',
    'é',
    '\ufeff',
    '$x',
    '@x',
    '\0',
    '\x7f',
    '。',
  ],
]

const line = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 4 }),
  },
)
const lines = fc.array(
  line.map((parts) => Buffer.from(parts.join('').replaceAll('\n', ' '))),
  { maxLength: 12 },
)
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))

type Meter = ComplexityDelta | IndentDelta
type Side = 'added' | 'removed'

function read(meter: Meter, side: Side, lines: Buffer[]): Meter {
  for (const one of lines) meter[side](one, 0, one.length)
  return meter
}

/** One language of those that share a grammar. */
const languages = [...new Map(Object.entries(grammars).map(([name, one]) => [one, name])).values()]

describe.each(languages)('%s, whatever the lines hold', (language) => {
  const meter = () => new ComplexityDelta(grammars[language]!)

  it('ends, and counts no less than nothing', () => {
    fc.assert(
      fc.property(lines, (lines) => {
        expect(read(meter(), 'added', lines).delta).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 200 },
    )
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 6 }), (lines) => {
        expect(read(meter(), 'added', lines).delta).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 100 },
    )
  })

  it('takes back exactly what it gave', () => {
    fc.assert(
      fc.property(lines, lines, (some, others) => {
        const there = meter()
        there.hunk()
        read(there, 'removed', some)
        read(there, 'added', others)
        const back = meter()
        back.hunk()
        read(back, 'removed', others)
        read(back, 'added', some)
        expect(there.delta + back.delta).toBe(0)
        const both = read(meter(), 'added', some)
        both.hunk()
        expect(read(both, 'removed', some).delta).toBe(0)
      }),
      { numRuns: 100 },
    )
  })

  it('reads each line where it stands: what surrounds it in memory is of no weight', () => {
    fc.assert(
      fc.property(lines, lines, (some, around) => {
        const plain = read(meter(), 'added', some).delta
        const amid = meter()
        for (const one of some) {
          const before = Buffer.concat(around)
          const all = Buffer.concat([before, one, ...around])
          amid.added(all, before.length, before.length + one.length)
        }
        expect(amid.delta).toBe(plain)
      }),
      { numRuns: 100 },
    )
  })

  it('forgets a hunk when the next begins', () => {
    fc.assert(
      fc.property(lines, lines, (some, others) => {
        const apart = read(meter(), 'added', some).delta + read(meter(), 'added', others).delta
        const together = read(meter(), 'added', some)
        together.hunk()
        expect(read(together, 'added', others).delta).toBe(apart)
      }),
      { numRuns: 100 },
    )
  })

  it('reads the longest line the reader shows, of any one piece', () => {
    for (const piece of pieces) {
      const text = Buffer.from(piece.repeat(Math.floor(65_536 / Buffer.byteLength(piece))))
      expect(read(meter(), 'added', [text]).delta).toBeGreaterThanOrEqual(0)
    }
  })
})

it('indentation takes back exactly what it gave', () => {
  fc.assert(
    fc.property(lines, lines, (some, others) => {
      const there = read(read(new IndentDelta(), 'removed', some), 'added', others)
      const back = new IndentDelta()
      back.hunk()
      read(back, 'removed', others)
      read(back, 'added', some)
      expect(there.delta + back.delta).toBe(0)
    }),
  )
})
