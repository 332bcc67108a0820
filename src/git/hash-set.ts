/**
 * A set of commit hashes in one block of memory, sorted: a million of them take 20 MB, where a Set of
 * strings would take ten times as much.
 */
export class HashSet {
  readonly #bytes: Buffer
  readonly #width: number

  /** @param bytes the hashes one after another, in ascending order, each `width` bytes (20 or 32) */
  constructor(bytes: Buffer, width: number) {
    this.#bytes = bytes
    this.#width = width
  }

  static readonly empty = new HashSet(Buffer.alloc(0), 20)

  get size(): number {
    return this.#bytes.length / this.#width
  }

  /** Whether the hash, in hexadecimal digits, is one of them. */
  has(hash: string): boolean {
    const width = this.#width
    if (hash.length !== 2 * width) return false
    const wanted = Buffer.from(hash, 'hex')
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >> 1
      const order = this.#bytes.compare(wanted, 0, width, middle * width, (middle + 1) * width)
      if (order === 0) return true
      if (order < 0) low = middle + 1
      else high = middle
    }
    return false
  }
}
