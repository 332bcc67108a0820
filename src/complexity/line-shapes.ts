import { dot, hash, isBlank, isDigit, isWord, pastText, slash, star } from './bytes.js'
import { beforeBlanks, byteAt, type Line, pastBlanks } from './line.js'

/** Whether a line begins as the inner lines of a block comment do. */
export function isStarLine(line: Line): boolean {
  if (byteAt(line, line.start) !== star) return false
  const next = byteAt(line, line.start + 1)
  return next === 0 || next === slash || next === star || isBlank(next)
}

/** Past the first close of a block comment on the line, or 0. */
export function pastCommentClose(line: Line): number {
  const { bytes, end } = line
  for (let index = line.start + 1; index < end; index++) {
    if (bytes[index] === slash && bytes[index - 1] === star) return index + 1
  }
  return 0
}

/** Whether a line is a preprocessor's: `#if`, `# define`; not `#"raw string"#`. */
export function isDirective(line: Line): boolean {
  if (byteAt(line, line.start) !== hash) return false
  return isWord(byteAt(line, pastBlanks(line, line.start + 1)))
}

/** Whether a line ends in a full stop after a letter. */
export function endsSentence(line: Line): boolean {
  const last = beforeBlanks(line, line.end)
  const before = byteAt(line, last - 1)
  return byteAt(line, last) === dot && isWord(before) && !isDigit(before)
}

const macros = ['if', 'ifdef', 'elif'].map((word) => Buffer.from(word))

/** Whether a preprocessor's line decides: `#if`, `#ifdef`, `#elif`, not `#ifndef` (as lizard). */
export function decidesAsMacro(line: Line): boolean {
  const start = pastBlanks(line, line.start + 1)
  return macros.some((word) => {
    const past = pastText(line.bytes, start, line.end, word)
    if (past === 0) return false
    const next = byteAt(line, past)
    return next < 97 || next > 122
  })
}
