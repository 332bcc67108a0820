import type { ByteCursor } from './byte-cursor.js'
import type { CombinedHunk } from './combined-diff.js'

const [space, minus] = [32, 45]

/**
 * The lines of one hunk of a combined diff. Each begins with a mark for every parent: `-` where the
 * line was the parent's and is gone, `+` where it is not the parent's, a space where it is, or where
 * a line that is gone was never the parent's.
 */
export class CombinedHunkBody {
  #hunk: CombinedHunk = { first: 0, spans: [] }
  #left: number[] = []
  #resultLeft = 0
  #inLine = false

  constructor(private readonly cursor: ByteCursor) {}

  /** Begins a hunk by its header, `@@@ -a,b -c,d +e,f @@@`. */
  begin(header: string): CombinedHunk {
    const numbers = /^@+ ([-+,\d ]*)@/.exec(header)?.[1] ?? ''
    const ranges = [...numbers.matchAll(/[-+](\d+),(\d+)/g)].map(([, first, lines]) => ({
      first: Number(first),
      lines: Number(lines),
    }))
    const result = ranges.pop() ?? { first: 1, lines: 0 }
    this.#left = ranges.map((range) => range.lines)
    this.#resultLeft = result.lines
    this.#hunk = { first: result.first, spans: [] }
    this.#inLine = false
    return this.#hunk
  }

  /** Reads on; true once the hunk is over, false when more bytes are needed. */
  advance(): boolean {
    const { cursor } = this
    for (;;) {
      if (this.#inLine) {
        if (!cursor.skipLine()) return false
        this.#inLine = false
      }
      if (this.#resultLeft <= 0 && this.#left.every((lines) => lines <= 0)) return true
      if (cursor.bytes.length - cursor.position < this.#left.length) return false
      this.#readMarks(cursor.bytes, cursor.position)
      this.#inLine = true
    }
  }

  #readMarks(bytes: Buffer, position: number): void {
    let [minuses, spaces] = [0, 0]
    for (let parent = 0; parent < this.#left.length; parent++) {
      const mark = bytes[position + parent]
      if (mark === minus) minuses |= 1 << parent
      else if (mark === space) spaces |= 1 << parent
    }
    const isRemoved = minuses > 0
    const parents = isRemoved ? minuses : spaces
    if (!isRemoved) this.#resultLeft--
    for (let parent = 0; parent < this.#left.length; parent++) {
      if (parents & (1 << parent)) this.#left[parent]!--
    }
    const last = this.#hunk.spans.at(-1)
    if (last?.parents === parents && last.isRemoved === isRemoved) last.lines++
    else this.#hunk.spans.push({ parents, isRemoved, lines: 1 })
  }
}
