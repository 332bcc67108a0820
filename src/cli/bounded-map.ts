/** A map that stops growing: a history may name a million people or paths. */
export class BoundedMap<Value> {
  #values = new Map<string, Value>()
  /** How often something was turned away. */
  turnedAway = 0

  constructor(private readonly most: number) {}

  /** The value of a key, made where there is none; null where there is no room for it. */
  get(key: string, make: () => Value): Value | null {
    const known = this.#values.get(key)
    if (known !== undefined) return known
    if (this.#values.size >= this.most) {
      this.turnedAway++
      return null
    }
    const made = make()
    this.#values.set(key, made)
    return made
  }

  entries(): IterableIterator<[string, Value]> {
    return this.#values.entries()
  }
}
