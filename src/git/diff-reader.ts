import { ByteCursor } from './byte-cursor.js'
import { CommitSize, commitLimits } from './commit-size.js'
import type { CommitDiff, FileDiff, LineReader } from './file-diff.js'
import { HunkBody } from './hunk-body.js'
import { readHunkHeader } from './hunk-header.js'
import { readRawEntry } from './raw-entry.js'

const lineFeed = 10
const at = 64
const colon = 58
const fileHeading = Buffer.from('diff --git ')
const binaryLine = Buffer.from('Binary files ')

type Step = 'hash' | 'raw' | 'patch' | 'hunk'

/**
 * Reads the output of `git diff-tree --stdin --always -z --raw -p -U0` as it comes, on bytes:
 *
 *     hash NUL (raw entry NUL)* [NUL patch]      for every commit
 *
 * The raw entries name the files (their paths unquoted, whatever they hold); the patch repeats them
 * in the same order, a file that changed its type twice. Within a hunk its header says how many
 * lines follow, so no line can pass for a header, whatever it says. Memory: the present commit's
 * list of files and one chunk.
 *
 *     additions = Σ d, deletions = Σ b over the hunk headers `@@ -a,b +c,d @@` of a file
 */
export class DiffReader<Reader extends LineReader> {
  readonly #cursor = new ByteCursor()
  readonly #hunk = new HunkBody(this.#cursor)
  #step: Step = 'hash'
  #commit: CommitDiff<Reader> | null = null
  #size = new CommitSize()
  #done: CommitDiff<Reader>[] = []
  #entry = -1
  #secondHalf = false

  constructor(
    private readonly readerFor: (file: FileDiff<Reader>) => Reader | null,
    private readonly limits = commitLimits,
  ) {}

  /** The commits known to be complete once `chunk` is read. */
  feed(chunk: Buffer): CommitDiff<Reader>[] {
    this.#cursor.feed(chunk)
    while (!this.#cursor.isEmpty && this.#advance()) {}
    return this.#takeDone()
  }

  /** The last commit, which only the end of the output completes. */
  end(): CommitDiff<Reader>[] {
    this.#completeCommit()
    return this.#takeDone()
  }

  /** The commit being read has turned out too large: the rest of its diff is of no use. */
  get isOversized(): boolean {
    return this.#commit?.oversized ?? false
  }

  #takeDone(): CommitDiff<Reader>[] {
    const done = this.#done
    this.#done = []
    return done
  }

  /** Takes one thing off the bytes; false when the rest of it is still to come. */
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
    this.#completeCommit()
    this.#commit = { hash: bytes.toString('latin1', position, end), files: [], oversized: false }
    this.#size = new CommitSize(this.limits)
    this.#entry = -1
    this.#secondHalf = false
    this.#cursor.position = end + 1
    this.#step = 'raw'
    return true
  }

  #readRaw(): boolean {
    const { bytes, position } = this.#cursor
    if (bytes[position] !== colon) {
      // A NUL leads to the patch; a commit that changes nothing has none.
      this.#step = bytes[position] === 0 ? 'patch' : 'hash'
      if (this.#step === 'patch') this.#cursor.position++
      return true
    }
    const read = readRawEntry(bytes, position)
    if (!read) return false
    this.#cursor.position = read.end
    this.#size.addFile(read.end - position)
    if (this.#dropIfOversized()) return true
    const file = { ...read.entry, additions: 0, deletions: 0, binary: false, reader: null }
    this.#commit?.files.push(file)
    return true
  }

  #readPatchLine(): boolean {
    const { bytes, position } = this.#cursor
    if (bytes.length - position < 4) return false
    if (startsWithHash(bytes, position)) {
      this.#step = 'hash'
      return true
    }
    const end = bytes.indexOf(lineFeed, position)
    if (end === -1) return false
    this.#cursor.position = end + 1
    if (bytes[position] === at) this.#startHunk(position)
    else if (startsWith(bytes, position, fileHeading)) this.#startFile()
    else if (startsWith(bytes, position, binaryLine)) this.#markBinary()
    return true
  }

  get #file(): FileDiff<Reader> | null {
    return this.#commit?.files[this.#entry] ?? null
  }

  #startFile(): void {
    // A file that became a link (or the reverse) is shown as deleted, then as added.
    if (this.#file?.status === 'T' && !this.#secondHalf) {
      this.#secondHalf = true
      return
    }
    this.#entry++
    this.#secondHalf = false
    const file = this.#file
    if (file) file.reader = this.readerFor(file)
  }

  #markBinary(): void {
    if (this.#file) this.#file.binary = true
  }

  #startHunk(position: number): void {
    const header = readHunkHeader(this.#cursor.bytes, position)
    this.#size.addLines(header.removed + header.added)
    this.#dropIfOversized()
    const file = this.#file
    if (file) {
      file.deletions += header.removed
      file.additions += header.added
    }
    this.#hunk.begin(header, file?.reader ?? null)
    this.#step = 'hunk'
  }

  #dropIfOversized(): boolean {
    if (!this.#size.isOversized || !this.#commit) return false
    this.#commit.oversized = true
    this.#commit.files = []
    this.#entry = -1
    return true
  }

  #completeCommit(): void {
    if (this.#commit) this.#done.push(this.#commit)
    this.#commit = null
  }
}

/** No line of a patch outside a hunk begins with four hexadecimal digits. */
function startsWithHash(bytes: Buffer, position: number): boolean {
  for (let index = position; index < position + 4; index++) {
    const byte = bytes[index] ?? 0
    const isHex = (byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 102)
    if (!isHex) return false
  }
  return true
}

function startsWith(bytes: Buffer, position: number, word: Buffer): boolean {
  for (let index = 0; index < word.length; index++) {
    if (bytes[position + index] !== word[index]) return false
  }
  return true
}
