/** Rules of single languages with braces. */
import {
  backslash,
  byteSet,
  closeParenthesis,
  colon,
  comma,
  dollar,
  isBlank,
  isWord,
  openBrace,
  openBracket,
  openParenthesis,
  pastText,
} from './bytes.js'
import { beforeBlanks, byteAt, liesAhead, pastBlanks, type Rule, sight } from './line.js'
import { anyOf, lastIs, nextIs } from './neighbours.js'
import { beginsOperand, beginsStatement, free, parenthesis, unlabelled } from './rules.js'

const awaits = anyOf('await')

/** JavaScript: `for (`, `for await (`. */
export const forAwait: Rule = (line, start, past) =>
  parenthesis(line, start, nextIs(line, past, awaits) ? pastBlanks(line, past) + 5 : past)

const declarations = anyOf('class object')

/** Scala: not `case class`, nor a case that an enumeration declares. */
export const scalaCase: Rule = (line, _start, past) => {
  if (nextIs(line, past, declarations)) return false
  const last = byteAt(line, beforeBlanks(line, line.end))
  return (
    liesAhead(line, past, '=>') ||
    liesAhead(line, past, '<-') ||
    '|(,'.includes(String.fromCharCode(last))
  )
}

/** Swift: no label of an argument, as in `f(for: a)` and `func f(for a: B)`. */
export const swiftWord: Rule = (line, start, past) => {
  const before = byteAt(line, beforeBlanks(line, start))
  return before !== openParenthesis && before !== comma && unlabelled(line, start, past)
}

/** Swift: not a case that an enumeration declares: a colon stands after it, outside parentheses. */
export const swiftCase: Rule = (line, start, past) => {
  if (lastIs(line, start, indirect)) return false
  if (!beginsStatement(line, start, past)) return free(line, start, past)
  let depth = 0
  for (let at = past; at < line.end && at - past < sight; at++) {
    const byte = line.bytes[at]
    if (byte === openParenthesis) depth++
    else if (byte === closeParenthesis) depth--
    else if (byte === colon && depth === 0) return true
  }
  return false
}
const indirect = anyOf('indirect')

/** Rust: `for x in y`; not `impl A for B` nor `for<'a>`. */
export const rustFor: Rule = (line, start, past) =>
  free(line, start, past) && liesAhead(line, past, ' in ')

/** Rust: not the `?Sized` of a bound. */
export const rustQuestion: Rule = (line, _start, past) => !isWord(byteAt(line, past))

/** Rust: `match a {`; in prose no brace follows. */
export const rustMatch: Rule = (line, start, past) =>
  free(line, start, past) && (liesAhead(line, past, '{') || liesAhead(line, past, '('))

/** Rust: `a || b`; not a closure without parameters, as one that is alone on its line. */
export const rustOr: Rule = (line, start, past) => {
  const before = byteAt(line, beforeBlanks(line, start))
  if (before === 0) {
    const last = byteAt(line, beforeBlanks(line, line.end))
    return last !== comma && byteAt(line, pastBlanks(line, past)) !== openBrace
  }
  return !beginsOperand(line, start)
}

const when = Buffer.from('when')
const notArms = [' fun ', 'val ', 'typealias '].map((text) => Buffer.from(text))
const elseWord = Buffer.from('else')

/**
 * Kotlin: the arrow of an arm of `when`, but `else`; not of a lambda or of a function's type. A brace
 * before it opens a lambda, unless its `when` stands before that.
 */
export const whenArrow: Rule = (line, start) => {
  if (pastText(line.bytes, line.start, start, elseWord) > 0) return false
  if (byteAt(line, line.start) === openParenthesis || start === line.start) return false
  let afterWhen = false
  for (let at = Math.max(line.start, start - sight); at < start; at++) {
    const byte = line.bytes[at]
    if (byte === openBrace && !afterWhen) return false
    if (byte === colon && isBlank(line.bytes[at + 1])) return false
    if (pastText(line.bytes, at, start, when) > 0) afterWhen = true
    if (notArms.some((text) => pastText(line.bytes, at, start, text) > 0)) return false
  }
  return true
}

/** PHP: not the `?` of `?int $a`. */
export const phpChoice: Rule = (line, start, past) => {
  const [before, after] = [byteAt(line, start - 1), byteAt(line, past)]
  const mark = before === 0 || isBlank(before) || typeLead[before] === 1
  return !(mark && (isWord(after) || after === backslash) && after !== dollar)
}
const typeLead = byteSet('(,:')

/** PHP: `match (`, not a method's name. */
export const phpWord: Rule = (line, start, past) =>
  parenthesis(line, start, past) && !memberLead[byteAt(line, start - 1)]
const memberLead = byteSet('>:')

/** PHP: `#[` begins an attribute. */
export const phpComment: Rule = (line, _start, past) => byteAt(line, past) !== openBracket
