/** Rules of words and signs that many languages share. */
import { byteClass, classes, isWordByte } from './byte-classes.js'
import type { Line, Rule } from './token-grammar.js'
import { skipBlanks } from './word-rules.js'

const code = (character: string) => character.charCodeAt(0)
const [dot, dollar, at, backQuote, greater, minus] = ['.', '$', '@', '`', '>', '-'].map(code)
const [openParenthesis, openBrace, colon, question] = ['(', '{', ':', '?'].map(code)

/** The last byte before `index` that is no blank; 0 at the beginning of the line. */
export function byteBefore(line: Line, index: number): number {
  let before = index - 1
  while (before >= line.start && classes[line.bytes[before]!] === byteClass.blank) before--
  return before < line.start ? 0 : line.bytes[before]!
}

/** The first byte from `index` on that is no blank; 0 at the end of the line. */
export function byteAfter(line: Line, index: number): number {
  const next = skipBlanks(line.bytes, index, line.end)
  return next < line.end ? line.bytes[next]! : 0
}

/** The word before `index`, past blanks; empty where something else stands there. */
export function wordBefore(line: Line, index: number): string {
  let past = index
  while (past > line.start && classes[line.bytes[past - 1]!] === byteClass.blank) past--
  let start = past
  while (start > line.start && isWordByte(line.bytes[start - 1]!)) start--
  return line.bytes.toString('latin1', start, past)
}

/** The word after `past`, and where it ends. */
export function wordAfter(line: Line, past: number): { word: string; past: number } {
  const start = skipBlanks(line.bytes, past, line.end)
  let end = start
  while (end < line.end && isWordByte(line.bytes[end]!)) end++
  return { word: line.bytes.toString('latin1', start, end), past: end }
}

/** The rest of the line, where a rule has to look far. */
export function rest(line: Line, past: number): string {
  return line.bytes.toString('latin1', past, line.end)
}

export const always: Rule = () => true

/** Not a member, a variable or a quoted name: `.if`, `->if`, `$if`, `@if`. */
export const free: Rule = (line, start) => {
  const before = start > line.start ? line.bytes[start - 1] : 0
  if (before === greater) return line.bytes[start - 2] !== minus
  return before !== dot && before !== dollar && before !== at && before !== backQuote
}

/** As `free`, and not a name before a colon: `if:` of Ruby and Swift. */
export const unlabelled: Rule = (line, start, past) =>
  free(line, start, past) && (line.bytes[past] !== colon || line.bytes[past + 1] === colon)

const afterWord = new Set(['constexpr', 'consteval', 'await'])

/** A condition in parentheses follows, or the line ends: in a comment's prose none does. */
export const parenthesis: Rule = (line, start, past) => {
  if (!free(line, start, past)) return false
  const next = byteAfter(line, past)
  if (next === openParenthesis || next === 0) return true
  const word = wordAfter(line, past)
  return afterWord.has(word.word) && byteAfter(line, word.past) === openParenthesis
}

/** As `parenthesis`; a block or `when` may follow too: `catch {`. */
export const blockOrParenthesis: Rule = (line, start, past) =>
  free(line, start, past) && [0, openParenthesis, openBrace].includes(byteAfter(line, past))

/** It begins a line or follows a sign: `case` in code. */
export const beginsStatement: Rule = (line, start) => {
  const before = byteBefore(line, start)
  return before === 0 || !(isWordByte(before) || before === dot || before === greater)
}

/** Not `?.`, `?[`, `?->`, `?:`, nor the `?` of a type: `<?>`, `(?int`, `, ? extends T`. */
export const choice: Rule = (line, start) => {
  const next = start + 1 < line.end ? line.bytes[start + 1]! : 0
  if (next === dot) return classes[line.bytes[start + 2] ?? 0] === byteClass.digit
  if (next === question || next === colon || next === minus) return false
  const before = byteBefore(line, start)
  if (before === 0) return classes[next] === byteClass.blank || next === 0
  if ('<,(:;{|&=>'.includes(String.fromCharCode(before))) return false
  return !/^\s+(extends|super)\b/.test(rest(line, start + 1))
}

/** As `choice`, where `T?` marks a type: a sign that touches its word on the left only is none. */
export const spacedChoice: Rule = (line, start, past) => {
  if (!choice(line, start, past)) return false
  const before = start > line.start ? classes[line.bytes[start - 1]!] : byteClass.blank
  if (before === byteClass.blank) return true
  const next = line.bytes[past] ?? 0
  return past < line.end && (isWordByte(next) || classes[next] === byteClass.quote)
}

/** Two signs between values, not `T&& reference` nor `&&label`: blanks on both sides or none. */
export const betweenValues: Rule = (line, start, past) => {
  const before = start > line.start ? line.bytes[start - 1]! : 32
  const after = past < line.end ? line.bytes[past]! : 32
  const blankBefore = classes[before] === byteClass.blank
  const blankAfter = classes[after] === byteClass.blank
  if (blankBefore && !blankAfter) return byteBefore(line, start) === 0
  if (!blankBefore && blankAfter) return before === 41 || before === 93
  if (',)>.;'.includes(String.fromCharCode(after))) return false
  return !'(,=<:'.includes(String.fromCharCode(byteBefore(line, start) || 97))
}
