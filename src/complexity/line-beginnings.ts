import { isBlank, pastText, slash, star } from './bytes.js'
import { byteAt, type Line, pastBlanks } from './line.js'

/** Whether a line begins as the inner lines of a block comment do. */
export function isStarLine(line: Line): boolean {
  if (byteAt(line, line.start) !== star) return false
  const next = byteAt(line, line.start + 1)
  return next === 0 || next === slash || next === star || isBlank(next)
}

/** Past the first `close` on the line, or 0. */
export function pastClose(line: Line, close: Buffer): number {
  for (let index = line.start; index < line.end; index++) {
    const past = pastText(line.bytes, index, line.end, close)
    if (past > 0) return past
  }
  return 0
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
