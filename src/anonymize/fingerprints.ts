/** A text's 53 bits: two multiplicative hashes, side by side. Not for secrets: they stay in memory. */
export function fingerprint(text: string): number {
  let [one, two] = [0xdeadbeef, 0x41c6ce57]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 2654435761)
    two = Math.imul(two ^ code, 1597334677)
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909)
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
  return 4294967296 * (2097151 & two) + (one >>> 0) + 1
}

/** So many of them are held at once: 64 MiB. */
const most = 2 ** 22

/** A set of fingerprints that grows up to a bound, and then only counts. */
export class Fingerprints {
  #slots = new Float64Array(2 ** 12)
  size = 0

  constructor(private readonly bound = most) {}

  /** Whether more were given than are held. */
  get isOver(): boolean {
    return this.size > this.bound
  }

  #place(slots: Float64Array, value: number): number {
    const mask = slots.length - 1
    let at = (value % 4294967291) & mask
    while (slots[at] !== 0 && slots[at] !== value) at = (at + 1) & mask
    return at
  }

  has(value: number): boolean {
    return this.#slots[this.#place(this.#slots, value)] === value
  }

  add(value: number): void {
    if (this.has(value)) return
    this.size += 1
    if (this.isOver) return
    if (this.size * 2 > this.#slots.length) {
      const wider = new Float64Array(this.#slots.length * 2)
      for (const held of this.#slots) if (held !== 0) wider[this.#place(wider, held)] = held
      this.#slots = wider
    }
    this.#slots[this.#place(this.#slots, value)] = value
  }
}
