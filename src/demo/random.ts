import { createHash } from 'node:crypto'

/** Numbers that look drawn and are the same for the same seed: mulberry32. */
export class Random {
  #state: number

  constructor(private readonly seed: string) {
    this.#state = createHash('sha256').update(seed).digest().readUInt32LE(0)
  }

  /** A source of its own, which what others draw does not move. */
  fork(name: string | number): Random {
    return new Random(`${this.seed}/${name}`)
  }

  /** From 0 to 1, 1 excluded. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  /** A whole number, both ends included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)]!
  }

  /** One of those, the heavy ones more often. */
  weighted<T>(from: readonly T[], weightOf: (one: T) => number): T {
    const total = from.reduce((sum, one) => sum + weightOf(one), 0)
    let left = this.next() * total
    for (const one of from) {
      left -= weightOf(one)
      if (left < 0) return one
    }
    return from.at(-1)!
  }

  /** Around a median with a long tail above it, as times and sizes of work are (log-normal). */
  spread(median: number, width: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
    return median * Math.exp(width * Math.max(-2.5, Math.min(2.5, normal)))
  }
}
