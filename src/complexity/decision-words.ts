import type { Rule } from './token-grammar.js'

export interface GrammarWord {
  bytes: Buffer
  /** Whether it decides where it stands; null for a word that never does. */
  rule: Rule | null
}

const [upperA, upperZ, caseBit] = [65, 90, 32]

/** A language's words, found by the bytes of a line without making a string of them. */
export class DecisionWords {
  readonly #byHash = new Map<number, GrammarWord[]>()
  readonly #longest: number

  constructor(
    rules: Record<string, Rule>,
    keywords: string,
    private readonly ignoreCase: boolean,
  ) {
    const plain = keywords.split(' ').filter((word) => word !== '')
    const all = [...Object.entries(rules), ...plain.map((word): [string, null] => [word, null])]
    for (const [text, rule] of all) {
      const bytes = Buffer.from(text)
      const hash = this.#hash(bytes, 0, bytes.length)
      this.#byHash.set(hash, [...(this.#byHash.get(hash) ?? []), { bytes, rule }])
    }
    this.#longest = Math.max(...all.map(([text]) => text.length))
  }

  /** The language's word between `start` and `past`; undefined for any other. */
  find(bytes: Buffer, start: number, past: number): GrammarWord | undefined {
    if (past - start > this.#longest) return undefined
    const words = this.#byHash.get(this.#hash(bytes, start, past))
    return words?.find((word) => this.#is(bytes, start, past, word.bytes))
  }

  #hash(bytes: Buffer, start: number, past: number): number {
    let hash = past - start
    for (let index = start; index < past; index++) {
      hash = (Math.imul(hash, 31) + this.#fold(bytes[index]!)) | 0
    }
    return hash
  }

  #is(bytes: Buffer, start: number, past: number, word: Buffer): boolean {
    if (past - start !== word.length) return false
    for (let index = start; index < past; index++) {
      if (this.#fold(bytes[index]!) !== word[index - start]) return false
    }
    return true
  }

  #fold(byte: number): number {
    return this.ignoreCase && byte >= upperA && byte <= upperZ ? byte | caseBit : byte
  }
}
