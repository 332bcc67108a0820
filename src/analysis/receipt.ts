import type { CloneMethod } from '../git/clone-method.js'
import type { SkipCounts } from '../measures/skip.js'
import type { Anomalies } from './anomalies.js'

/** What an analysis did, for the record. */
export interface AnalysisReceipt {
  headHash: string | null
  /** The tip's committer date, ISO 8601; null where nothing was new. */
  headCommittedAt: string | null
  /** The tip that was read before is no longer behind this one. */
  rewritten: boolean
  /** Read were only commits that came after the last tip; what was read before is still reached. */
  onlyNew: boolean
  /** What was read for rework and ownership; null where they were not due. */
  lineage: {
    commits: number
    /** ISO 8601; null where all history is here. */
    from: string | null
    linesAsked: number
    linesUnknown: number
  } | null
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
