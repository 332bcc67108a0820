import type { Person } from './people.js'
import type { Intent } from './phrases.js'
import type { Plan } from './repositories.js'

/** One look of a reviewer. */
export interface PlannedReview {
  by: Person
  at: number
  verdict: 'approved' | 'changes_requested' | 'commented'
  remarks: number
}

/** A piece of work from its first commit to its end. Instants in milliseconds since 1970. */
export interface Change {
  key: string
  plan: Plan
  author: Person
  intent: Intent
  module: string
  title: string
  /** An AI agent that helped, as its trailer names it. */
  agent: string | null
  /** When each commit is made, those that answer a review among them. */
  commits: number[]
  createdAt: number
  /** When it left its draft; null where it never was one. */
  readyAt: number | null
  reviews: PlannedReview[]
  mergedAt: number | null
  closedAt: number | null
  mergedBy: Person | null
  /** Pushed to the default branch without a pull request. */
  isDirect: boolean
  /** A revert gets its title from what it takes back; bots bump and release. */
  kind: 'work' | 'revert' | 'bump' | 'release'
  isStillDraft: boolean
  /** Its number among the repository's pull requests; null where it is none. */
  number: number | null
}
