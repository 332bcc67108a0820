/**
 * complexityDelta = decision points of the added lines − decision points of the removed lines
 *
 * Cyclomatic complexity is 1 + decision points, so this is how much a file's complexity changed.
 * Which words and signs decide stands in the grammar of each language: parenthesis-grammars.ts,
 * brace-grammars.ts, script-grammars.ts. They are lizard's tokens; `else if` counts by its `if`, `do`
 * by its `while`, `default` and `else` do not. Where lizard's readers see only question marks we say
 * what is meant, and each such difference stands with its grammar.
 * Left out: languages without a grammar, files that are neither code nor tests, binary files, links
 * (null), and what a line means because of a comment or string opened outside its hunk, where the
 * lines do not tell. [McCabe 1976; github.com/terryyin/lizard]
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
