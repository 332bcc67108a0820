/**
 * indentDelta = indent levels of the added lines − indent levels of the removed lines
 *
 * How deep lines are indented ranks files and changes much as cyclomatic complexity does, in any
 * language. A tab is one level; spaces are levels by the file's unit, which is the step of 2, 3 or 4
 * that lines standing together differ by most often, else what all widths seen are multiples of,
 * else 4. The sum is rounded, halves away from 0. Left out: blank lines; and as with complexityDelta
 * files that are neither code nor tests, binary files and links (null).
 * [Hindle, Godfrey, Holt 2009, "Reading beside the lines: Using indentation to rank revisions by
 * complexity"]
 */
import { carriageReturn, tab } from './bytes.js'

const space = 32

export class IndentDelta {
  #tabs = 0
  #spaces = 0
  /** Spaces of the line before in the run; -1 where none stands before, or it had tabs. */
  #before = -1
  #removing = false
  /** How often lines that stand together differ by so many spaces. */
  #twos = 0
  #threes = 0
  #fours = 0
  /** Of the widths seen. */
  #divisor = 0

  /** The next lines do not follow on those before. */
  hunk(): void {
    this.#before = -1
  }

  removed(bytes: Buffer, start: number, end: number): void {
    if (!this.#removing) this.hunk()
    this.#removing = true
    this.#line(bytes, start, end, -1)
  }

  added(bytes: Buffer, start: number, end: number): void {
    if (this.#removing) this.hunk()
    this.#removing = false
    this.#line(bytes, start, end, 1)
  }

  /** Indent levels added less removed, over all lines seen. */
  get delta(): number {
    const spaces = Math.round(Math.abs(this.#spaces) / this.#unit())
    return this.#tabs + (this.#spaces < 0 ? -spaces : spaces)
  }

  #line(bytes: Buffer, start: number, end: number, sign: number): void {
    let tabs = 0
    let index = start
    while (index < end && (bytes[index] === space || bytes[index] === tab)) {
      if (bytes[index] === tab) tabs++
      index++
    }
    if (index === end || bytes[index] === carriageReturn) return
    const spaces = index - start - tabs
    this.#tabs += sign * tabs
    this.#spaces += sign * spaces
    this.#learn(tabs > 0 ? -1 : spaces)
  }

  #learn(spaces: number): void {
    const step = this.#before < 0 || spaces < 0 ? 0 : Math.abs(spaces - this.#before)
    if (step === 2) this.#twos++
    else if (step === 3) this.#threes++
    else if (step === 4) this.#fours++
    this.#before = spaces
    if (spaces > 0 && this.#divisor !== 1) this.#divisor = greatestDivisor(spaces, this.#divisor)
  }

  #unit(): number {
    const [twos, threes, fours] = [this.#twos, this.#threes, this.#fours]
    const most = Math.max(twos, threes, fours)
    if (most > 0) return most === twos ? 2 : most === fours ? 4 : 3
    return [4, 2, 3].find((unit) => this.#divisor % unit === 0) ?? 4
  }
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}
