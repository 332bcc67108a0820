import { factsOf, type PathFacts } from '../files/file-kinds.js'
import { pathLimit } from '../git/text.js'

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

/** A path as it is kept, and whether it is not quite what git has. */
export interface KeptPath {
  path: string
  changed: boolean
}

/**
 * A path as text. Git's paths are bytes without a NUL: those that are not UTF-8 become U+FFFD, and
 * a path beyond the limit is cut. Line feeds, quotes and the like stay, they are part of the name.
 */
export function keptPath(bytes: Buffer): KeptPath {
  if (bytes.length > pathLimit) {
    return { path: `${bytes.subarray(0, pathLimit).toString('utf8')}…`, changed: true }
  }
  const path = bytes.toString('utf8')
  return { path, changed: path.includes('\ufffd') }
}

/** `path`, told apart from the paths already taken: two of them may have become the same text. */
export function distinct(path: string, taken: Set<string>): string {
  let name = path
  for (let copy = 2; taken.has(name); copy++) name = `${path}~${copy}`
  return name
}
