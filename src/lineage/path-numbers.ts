import { factsOf } from '../files/file-kinds.js'
import { keptPath } from '../git/kept-path.js'

/** Every path of a window by a number: the number is what states of the history are keyed by. */
export class PathNumbers {
  readonly #numbers = new Map<string, number>()
  readonly #paths: string[] = []
  readonly #holdsCode: boolean[] = []

  of(path: Buffer): number {
    const key = path.toString('latin1')
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#paths.length
    const kept = keptPath(path).path
    const { kind } = factsOf(kept)
    this.#numbers.set(key, number)
    this.#paths.push(kept)
    this.#holdsCode.push(kind === 'code' || kind === 'test')
    return number
  }

  /** The path as it is kept. */
  path(number: number): string {
    return this.#paths[number] ?? ''
  }

  /** Whether its lines are code lines: those of code and of tests. */
  holdsCode(number: number): boolean {
    return this.#holdsCode[number] ?? false
  }
}
