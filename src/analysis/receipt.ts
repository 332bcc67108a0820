import type { CloneMethod } from '../git/clone-method.js'
import type { SkipCounts } from '../measures/skip.js'
import type { Anomalies } from './anomalies.js'

/** What an analysis did, for the record. */
export interface AnalysisReceipt {
  headHash: string | null
  branch: string | null
  method: CloneMethod
  /** Bytes the clone took on disk; 0 when read in place. */
  cloneBytes: number
  /** ISO 8601; null when read in place. */
  clonedAt: string | null
  cloneDeletedAt: string | null
  /** Commits in the window, boundary commits among them. */
  commitsInWindow: number
  commitsRead: number
  measured: number
  skipped: SkipCounts
  /** No commit of the window was cut off by a shallow history. */
  windowComplete: boolean
  /** The window's start, ISO 8601; null for everything. */
  since: string | null
  anomalies: Anomalies
}
