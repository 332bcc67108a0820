/** Somebody's account, as far as the host tells. */
export interface HostPerson {
  /** The host's own number or uuid. */
  externalId: string
  username: string | null
  name: string | null
  email: string | null
  /** The host itself says that this is no person. */
  isBot: boolean
}

export type Verdict = 'approved' | 'changes_requested' | 'commented' | 'dismissed'

/** `author` is null where the account is gone. */
export interface ReviewFact {
  hostId: string
  author: HostPerson | null
  verdict: Verdict
  submittedAt: Date
  /** Characters. */
  bodyLength: number
}

export interface CommentFact {
  hostId: string
  author: HostPerson | null
  kind: 'conversation' | 'line' | 'review'
  writtenAt: Date
  /** Characters as written, code and all. */
  length: number
  /** Without code, 2 KB at most (comment-text.ts). */
  text: string
}

export interface EventFact {
  hostId: string
  kind: 'ready' | 'draft' | 'closed' | 'reopened' | 'merged' | 'review-requested'
  at: Date
  /** Who did it; for "review-requested" who was asked. */
  account: HostPerson | null
}

export interface CommitFact {
  /** 40 or 64 hex digits. */
  hash: string
  authoredAt: Date
  authorName: string
  authorEmail: string
  /** Whom the host attributes it to. */
  account: HostPerson | null
}

/** A pull request, or GitLab's merge request, in the same words whatever the host. */
export interface PullRequestFact {
  number: number
  hostId: string
  title: string
  url: string
  state: 'open' | 'merged' | 'closed'
  isDraft: boolean
  author: HostPerson | null
  mergedBy: HostPerson | null
  createdAt: Date
  updatedAt: Date
  mergedAt: Date | null
  closedAt: Date | null
  /** The host tells of the end only that it was not later than this. */
  endIsUpperBound: boolean
  /** Hex; the beginning of the hash only on some hosts. */
  mergeCommit: string | null
  headBranch: string
  baseBranch: string
  additions: number | null
  deletions: number | null
  changedFiles: number | null
  reviews: ReviewFact[]
  comments: CommentFact[]
  events: EventFact[]
  commits: CommitFact[]
  /** Why reviews, comments, events or commits are not all there; null where they are. */
  gap: string | null
}
