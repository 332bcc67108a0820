import type { Source } from '../git/source.js'
import type { OwnedLines } from '../lineage/lineage-staging.js'
import type { Rework } from '../lineage/rework.js'
import type { MeasuredCommit } from '../measures/measured-commit.js'
import type { AnalysisProgress } from './progress.js'
import type { AnalysisReceipt } from './receipt.js'

/**
 * What a worker tells a reader: one line of JSON, then so many bytes of hashes, in ascending order.
 * The reader has no database and no key: it reads what others wrote. The one thing it may be told that
 * is secret is the header that opens this one repository (`source.access`), which comes through this
 * pipe and goes into the environment of its gits.
 */
export interface ReaderTask {
  source: Source
  /** ISO 8601; null for everything. */
  since: string | null
  last: { hash: string; committedAt: string } | null
  historySince: string | null
  knownBytes: number
  /** Bytes of a hash: 20, or 32. */
  hashWidth: number
  workFolder: string
  searchPath: string
  gits: number
}

/** What a reader tells its worker: one of these a line. */
export type ReaderMessage =
  | { kind: 'folder'; path: string }
  | { kind: 'progress'; progress: AnalysisProgress }
  | { kind: 'reached'; hashes: string[] }
  | { kind: 'commits'; commits: MeasuredCommit[] }
  | { kind: 'rework'; commits: [hash: string, rework: Rework | null][] }
  | { kind: 'ownership'; files: [path: string, owners: OwnedLines[]][] }
  | { kind: 'done'; receipt: AnalysisReceipt }
  | { kind: 'fault'; code: string; title: string; advice: string }
