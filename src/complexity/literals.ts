import { byteClass, classes } from './byte-classes.js'
import type { Literal } from './token-grammar.js'

/** Each reads at most to `end`, the end of the line, and gives back where the literal ends. */

const backslash = 92
const slash = 47
const openBracket = 91
const closeBracket = 93
const star = 42

/** Past the closing quote of a string whose content begins at `start`, or `end`. */
export function stringEnd(bytes: Buffer, start: number, end: number, quote: number): number {
  for (let index = start; index < end; index++) {
    const byte = bytes[index]
    if (byte === backslash) index++
    else if (byte === quote) return index + 1
  }
  return end
}

/** Past the closing slash of a regular expression whose content begins at `start`, or null. */
export function regexEnd(bytes: Buffer, start: number, end: number): number | null {
  let inClass = false
  for (let index = start; index < end; index++) {
    const byte = bytes[index]
    if (byte === backslash) index++
    else if (byte === openBracket) inClass = true
    else if (byte === closeBracket) inClass = false
    else if (byte === slash && !inClass) return index + 1
  }
  return null
}

/** Where the two bytes of `pair` stand between `start` and `end`, or null. */
export function pairAt(bytes: Buffer, start: number, end: number, pair: string): number | null {
  const [first, second] = [pair.charCodeAt(0), pair.charCodeAt(1)]
  for (let index = start; index + 1 < end; index++) {
    if (bytes[index] === first && bytes[index + 1] === second) return index
  }
  return null
}

/** Whether `text` stands at `index`. */
export function startsWith(bytes: Buffer, index: number, end: number, text: Buffer): boolean {
  if (index + text.length > end) return false
  for (let offset = 0; offset < text.length; offset++) {
    if (bytes[index + offset] !== text[offset]) return false
  }
  return true
}

/** A line that begins as the inner lines of a block comment do. */
export function goesOnComment(bytes: Buffer, index: number, end: number): boolean {
  if (index >= end || bytes[index] !== star) return false
  const next = bytes[index + 1] ?? 0
  return index + 1 === end || next === slash || next === star || classes[next] === byteClass.blank
}

interface Found {
  kind: 'close' | 'nested' | 'code' | 'none'
  past: number
}

/** What ends or interrupts an open literal whose content goes on at `start`. */
export function literalClose(literal: Literal, bytes: Buffer, start: number, end: number): Found {
  const { close, open, code } = literal
  if (close.length === 0) return { kind: 'none', past: end }
  for (let index = start; index < end; index++) {
    const byte = bytes[index]!
    if (byte === close[0] && startsWith(bytes, index, end, close)) {
      const past = index + close.length
      if (!literal.doubled || !startsWith(bytes, past, end, close)) return { kind: 'close', past }
      index = past + close.length - 1
    } else if (code !== null && byte === code[0] && startsWith(bytes, index, end, code)) {
      const past = index + code.length
      // `{{` stands for a brace, where a brace alone opens code.
      if (code.length > 1 || bytes[past] !== byte) return { kind: 'code', past }
      index = past
    } else if (byte === backslash && literal.escape) index++
    else if (literal.nests && byte === open[0] && startsWith(bytes, index, end, open)) {
      return { kind: 'nested', past: index + open.length }
    }
  }
  return { kind: 'none', past: end }
}
