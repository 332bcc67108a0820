import type { HunkHeader } from './hunk-header.js'
import type { RawEntry } from './raw-entry.js'

/** Looks at the lines of one file as they pass. It gets bytes, never keeps them. */
export interface LineReader {
  /** It looks at every line; else only at added ones among the first `headLines` of the file. */
  readonly everyLine: boolean
  readonly headLines: number
  hunk(header: HunkHeader): void
  removed(bytes: Buffer, start: number, end: number): void
  added(bytes: Buffer, start: number, end: number): void
}

/** What a commit did to one file. Additions and deletions are lines, 0 for a binary file. */
export interface FileDiff<Reader extends LineReader = LineReader> extends RawEntry {
  additions: number
  deletions: number
  binary: boolean
  reader: Reader | null
}

/** What a commit did. */
export interface CommitDiff<Reader extends LineReader = LineReader> {
  hash: string
  files: FileDiff<Reader>[]
  /** Larger than the limits: its files are not listed and it is not measured. */
  oversized: boolean
}
