import type { Rule } from './line.js'

/** A word the grammar knows: it decides where its rule holds; without a rule it is no name. */
export interface KnownWord {
  bytes: Buffer
  rule: Rule | null
}

const slots = 256

/** Words found by their bytes, without a string. */
export class Words {
  readonly #bySlot: KnownWord[][] = Array.from({ length: slots }, () => [])
  /** By the first byte: a bit for each length that a word of it has. */
  readonly #lengths = new Uint32Array(256)
  /** 32 where the case of letters is of no weight, else 0. */
  readonly #caseBit: number

  /** `names` are further words of the language, blanks between. */
  constructor(rules: Record<string, Rule>, names: string, ignoreCase: boolean) {
    this.#caseBit = ignoreCase ? 32 : 0
    for (const [word, rule] of Object.entries(rules)) this.#add(word, rule)
    for (const name of names.split(/\s+/).filter((name) => name && !rules[name])) {
      this.#add(name, null)
    }
  }

  #add(word: string, rule: Rule | null): void {
    const bytes = Buffer.from(word)
    this.#slot(bytes, 0, bytes.length).push({ bytes, rule })
    this.#lengths[bytes[0]! | this.#caseBit]! |= 1 << bytes.length
  }

  #slot(bytes: Buffer, start: number, past: number): KnownWord[] {
    const bit = this.#caseBit
    const [first, last] = [bytes[start]! | bit, bytes[past - 1]! | bit]
    return this.#bySlot[(first * 7 + last * 3 + (past - start)) & (slots - 1)]!
  }

  find(bytes: Buffer, start: number, past: number): KnownWord | null {
    const length = past - start
    const lengths = this.#lengths[bytes[start]! | this.#caseBit]!
    if (length > 31 || ((lengths >>> length) & 1) === 0) return null
    const slot = this.#slot(bytes, start, past)
    for (let index = 0; index < slot.length; index++) {
      if (this.#equal(slot[index]!.bytes, bytes, start, past)) return slot[index]!
    }
    return null
  }

  #equal(word: Buffer, bytes: Buffer, start: number, past: number): boolean {
    if (word.length !== past - start) return false
    const bit = this.#caseBit
    for (let index = 0; index < word.length; index++) {
      if (word[index] !== (bytes[start + index]! | bit)) return false
    }
    return true
  }
}
