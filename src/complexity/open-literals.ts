import { backslash, isWord, pastText } from './bytes.js'
import type { Line } from './line.js'
import type { Literal } from './literal.js'

/** Strings in code in strings; deeper, code is text. */
const deepest = 16

/** The literals that are open, from the outermost in: text, and code inside text. */
export class OpenLiterals {
  /** Whose text is being read; null in code. */
  current: Literal | null = null
  /** Opens with the next line. */
  pending: Literal | null = null
  /** A literal that may go on over lines has closed. */
  closedLong = false
  /** More of `current` that are open inside it. */
  #nesting = 0
  /** Whose inner code is being read, and the brackets open in each such code. */
  readonly #outer: Literal[] = []
  readonly #brackets: number[] = []

  clear(): void {
    this.current = this.pending = null
    this.#nesting = 0
    this.#outer.length = this.#brackets.length = 0
  }

  beginLine(): void {
    if (this.pending !== null) {
      this.current = this.pending
      this.pending = null
      this.#nesting = 0
    }
  }

  /** What may not go on over lines ends with the line. */
  endLine(): void {
    if (this.current !== null && !this.current.overLines) this.current = null
    const { length } = this.#outer
    if (length > 0 && !this.#outer[length - 1]!.overLines) {
      this.#outer.length = this.#brackets.length = 0
    }
  }

  /** In code: counts the brackets of code inside text; true where the last one leads back to it. */
  closesCode(byte: number): boolean {
    const last = this.#outer.length - 1
    if (last < 0) return false
    const outer = this.#outer[last]!
    if (byte === outer.codeOpen) this.#brackets[last]!++
    else if (byte === outer.codeClose && this.#brackets[last]!-- === 0) {
      this.current = outer
      this.#outer.length = this.#brackets.length = last
      return true
    }
    return false
  }

  /** In text: reads on to the next byte that means something there, and past what it means. */
  text(line: Line, start: number): number {
    const { bytes, end } = line
    const literal = this.current!
    if (literal.alone) return this.#aloneText(line, literal)
    const { stops } = literal
    let index = start
    while (index < end && stops[bytes[index]!] === 0) index++
    if (index >= end) return end
    const code = literal.code ? pastText(bytes, index, end, literal.code) : 0
    if (code > 0) {
      if (literal.codeDoubled && code < end && bytes[code] === bytes[index]) return code + 1
      return this.#codeInside(literal, code)
    }
    if (literal.escape && bytes[index] === backslash) return index + 2
    const close = pastText(bytes, index, end, literal.close)
    if (close > 0) return this.#close(line, literal, close)
    const open = literal.nests ? pastText(bytes, index, end, literal.open) : 0
    if (open > 0) this.#nesting++
    return open || index + 1
  }

  #aloneText(line: Line, literal: Literal): number {
    const past = pastText(line.bytes, line.start, line.end, literal.close)
    if (past === 0 || (past < line.end && isWord(line.bytes[past]))) return line.end
    return this.#close(line, literal, past)
  }

  #codeInside(literal: Literal, past: number): number {
    if (this.#outer.length < deepest) {
      this.#outer.push(literal)
      this.#brackets.push(0)
      this.current = null
    }
    return past
  }

  #close(line: Line, literal: Literal, past: number): number {
    if (literal.doubled && pastText(line.bytes, past, line.end, literal.close) > 0) {
      return past + literal.close.length
    }
    if (this.#nesting > 0) this.#nesting--
    else {
      this.current = null
      this.closedLong = literal.overLines
    }
    return past
  }
}
