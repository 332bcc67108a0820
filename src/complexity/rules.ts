/** Rules that several languages share. */
import {
  blank,
  byteSet,
  closeParenthesis,
  colon,
  comma,
  dollar,
  dot,
  greater,
  isBlank,
  isDigit,
  isWord,
  less,
  openBrace,
  openParenthesis,
  semicolon,
  wordBytes,
} from './bytes.js'
import { beforeBlanks, byteAt, type Line, pastBlanks, type Rule } from './line.js'
import { anyOf, lastIs } from './neighbours.js'

export const always: Rule = () => true
export const never: Rule = () => false

/** `if (`: in prose no parenthesis follows. */
export const parenthesis: Rule = (line, _start, past) =>
  byteAt(line, pastBlanks(line, past)) === openParenthesis

/** `catch (e)`, `catch {`, or at the end of the line. */
export const blockOrParenthesis: Rule = (line, _start, past) => {
  const next = byteAt(line, pastBlanks(line, past))
  return next === 0 || next === openParenthesis || next === openBrace
}

/** `case` in prose stands among words; in code it begins a line or follows a sign. */
export const beginsStatement: Rule = (line, start) =>
  !isWord(byteAt(line, beforeBlanks(line, start)))

const beforeName = byteSet('.#@:')

/** A keyword, not a member (`a.if`) or a symbol (`:if`). */
export const free: Rule = (line, start) => {
  const before = byteAt(line, start - 1)
  return beforeName[before] === 0 || byteAt(line, start - 2) === before
}

/** The same, and no label (`if:`). */
export const unlabelled: Rule = (line, start, past) =>
  free(line, start, past) && (byteAt(line, past) !== colon || byteAt(line, past + 1) === colon)

/** Words after which no value stands: what follows is an operand. */
const wordsBeforeValue = anyOf(
  'return typeof instanceof in of new delete void throw do else await yield case default ' +
    'if elsif unless while until and or not when then puts move',
)

/** Whether a value ends before `index`, on the same line: then a slash divides, `<<` shifts. */
export function followsValue(line: Line, index: number): boolean {
  const at = beforeBlanks(line, index)
  const before = byteAt(line, at)
  if (endOfValue[before] === 1) return true
  return wordBytes[before] === 1 && !lastIs(line, index, wordsBeforeValue)
}

const endOfValue = byteSet(')]\'"`')

/** Whether at `index` a value or operand begins, as the byte or word before it asks for one. */
export function beginsOperand(line: Line, index: number): boolean {
  const before = byteAt(line, beforeBlanks(line, index))
  return beforeOperand[before] === 1 || lastIs(line, index, wordsBeforeValue)
}

const beforeOperand = byteSet('\0(,={;:|&<>[+-')

/** A sign between two values: `a && b`, not the reference of `T&& a`, `&&a` or `(T &&)`. */
export const betweenValues: Rule = (line, start, past) => {
  if (start === line.start) return byteAt(line, past) === blank || past === line.end
  const [before, after] = [byteAt(line, start - 1), byteAt(line, past)]
  if (before === greater || after === greater || after === closeParenthesis) return false
  if (after === dot || after === comma) return false
  if (after !== 0 && isBlank(before) !== isBlank(after)) return false
  return !beginsOperand(line, start)
}

/** What follows an optional mark: `a?: T`, `(a?)`, `[T?]`, `T?,`, `T?;`, `T? =`, `T?>`. */
const afterMark = byteSet(':,)];=>')

/** `?` of a choice where the language also marks things as optional with it (`a?.b`, `a?: T`). */
export const choice: Rule = (line, start, past) => {
  const next = byteAt(line, past)
  if (next === less) return false
  if (next === dot) return isDigit(byteAt(line, past + 1))
  if (next === openParenthesis && isWord(byteAt(line, start - 1))) return false
  return !afterMark[byteAt(line, pastBlanks(line, past))]
}

/** As `choice`, where a type or value is never marked with a blank before: `T? a = b ? c : d`. */
export const spacedChoice: Rule = (line, start, past) => {
  const before = byteAt(line, start - 1)
  if (before !== 0 && !isBlank(before) && before !== closeParenthesis) return false
  return choice(line, start, past)
}

/** An apostrophe or quote in prose stands in or after a word. */
export const apart: Rule = (line, start) => !isWord(byteAt(line, start - 1))

/** `#` of a comment; inside a word it is none. */
export const afterBlank: Rule = (line, start) => {
  const before = byteAt(line, start - 1)
  return before === 0 || isBlank(before) || before === semicolon || before === openParenthesis
}

export const atLineStart: Rule = (line, start) => start === line.start

/** `$"…"` holds code. */
export const afterDollar: Rule = (line, start) => byteAt(line, start - 1) === dollar

/** Java: a choice, not the wildcard of `List<?>`, `<? extends A>`. */
export const wildcard: Rule = (line, start, past) => {
  const before = byteAt(line, beforeBlanks(line, start))
  const after = byteAt(line, past)
  return before !== less && after !== greater && !(before === comma && after !== 0)
}
