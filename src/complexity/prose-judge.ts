import { byteClass, classes } from './byte-classes.js'
import type { Literal, ProseRules } from './token-grammar.js'

const dot = 46

/**
 * Tells lines of prose from lines of code, for strings and comments whose beginning is not in the hunk:
 * two names in a row are no Python, three no Ruby or Go. Strict, it also takes for prose a name before
 * a string, a string left open, a full stop at the end, and a line that begins with a prompt (`>>>`).
 */
export class ProseJudge {
  /** A line of prose has been seen where code was expected, in this run. */
  seen = false
  #inRow = 0
  #prose = false
  #wordEnd = -1
  #afterName = false
  #sentence = false

  constructor(private readonly rules: ProseRules | null) {}

  run(): void {
    this.seen = false
    this.line(false)
  }

  line(prompted: boolean): void {
    this.#prose = prompted && (this.rules?.strict ?? false)
    this.sign(0, 0)
  }

  word(known: boolean, past: number): void {
    if (!this.rules) return
    this.#inRow = known ? 0 : this.#inRow + 1
    this.#afterName = !known
    this.#wordEnd = past
    this.#sentence = false
    if (this.#inRow >= this.rules.wordsInRow) this.#prose = true
  }

  sign(byte: number, index: number): void {
    this.#sentence = byte === dot && index === this.#wordEnd
    this.#inRow = 0
    this.#afterName = false
    this.#wordEnd = -1
  }

  literal(literal: Literal, bytes: Buffer, index: number): void {
    const comment = literal.close.length === 0
    if (comment) return
    const apart = index > 0 && classes[bytes[index - 1]!] === byteClass.blank
    if (this.rules?.strict && apart && this.#afterName) this.#prose = true
    this.sign(0, 0)
  }

  /** The literal that the end of the line cut off, if one. */
  leftOpen(literal: Literal | null): void {
    if (this.rules?.strict && literal && literal.close.length > 0) this.#prose = true
  }

  /** A line of this run, this one so far included, is prose. */
  get suspects(): boolean {
    return this.seen || this.#prose
  }

  /** The line has been read: is it prose? */
  judge(): boolean {
    if (this.rules?.strict && this.#sentence) this.#prose = true
    if (this.#prose) this.seen = true
    return this.#prose
  }
}
