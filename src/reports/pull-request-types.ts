/** What the page of one pull request prints. */

export interface PullInstant {
  label: string
  /** Null where it has not happened. */
  at: Date | null
  /** What is to be said of it beside the instant. */
  note: string | null
}

export interface PullPhase {
  name: 'Coding' | 'Pickup' | 'Review' | 'Merge'
  seconds: number
  /** Of the whole, 0 to 1. */
  share: number
  /** What happened in it. */
  means: string
}

/** Something that happened, in the order in which it did. */
export interface PullMoment {
  at: Date
  who: string
  isBot: boolean
  what: string
  /** A tone for verdicts: an approval is good, a request for changes a warning. */
  tone: '' | 'good' | 'warn'
  /** What was written, without code; null where nothing was, or the company keeps no words. */
  words: string | null
}

export interface PullRequestPage {
  number: number
  title: string
  state: 'open' | 'merged' | 'closed'
  isDraft: boolean
  /** Its page at the host; null where it is no address a browser may follow. */
  url: string | null
  repository: { name: string; href: string }
  author: string | null
  mergedBy: string | null
  byBot: boolean
  isGone: boolean
  isExcluded: boolean
  branches: { head: string; base: string }
  instants: PullInstant[]
  /** Null until it is merged. */
  phases: PullPhase[] | null
  cycleSeconds: number | null
  isUnreviewed: boolean
  isSelfMerged: boolean
  reviewRounds: number
  reviewDepth: number
  size: string | null
  additions: number | null
  deletions: number | null
  changedFiles: number | null
  commits: number
  /** Why not all of it could be read; null where it could. */
  gap: string | null
  readAt: Date
  keepsWords: boolean
  moments: PullMoment[]
  isCut: boolean
}
