import type { LineReader } from '../git/file-diff.js'
import type { HunkHeader } from '../git/hunk-header.js'

/** Keeps where a file's hunks are; it is shown no line. */
export class HunkList implements LineReader {
  readonly everyLine = false
  readonly headLines = 0
  readonly hunks: HunkHeader[] = []

  hunk(header: HunkHeader): void {
    this.hunks.push(header)
  }

  removed(): void {}

  added(): void {}
}
