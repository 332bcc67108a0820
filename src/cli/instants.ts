/** A developer's commits in time: by instant, those of one instant as the history has them. */
export class Instants {
  /** Milliseconds, rising; at the same instant the places fall, for lower down is earlier. */
  #instants: number[] = []
  #places: number[] = []

  get size(): number {
    return this.#places.length
  }

  add(instant: number, place: number): void {
    const at = this.#find(instant, place)
    this.#instants.splice(at, 0, instant)
    this.#places.splice(at, 0, place)
  }

  /** Takes out one that was added. */
  remove(instant: number, place: number): void {
    const at = this.#find(instant, place)
    this.#instants.splice(at, 1)
    this.#places.splice(at, 1)
  }

  /** The instant of the one just before; null if there is none. */
  before(instant: number, place: number): number | null {
    return this.#instants[this.#find(instant, place) - 1] ?? null
  }

  /** Where it is, or would be. */
  #find(instant: number, place: number): number {
    let from = 0
    let to = this.#places.length
    while (from < to) {
      const middle = (from + to) >> 1
      const other = this.#instants[middle]!
      const isBefore = other < instant || (other === instant && this.#places[middle]! > place)
      if (isBefore) from = middle + 1
      else to = middle
    }
    return from
  }
}
