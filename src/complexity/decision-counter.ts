import { backslash, blank, isBlank, pastText, wordBytes } from './bytes.js'
import { type Grammar, lead, type Special } from './grammar.js'
import { Line, pastBlanks } from './line.js'
import {
  decidesAsMacro,
  endsSentence,
  isDirective,
  isStarLine,
  pastCommentClose,
} from './line-shapes.js'
import type { Opening } from './literal.js'
import { OpenLiterals } from './open-literals.js'

const byteOrderMark = Buffer.from('\ufeff')

/**
 * Counts decision points in a run of lines that stand together in one version of a file, on bytes.
 * What literals hold is skipped. Every step takes at least one byte, whatever is made of it, so a
 * line of any bytes ends; what is kept between lines is bounded.
 * A run may begin inside a comment or string nobody saw open: what tells that is the grammar's
 * `strayCloses`, `starComments` and `prose`.
 */
export class DecisionCounter {
  readonly #line = new Line()
  readonly #open = new OpenLiterals()
  readonly #found: Opening = { literal: null, nextLine: false, closes: false }
  #count = 0
  /** What stays when a stray close takes back the rest. */
  #kept = 0
  /** The next line goes on with a macro. */
  #macro = false
  /** The line at hand counts nothing. */
  #silent = false
  /** How many names stand in a row before the byte at hand, and where the last one ends. */
  #names = 0
  #nameEnd = 0

  constructor(private readonly grammar: Grammar) {}

  /** Ends the run: its decision points; the next line begins another. */
  take(): number {
    const count = this.#count
    this.#count = this.#kept = 0
    this.#macro = false
    this.#open.clear()
    this.#line.first = true
    this.#line.afterProse = false
    return count
  }

  /** Reads one line, without its line feed. */
  line(bytes: Buffer, start: number, end: number): void {
    const [line, open] = [this.#line, this.#open]
    this.#beginLine(bytes, start, end)
    let index = open.current === null ? this.#beginCode(line) : line.start
    const count = this.#count
    while (index < line.end) {
      const past = open.current === null ? this.#code(line, index) : this.#text(line, index)
      index = past > index ? past : index + 1
    }
    if (this.#silent && this.#count > count) this.#count = count
    open.endLine()
    line.first = false
  }

  #beginLine(bytes: Buffer, start: number, end: number): void {
    const line = this.#line
    line.bytes = bytes
    line.end = end
    while (line.end > start && isBlank(bytes[line.end - 1])) line.end--
    line.start = pastBlanks(line, pastText(bytes, start, end, byteOrderMark) || start)
    line.noRegex = this.#silent = false
    this.#nameEnd = -1
    this.#open.beginLine()
  }

  /** What the beginning of a line of code tells of it; where to go on. */
  #beginCode(line: Line): number {
    const { preprocessor, starComments } = this.grammar
    if (starComments && isStarLine(line)) {
      const past = pastCommentClose(line)
      if (past > 0) this.#takeBack()
      return past || line.end
    }
    if (preprocessor === null || line.start === line.end) return line.start
    const hashed = isDirective(line)
    if (hashed && preprocessor === 'decides' && !this.#macro && decidesAsMacro(line)) this.#count++
    const continued = line.bytes[line.end - 1] === backslash
    this.#silent = hashed || this.#macro || continued
    this.#macro = continued
    return line.start
  }

  /** What stood before a close that nobody saw open was no code. */
  #takeBack(): void {
    this.#count = this.#kept
    this.#line.afterProse = false
  }

  #text(line: Line, index: number): number {
    const past = this.#open.text(line, index)
    if (this.#open.closedLong) {
      this.#open.closedLong = false
      this.#kept = this.#count
      line.afterProse = false
    }
    return past
  }

  /** Reads on to the next byte that means something in code, and past what it means. */
  #code(line: Line, start: number): number {
    const { bytes, end } = line
    const { leads } = this.grammar
    let index = start
    while (index < end) {
      const leading = leads[bytes[index]!]
      if (leading === lead.special) return this.#special(line, index)
      const begin = index++
      if (leading === lead.nothing) continue
      while (index < end && wordBytes[bytes[index]!] === 1) index++
      if (leading === lead.word) this.#word(line, begin, index)
    }
    if (this.grammar.sentences && endsSentence(line)) this.#silent = line.afterProse = true
    return end
  }

  #word(line: Line, start: number, past: number): void {
    const known = this.grammar.words.find(line.bytes, start, past)
    if (known === null) this.#name(line, start, past)
    else if (known.rule?.(line, start, past)) this.#count++
  }

  /** Names in a row are prose. */
  #name(line: Line, start: number, past: number): void {
    const { prose } = this.grammar
    if (prose === 0) return
    const inRow = start - 1 === this.#nameEnd && line.bytes[this.#nameEnd] === blank
    this.#names = inRow ? this.#names + 1 : 1
    this.#nameEnd = past
    if (this.#names >= prose) this.#silent = line.afterProse = true
  }

  #special(line: Line, index: number): number {
    if (this.#open.closesCode(line.bytes[index]!)) return index + 1
    const special = this.grammar.specials[line.bytes[index]!]!
    return (
      (special.opener && this.#opener(line, special.opener(line, index, this.#found))) ||
      this.#literal(line, index, special) ||
      this.#sign(line, index, special)
    )
  }

  #opener(line: Line, past: number): number {
    if (past === 0) return 0
    const found = this.#found
    if (found.closes) this.#takeBack()
    if (found.nextLine) this.#open.pending = found.literal
    else this.#open.current = found.literal
    found.literal = null
    found.nextLine = found.closes = false
    return Math.min(past, line.end)
  }

  #literal(line: Line, index: number, { literals }: Special): number {
    for (let at = 0; at < literals.length; at++) {
      const literal = literals[at]!
      const past = pastText(line.bytes, index, line.end, literal.open)
      if (past === 0 || (literal.when !== null && !literal.when(line, index, past))) continue
      if (literal.close.length === 0) return line.end
      // An apostrophe in prose is no string.
      const text = this.#silent && !literal.overLines && this.grammar.prose > 0
      if (!text) this.#open.current = literal
      return past
    }
    return 0
  }

  #sign(line: Line, index: number, { signs }: Special): number {
    for (let at = 0; at < signs.length; at++) {
      const { bytes, rule } = signs[at]!
      const past = pastText(line.bytes, index, line.end, bytes)
      if (past === 0) continue
      if (rule === 'stray close') this.#takeBack()
      else if (rule === 'foreign') this.#silent = line.afterProse = true
      else if (rule(line, index, past)) this.#count++
      return past
    }
    return index + 1
  }
}
