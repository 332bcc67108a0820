import type { ByteCursor } from './byte-cursor.js'
import type { LineReader } from './file-diff.js'
import type { HunkHeader } from './hunk-header.js'

const lineFeed = 10
const backslash = 92

/** A longer line was not written by a person; it is counted but no reader is shown it. */
const longestLine = 65_536

/**
 * The lines of one hunk: as many removed and then as many added ones as its header says, each run
 * followed by `\ No newline at end of file` where that is so.
 */
export class HunkBody {
  #removedLeft = 0
  #addedLeft = 0
  #headLeft = 0
  #inLine = false
  #reader: LineReader | null = null

  constructor(private readonly cursor: ByteCursor) {}

  begin(header: HunkHeader, reader: LineReader | null): void {
    this.#removedLeft = header.removed
    this.#addedLeft = header.added
    this.#reader = reader
    this.#headLeft = reader ? Math.max(0, reader.headLines - header.firstAdded + 1) : 0
    this.#inLine = false
    reader?.hunk(header)
  }

  /** Reads on; true once the hunk is over, false when more bytes are needed. */
  advance(): boolean {
    const { cursor } = this
    while (!cursor.isEmpty) {
      if (this.#inLine) {
        if (!cursor.skipLine()) return false
        this.#inLine = false
      } else if (cursor.bytes[cursor.position] === backslash) {
        this.#inLine = true
      } else if (this.#removedLeft === 0 && this.#addedLeft === 0) {
        return true
      } else if (!this.#readLines()) {
        return false
      }
    }
    return false
  }

  #readLines(): boolean {
    const reader = this.#reader
    const removing = this.#removedLeft > 0
    if (reader && (reader.everyLine || (!removing && this.#headLeft > 0))) {
      return this.#showLine(reader, removing)
    }
    const left = removing ? this.#removedLeft : this.#addedLeft
    let passed = this.cursor.skipLines(left)
    if (passed < left && this.cursor.bytes.at(-1) !== lineFeed) {
      // The bytes end inside a line: it is counted, and its rest is skipped when it comes.
      passed++
      this.#inLine = true
    }
    this.#take(removing, passed)
    return true
  }

  #showLine(reader: LineReader, removing: boolean): boolean {
    const { bytes, position } = this.cursor
    const end = bytes.indexOf(lineFeed, position)
    const length = (end === -1 ? bytes.length : end) - position
    if (length > longestLine) {
      this.#inLine = true
    } else {
      if (end === -1) return false
      if (removing) reader.removed(bytes, position + 1, end)
      else reader.added(bytes, position + 1, end)
      this.cursor.position = end + 1
    }
    this.#take(removing, 1)
    return true
  }

  #take(removing: boolean, lines: number): void {
    if (removing) this.#removedLeft -= lines
    else {
      this.#addedLeft -= lines
      this.#headLeft -= lines
    }
  }
}
