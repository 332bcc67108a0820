/**
 * complexityDelta = decision points of the added lines − decision points of the removed lines
 *
 * Cyclomatic complexity is 1 + decision points, so this is how much a file's complexity changed.
 * Counted in JavaScript and TypeScript, JSX included: if, for, while, case, catch, &&, ||, ??, and
 * the ternary `?`; `else if` counts by its `if`, `do` by its `while`, `default` and `else` do not.
 * These are lizard's tokens, and like it we count `.catch(` of a promise. Where lizard's readers
 * see only question marks we say what is meant: `??` is one decision (lizard: two), `?.` and a
 * TypeScript optional mark are none (lizard's JavaScript reader: one).
 * Left out: other languages, files that are neither code nor tests, binary files, links (null), and
 * what a line means because of a comment or template opened outside its hunk, where the lines do
 * not tell. [McCabe 1976; github.com/terryyin/lizard]
 */
import { DecisionCounter } from './decision-counter.js'
import type { Grammar } from './grammar.js'

export class ComplexityDelta {
  readonly #counter: DecisionCounter
  #delta = 0
  #sign = 1

  constructor(grammar: Grammar) {
    this.#counter = new DecisionCounter(grammar)
  }

  /** The next lines do not follow on those before. */
  hunk(): void {
    this.#delta += this.#sign * this.#counter.take()
    this.#sign = 1
  }

  removed(bytes: Buffer, start: number, end: number): void {
    if (this.#sign === 1) this.hunk()
    this.#sign = -1
    this.#counter.line(bytes, start, end)
  }

  added(bytes: Buffer, start: number, end: number): void {
    if (this.#sign === -1) this.hunk()
    this.#counter.line(bytes, start, end)
  }

  /** Decision points added less removed, over all lines seen. */
  get delta(): number {
    this.hunk()
    return this.#delta
  }
}
