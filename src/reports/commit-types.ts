/** What the page of one commit prints. */

import type { TouchedFile } from '../metrics/commit-facts.js'
import type { TypeGroup } from './overview-types.js'

/** The grade of a change, check by check. */
export interface CommitRating {
  /** A to E, or null with the reason why. */
  letter: string | null
  notRated: string | null
  points: number
  possible: number
  checks: { label: string; points: number; possible: number; because: string }[]
}

/** Minutes of work that a change like this stands for. */
export interface CommitEffort {
  low: number
  mid: number
  high: number
  weightedLines: number
  /** Minutes since the developer's commit before, where it is one of the same session. */
  gapMinutes: number | null
  /** Minutes for the root of a weighted line. */
  k: number
}

/** Sums over the files that count, in lines, decision points and levels of indentation. */
export interface CommitTotals {
  files: number
  codeAdditions: number
  codeDeletions: number
  testAdditions: number
  testDeletions: number
  complexityDelta: number | null
  indentDelta: number | null
}

export interface CommitPage {
  hash: string
  subject: string
  /** The message without its subject; '' where it says no more, null where it is not shown. */
  messageBody: string | null
  /** Null where names are not shown. */
  author: string | null
  isBot: boolean
  agent: string | null
  authoredAt: Date
  /** The commit's own date could not be true. */
  isDateSuspect: boolean
  repository: { name: string; href: string }
  type: string
  group: TypeGroup
  typeReason: string
  isExcluded: boolean
  /** The default branch reaches it no longer. */
  hasLeft: boolean
  /** The commit that is counted in its stead. */
  recreationOf: { hash: string; path: string } | null
  /** Its page on the code host, or null where the host is not known. */
  url: string | null
  excludeHref: string | null
  /** Why it was not measured, or null. */
  skipped: string | null
  rating: CommitRating
  /** Null with the reason why it has none. */
  effort: CommitEffort | null
  noEffort: string | null
  totals: CommitTotals
  files: TouchedFile[]
  /** How many files there are beside these. */
  moreFiles: number
}
