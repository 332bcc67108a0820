/** Whoever did something, as one: two accounts of the same developer have the same key. */
export interface Somebody {
  key: string
  isBot: boolean
}

type Verdict = 'approved' | 'changes_requested' | 'commented' | 'dismissed'

/** What is measured of a pull request. `by` is null where the account is gone. */
export interface PullRequestTold {
  isDraft: boolean
  author: Somebody | null
  mergedBy: Somebody | null
  createdAt: Date
  mergedAt: Date | null
  closedAt: Date | null
  additions: number | null
  deletions: number | null
  reviews: { by: Somebody | null; verdict: Verdict; submittedAt: Date; bodyLength: number }[]
  comments: { by: Somebody | null; kind: 'conversation' | 'line' | 'review'; writtenAt: Date }[]
  events: { kind: string; at: Date }[]
  commits: { by: Somebody | null; authoredAt: Date }[]
}
