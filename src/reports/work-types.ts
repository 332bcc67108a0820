/** What the page on the work prints. Times in hours, shares from 0 to 1. */

import type { FolderRow, TypeGroup, VerdictPart, WeeklyLine, WorkByWeek } from './overview-types.js'

export interface Interval {
  low: number
  mid: number
  high: number
}

export interface EffortRow {
  group: TypeGroup
  label: string
  hours: number
  share: number
  href: string
}

export interface SizeRow {
  size: string
  /** "10–29 lines" */
  lines: string
  commits: number
  share: number
  href: string
}

export interface WorkPage {
  verdict: VerdictPart[]
  updatedAt: Date | null
  work: WorkByWeek
  effort: {
    total: Interval
    rows: EffortRow[]
    /** Hours by week, in an interval. */
    line: WeeklyLine
    /** Fewer than ten commits: an estimate of so few is a guess. */
    isTooLittle: boolean
  }
  sizes: SizeRow[]
  folders: FolderRow[]
  /** Commits by weekday and hour; null where too few people would show. */
  hours: number[][] | null
  empty: boolean
}
