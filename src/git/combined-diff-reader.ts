import { ByteCursor } from './byte-cursor.js'
import type { CombinedDiff } from './combined-diff.js'
import { type CombinedEntry, readCombinedEntry } from './combined-entry.js'
import { CombinedHunkBody } from './combined-hunk-body.js'

const lineFeed = 10
const at = 64
const colon = 58

type Step = 'hash' | 'raw' | 'patch' | 'hunk'

/**
 * Reads the output of `git diff-tree --stdin --always -z --raw -c -p -U1` on merges, as it comes:
 *
 *     hash NUL (raw entry NUL)* [NUL patch]      for every merge
 *
 * Kept are the marks of the lines, never a line. The parts of the patch find their file by the ids
 * of its contents.
 */
export class CombinedDiffReader {
  readonly #cursor = new ByteCursor()
  readonly #hunk = new CombinedHunkBody(this.#cursor)
  #step: Step = 'hash'
  #hash: string | null = null
  #entries: CombinedEntry[] = []
  #entry = 0
  #done: CombinedDiff[] = []

  /** The merges known to be complete once `chunk` is read. */
  feed(chunk: Buffer): CombinedDiff[] {
    this.#cursor.feed(chunk)
    while (!this.#cursor.isEmpty && this.#advance()) {}
    return this.#done.splice(0)
  }

  /** The last merge, which only the end of the output completes. */
  end(): CombinedDiff[] {
    this.#complete()
    return this.#done.splice(0)
  }

  #advance(): boolean {
    if (this.#step === 'hash') return this.#readHash()
    if (this.#step === 'raw') return this.#readRaw()
    if (this.#step === 'patch') return this.#readPatchLine()
    if (!this.#hunk.advance()) return false
    this.#step = 'patch'
    return true
  }

  #readHash(): boolean {
    const { bytes, position } = this.#cursor
    const end = bytes.indexOf(0, position)
    if (end === -1) return false
    this.#complete()
    this.#hash = bytes.toString('latin1', position, end)
    this.#cursor.position = end + 1
    this.#step = 'raw'
    return true
  }

  #readRaw(): boolean {
    const { bytes, position } = this.#cursor
    if (bytes[position] !== colon) {
      this.#step = bytes[position] === 0 ? 'patch' : 'hash'
      if (this.#step === 'patch') this.#cursor.position++
      return true
    }
    const read = readCombinedEntry(bytes, position)
    if (!read) return false
    this.#cursor.position = read.end
    this.#entries.push(read.entry)
    return true
  }

  #readPatchLine(): boolean {
    const { bytes, position } = this.#cursor
    if (bytes.length - position < 4) return false
    if (/^[0-9a-f]{4}$/.test(bytes.toString('latin1', position, position + 4))) {
      this.#step = 'hash'
      return true
    }
    const end = bytes.indexOf(lineFeed, position)
    if (end === -1) return false
    this.#cursor.position = end + 1
    if (bytes[position] === at) {
      const hunk = this.#hunk.begin(
        bytes.toString('latin1', position, Math.min(end, position + 2048)),
      )
      this.#entries[this.#entry]?.file.hunks.push(hunk)
      this.#step = 'hunk'
      return true
    }
    const line = bytes.toString('latin1', position, Math.min(end, position + 4096))
    if (line.startsWith('index ')) this.#find(line.slice('index '.length))
    const file = this.#entries[this.#entry]?.file
    if (file && line.startsWith('Binary files ')) file.isBinary = true
    return true
  }

  /** Two files may hold the same contents: each is found once. */
  #find(ids: string): void {
    const isNext = ({ file, ids: own }: CombinedEntry, index: number) =>
      index >= this.#entry && own === ids && file.hunks.length === 0
    const found = this.#entries.findIndex(isNext)
    this.#entry = found === -1 ? this.#entries.length : found
  }

  #complete(): void {
    if (this.#hash)
      this.#done.push({ hash: this.#hash, files: this.#entries.map(({ file }) => file) })
    this.#hash = null
    this.#entries = []
    this.#entry = 0
  }
}
