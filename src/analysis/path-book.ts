import { factsOf, type PathFacts } from '../files/file-kinds.js'

export { type KeptPath, keptPath } from '../git/kept-path.js'

/** Histories touch the same paths over and over; so many are remembered before starting anew. */
const remembered = 20_000

/** Path facts by path, worked out once for a path that comes again soon. */
export class PathBook {
  #facts = new Map<string, PathFacts>()

  facts(path: string): PathFacts {
    const known = this.#facts.get(path)
    if (known) return known
    if (this.#facts.size >= remembered) this.#facts.clear()
    const facts = factsOf(path)
    this.#facts.set(path, facts)
    return facts
  }
}

/** `path`, told apart from the paths already taken: two of them may have become the same text. */
export function distinct(path: string, taken: Set<string>): string {
  let name = path
  for (let copy = 2; taken.has(name); copy++) name = `${path}~${copy}`
  return name
}
