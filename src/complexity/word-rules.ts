import { byteClass, classes, isWordByte } from './byte-classes.js'
import type { Grammar } from './grammars.js'

const [openParenthesis, openBrace, dot, less] = [40, 123, 46, 60]

/** Words after which a slash begins a regular expression. */
export const wordsBeforeRegex = new Set([
  ...['return', 'typeof', 'instanceof', 'in', 'of', 'new', 'delete', 'void', 'throw', 'do', 'else'],
  ...['await', 'yield', 'case', 'default'],
])

/** Whether the word between `start` and `index` is a decision in this grammar. */
export function decides(
  grammar: Grammar,
  bytes: Buffer,
  start: number,
  index: number,
  end: number,
): boolean {
  const word = grammar.words.find((word) => isAt(bytes, start, index, word.bytes))
  if (!word) return false
  let next = skipBlanks(bytes, index, end)
  if (bytes.toString('latin1', start, next + 5).endsWith(' await')) {
    next = skipBlanks(bytes, next + 5, end)
  }
  if (word.follow === 'parenthesis') return next < end && bytes[next] === openParenthesis
  if (word.follow === 'block') {
    return next >= end || bytes[next] === openParenthesis || bytes[next] === openBrace
  }
  return startsStatement(bytes, start)
}

/** `case` in prose stands among words; in code it begins a line or follows a sign. */
function startsStatement(bytes: Buffer, start: number): boolean {
  let index = start - 1
  while (index >= 0 && classes[bytes[index]!] === byteClass.blank) index--
  return index < 0 || !isWordByte(bytes[index]!)
}

/**
 * Whether the `?` at `index` is not a choice: `?.`, `a?: T`, `(a?)`, `[T?]`, `a?,`, `a?;`, `m?()`
 * in a type, or the end of a question in the text of JSX.
 */
export function optionalMark(bytes: Buffer, index: number, end: number): boolean {
  const touching = index + 1 < end ? bytes[index + 1] : 0
  if (touching === less) return true
  if (touching === dot) return classes[bytes[index + 2] ?? 0] !== byteClass.digit
  const afterWord = index > 0 && isWordByte(bytes[index - 1]!)
  if (touching === openParenthesis && afterWord) return true
  const next = skipBlanks(bytes, index + 1, end)
  return next < end && optionalFollowers.has(bytes[next]!)
}

const optionalFollowers = new Set([...':,)];=>'].map((sign) => sign.charCodeAt(0)))

export function skipBlanks(bytes: Buffer, start: number, end: number): number {
  let index = start
  while (index < end && classes[bytes[index]!] === byteClass.blank) index++
  return index
}

function isAt(bytes: Buffer, start: number, end: number, word: Buffer): boolean {
  if (end - start !== word.length) return false
  for (let index = 0; index < word.length; index++) {
    if (bytes[start + index] !== word[index]) return false
  }
  return true
}
