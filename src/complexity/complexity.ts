/**
 * complexityDelta = decision points of the added lines − decision points of the removed lines
 *
 * Cyclomatic complexity is 1 + decision points, so this is how much a file's complexity changed.
 * Counted, by language, are the decision tokens of lizard's readers; each grammar says which, where it
 * counts otherwise and why, and what cannot be told from a line alone (script-grammars.ts,
 * c-family-grammars.ts). JavaScript and TypeScript, JSX included: if, for, while, case, catch, &&, ||,
 * ??, and the ternary `?`; `else if` counts by its `if`, `do` by its `while`, `default` and `else` do
 * not; `.catch(` of a promise counts, as in lizard. Where lizard's readers see only question marks we
 * say what is meant: `??` is one decision (lizard: two), `?.` and a TypeScript optional mark are none
 * (lizard's JavaScript reader: one).
 * Left out: other languages, files that are neither code nor tests, binary files, links (null), and
 * what a line means because of a comment, string or template opened outside its hunk, where the lines
 * do not tell. [McCabe 1976; github.com/terryyin/lizard 1.24]
 */
import { DecisionCounter } from './decision-counter.js'
import type { Grammar } from './grammars.js'
import { TokenCounter } from './token-counter.js'

export class ComplexityDelta {
  readonly #counter: DecisionCounter | TokenCounter
  #delta = 0
  #sign = 1

  constructor(grammar: Grammar) {
    this.#counter =
      'js' in grammar ? new DecisionCounter(grammar.js) : new TokenCounter(grammar.tokens)
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
