import { literalClose } from './literals.js'
import type { Literal, Opened } from './token-grammar.js'

const backslash = 92
const opening = new Map([
  [125, 123],
  [41, 40],
])

/** A literal with code inside it that is being read: how many brackets of its own are open. */
interface Interrupted {
  literal: Literal
  brackets: number
}

/** The literals that are open where the counter reads, and how they end or are interrupted. */
export class OpenLiterals {
  /** What is being read is its content; null: code. */
  current: Literal | null = null
  /** How often the open comment has been opened inside itself. */
  #nested = 0
  #interrupted: Interrupted[] = []
  /** A heredoc that begins with the next line. */
  #next: Literal | null = null

  reset(): void {
    this.current = this.#next = null
    this.#nested = 0
    this.#interrupted = []
  }

  /** Code of no literal is being read. */
  get none(): boolean {
    return this.current === null && this.#interrupted.length === 0
  }

  open({ literal, fromNextLine }: Opened): void {
    if (fromNextLine) this.#next = literal
    else this.current = literal
  }

  /** Reads on in the open literal; `onClose` hears when it ends. */
  within(
    literal: Literal,
    bytes: Buffer,
    index: number,
    end: number,
    onClose: (literal: Literal) => void,
  ): number {
    const found = literalClose(literal, bytes, index, end)
    if (found.kind === 'nested') this.#nested++
    else if (found.kind === 'code') {
      this.#interrupted.push({ literal, brackets: 0 })
      this.current = null
    } else if (found.kind === 'close' && this.#nested > 0) this.#nested--
    else if (found.kind === 'close') {
      this.current = null
      onClose(literal)
    }
    return found.past
  }

  /** Code inside a literal ends with the bracket that its own brackets leave over. */
  bracket(byte: number): void {
    const last = this.#interrupted.at(-1)
    if (!last) return
    if (byte === opening.get(last.literal.codeClose)) last.brackets++
    else if (byte === last.literal.codeClose && last.brackets-- === 0) {
      this.#interrupted.pop()
      this.current = last.literal
    }
  }

  /** Closes what does not go on over lines, and gives it back; opens the heredoc that waits. */
  endLine(bytes: Buffer, end: number): Literal | null {
    const literal = this.current
    const goesOn = literal?.carries || (literal?.escape && bytes[end - 1] === backslash)
    if (!goesOn) this.current = null
    if (this.#interrupted.some((one) => !one.literal.carries)) this.#interrupted = []
    if (this.#next) this.current = this.#next
    this.#next = null
    return goesOn ? null : literal
  }
}
