/** Rules of words and signs that one language has for itself. */
import { byteClass, classes, isWordByte } from './byte-classes.js'
import type { Rule } from './token-grammar.js'
import { byteAfter, byteBefore, rest, unlabelled, wordAfter, wordBefore } from './token-rules.js'

const openBrace = 123
/** What a value of Rust may end with, words left out. */
const valueEnds = new Set([...`)]}?"'`].map((sign) => sign.charCodeAt(0)))

/** The line up to `index`. */
const head = (line: Parameters<Rule>[0], index: number) =>
  line.bytes.toString('latin1', line.start, index)

/** Python: `case` begins the line and a pattern follows, then a colon: no name. */
export const pythonCase: Rule = (line, start, past) =>
  byteBefore(line, start) === 0 &&
  /^(\s+[^\s=.:,+*/%&|^<>-]|\s*[([{]|\s+-\d)[^#]*:/.test(rest(line, past)) &&
  !/^\s*(==|\+=|in\b|is\b)/.test(rest(line, past))

/** Rust: a loop's `for` has its `in` on the line; `impl A for B` and `for<'a>` have none. */
export const rustFor: Rule = (line, _start, past) =>
  classes[line.bytes[past] ?? 32] === byteClass.blank && /\sin\b/.test(rest(line, past))

/** Rust: `&&` of two references and of patterns touches what follows; an `and` does not. */
export const rustAnd: Rule = (line, _start, past) =>
  past >= line.end || classes[line.bytes[past]!] === byteClass.blank

/** Rust: `||` after a value or at the beginning of a line; a closure's stands where one begins. */
export const rustOr: Rule = (line, start, past) => {
  const before = byteBefore(line, start)
  if (before === 0) return byteAfter(line, past) !== openBrace
  if (!isWordByte(before)) return valueEnds.has(before)
  return !['move', 'return', 'async', 'else'].includes(wordBefore(line, start))
}

/** Rust: an early return; `?Sized` is a bound. */
export const rustQuestion: Rule = (line, start) => {
  const next = line.bytes[start + 1] ?? 0
  return !(start + 1 < line.end && classes[next] === byteClass.word)
}

/** Kotlin: `?:` and nothing else. */
export const elvis: Rule = (line, start) => start + 1 < line.end && line.bytes[start + 1] === 58

/**
 * Kotlin: `->` after the condition of a `when`, `else` left out: nothing on the line before it opens a
 * lambda, declares a type or assigns.
 */
export const whenArrow: Rule = (line, start) => {
  if (line.bytes[start + 1] !== 62) return false
  const before = head(line, start).replace(/"(?:\\.|[^"\\])*"/g, '0')
  if (/\belse\s*$/.test(before) || /\b(fun|typealias)\s|->/.test(before)) return false
  const condition = before.replace(/^.*\bwhen\b\s*(\(.*?\)\s*)?\{/, '')
  if (/[{}]|[^:]:[^:]|(^|[^=!<>])=($|[^=])/.test(condition)) return false
  const type = /^\s*\([^()]*\)\s*$/.test(condition)
  const depth = condition.split('(').length - condition.split(')').length
  return !type && depth <= 0 && condition.trim() !== ''
}

/** Swift: a pattern, not a case that an enumeration declares. */
export const swiftCase: Rule = (line, start, past) => {
  if (!unlabelled(line, start, past)) return false
  if (/^(if|guard|while|for|,)$/.test(wordBefore(line, start)) || byteBefore(line, start) === 44) {
    return true
  }
  const pattern = rest(line, past)
    .replace(/"(?:\\.|[^"\\])*"/g, '"')
    .replace(/\([^()]*\)/g, '')
  return /^\s*(\.|"|\d|-|let\b|var\b|is\b|nil\b|_\b)/.test(pattern) || /:(\s|$)/.test(pattern)
}

/** Scala: a pattern, not a class or object; an enumeration's case has no arrow. */
export const scalaCase: Rule = (line, _start, past) =>
  !/^\s*(class|object)\b/.test(rest(line, past)) && /=>|\bif\b|[|(,]\s*$/.test(rest(line, past))

/** Ruby: `? ` after a blank; `empty?` and `?a` are names and characters. */
export const rubyChoice: Rule = (line, start, past) => {
  const before = start > line.start ? line.bytes[start - 1]! : 32
  const blankAfter = past >= line.end || classes[line.bytes[past]!] === byteClass.blank
  return blankAfter && !isWordByte(before) && before !== 58
}

/** Ruby: not `:if`, `if:`, `.or`, `@if`, `def if`; `::` may stand before. */
export const rubyWord: Rule = (line, start, past) => {
  if (!unlabelled(line, start, past)) return false
  const before = start > line.start ? line.bytes[start - 1] : 0
  const next = line.bytes[past] ?? 0
  if (before === 58 || (past < line.end && (next === 63 || next === 33))) return false
  return wordBefore(line, start) !== 'def'
}

const shellWords = /^(then|do|else|time)$/

/** Shell: where a command may begin; `echo if` is none. */
export const commandPosition: Rule = (line, start, past) => {
  const next = line.bytes[past] ?? 32
  if (
    past < line.end &&
    classes[next] !== byteClass.blank &&
    !';('.includes(String.fromCharCode(next))
  ) {
    return false
  }
  const before = byteBefore(line, start)
  return (
    before === 0 ||
    ';|&({!`)'.includes(String.fromCharCode(before)) ||
    shellWords.test(wordBefore(line, start))
  )
}

/** Shell: the `)` after the patterns of a `case`; `*)` is its default. */
export const caseLabel: Rule = (line, start) => {
  const patterns = head(line, start).replace(/^.*(;;&?|\sin)\s/, '')
  const label = /^\s*\(?\s*((?:"[^"]*"|'[^']*'|[^\s()"'|;&<>#=]+|\s*\|\s*)+)\s*$/.exec(patterns)
  return label !== null && label[1] !== '*'
}

/** SQL: `BETWEEN a AND b` has an `and` that is none. */
export const sqlAnd: Rule = (line, start) => !/\bbetween\b(?!.*\band\b)/i.test(head(line, start))

/** SQL: `CREATE OR REPLACE`, `INSERT OR IGNORE` choose nothing. */
export const sqlOr: Rule = (line, _start, past) =>
  !/^(replace|ignore|abort|rollback|fail|alter)$/i.test(wordAfter(line, past).word)

/** SQL: not the end of one, nor `IF [NOT] EXISTS` before a name. */
export const sqlIf: Rule = (line, start, past) =>
  notEnding(line, start, past) && !/^\s+(not\s+)?exists\s+[^(\s]/i.test(rest(line, past))

/** SQL: a loop: `FOR name IN`; not `FOR UPDATE`, `FOR EACH ROW`, `CURSOR FOR`. */
export const sqlFor: Rule = (line, start, past) =>
  notEnding(line, start, past) &&
  /^\s+\w+\s*($|in\b)/i.test(rest(line, past)) &&
  !/^\s+(update|share|select|each)\b/i.test(rest(line, past))

/** SQL: a `LOOP` that begins its line; one after FOR or WHILE belongs to it. */
export const sqlLoop: Rule = (line, start) => byteBefore(line, start) === 0

/** SQL: not `END WHILE` and the like. */
export const notEnding: Rule = (line, start) => !/^end$/i.test(wordBefore(line, start))

/** SQL: not `EXIT WHEN`, whose loop is counted. */
export const sqlWhen: Rule = (line, start) => !/^exit$/i.test(wordBefore(line, start))

/** PHP: `?int $a` and `?Name` are types: they touch what follows and nothing before. */
export const phpChoice: Rule = (line, start, past) => {
  const next = past < line.end ? line.bytes[past]! : 32
  const typed = classes[next] === byteClass.word || next === 92
  const before = start > line.start ? line.bytes[start - 1]! : 32
  if (typed && next !== 36 && !isWordByte(before) && before !== 41) return false
  return next !== 63 && next !== 58 && next !== 45 && next !== 62
}
