/** Strings of the languages with braces that end as they begin, and characters. */
import {
  apostrophe,
  atSign,
  backslash,
  capitalR,
  dollar,
  hash,
  letterR,
  openParenthesis,
  quote,
} from './bytes.js'
import { byteAt, type Line, wordStart } from './line.js'
import { block, literal, type Opener } from './literal.js'

/** No more marks than this say how a string closes. */
const longestMark = 32

/** `'a'`, `'\n'`, `'é'`: a character between apostrophes; else the apostrophe stands for itself. */
export const character: Opener = (line, index) => {
  const next = byteAt(line, index + 1)
  const [from, to] = next === backslash ? [3, 12] : next < 128 ? [2, 2] : [3, 5]
  for (let at = from; at <= to; at++) {
    if (byteAt(line, index + at) === apostrophe) return index + at + 1
  }
  return index + 1
}

/** Where a run of `byte` begins that ends before `past`. */
function runStart(line: Line, past: number, byte: number): number {
  let at = past
  while (at > line.start && past - at < longestMark && line.bytes[at - 1] === byte) at--
  return at
}

/** Rust's `r"…"`, `r#"…"#`, `br"…"`. */
export const rustRaw: Opener = (line, index, found) => {
  const marks = runStart(line, index, hash)
  const word = wordStart(line, marks)
  if (marks - word > 2 || marks === word || byteAt(line, marks - 1) !== letterR) return 0
  found.literal = block('', `"${'#'.repeat(index - marks)}`)
  return index + 1
}

/** Swift's `#"…"#`. */
export const swiftRaw: Opener = (line, index, found) => {
  const marks = '#'.repeat(index - runStart(line, index, hash))
  if (marks === '') return 0
  const isLong = byteAt(line, index + 1) === quote && byteAt(line, index + 2) === quote
  const close = (isLong ? '"""' : '"') + marks
  found.literal = literal('', close, { overLines: isLong, code: `\\${marks}( )` })
  return index + (isLong ? 3 : 1)
}

/** C++'s `R"x(…)x"`. */
export const cppRaw: Opener = (line, index, found) => {
  if (byteAt(line, index - 1) !== capitalR || index - wordStart(line, index) > 3) return 0
  let past = index + 1
  while (past < line.end && past - index <= 16 && line.bytes[past] !== openParenthesis) past++
  if (byteAt(line, past) !== openParenthesis) return 0
  const mark = line.bytes.subarray(index + 1, past)
  found.literal = block('', Buffer.concat([Buffer.from(')'), mark, Buffer.from('"')]))
  return past + 1
}

const plainVerbatim = literal('', '"', { overLines: true, doubled: true })
const codeVerbatim = literal('', '"', {
  ...{ overLines: true, doubled: true, code: '{ }', codeDoubled: true },
})
const plainRaw = block('', '"""')
const codeRaw = block('', '"""', { code: '{ }' })

/** C#'s `@"…"`, `$@"…"`, `@$"…"`, `"""…"""`, `$"""…"""`; `$"…"` stands in the table. */
export const cSharpVerbatim: Opener = (line, index, found) => {
  const marks = [byteAt(line, index - 1), byteAt(line, index - 2)]
  const verbatim = marks[0] === atSign || (marks[0] === dollar && marks[1] === atSign)
  const formatted = marks[0] === dollar || (marks[0] === atSign && marks[1] === dollar)
  if (verbatim) {
    found.literal = formatted ? codeVerbatim : plainVerbatim
    return index + 1
  }
  if (byteAt(line, index + 1) !== quote || byteAt(line, index + 2) !== quote) return 0
  found.literal = formatted ? codeRaw : plainRaw
  return index + 3
}
