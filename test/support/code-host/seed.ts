import type { EventFact, Verdict } from '../../../src/code-hosts/pull-request-fact.js'

/** What a fake code host knows, in no host's words: each dialect says it in its own. */
export interface Seed {
  people: SeedPerson[]
  owners: SeedOwner[]
  repositories: SeedRepository[]
}

export interface SeedPerson {
  id: number
  username: string
  name: string
  email: string
  isBot: boolean
}

/** An organisation, a group, a workspace. */
export interface SeedOwner {
  id: number
  name: string
  members: SeedPerson[]
}

export interface SeedRepository {
  id: number
  owner: SeedOwner
  name: string
  /** Full names it had before, "owner/name": asked by these, the host leads to today's. */
  formerNames: string[]
  isPrivate: boolean
  isArchived: boolean
  isFork: boolean
  /** Deleted, or out of every token's reach. */
  isGone: boolean
  defaultBranch: string
  createdAt: Date
  lastActiveAt: Date
  /** A bare repository that git is served from; null where there is nothing to clone. */
  gitPath: string | null
  pullRequests: SeedPullRequest[]
}

export interface SeedPullRequest {
  id: number
  number: number
  title: string
  body: string
  state: 'open' | 'merged' | 'closed'
  isDraft: boolean
  /** Null where the account is gone. */
  author: SeedPerson | null
  createdAt: Date
  updatedAt: Date
  /** Merged or closed; null while open. */
  endedAt: Date | null
  endedBy: SeedPerson | null
  mergeCommit: string | null
  headBranch: string
  baseBranch: string
  /** Whether the repository it came from was deleted since. */
  isForkGone: boolean
  additions: number
  deletions: number
  changedFiles: number
  reviews: SeedReview[]
  comments: SeedComment[]
  events: SeedEvent[]
  commits: SeedCommit[]
}

export interface SeedReview {
  id: number
  author: SeedPerson | null
  /** "pending": written and not handed in. */
  verdict: Verdict | 'pending'
  at: Date
  body: string
}

export interface SeedComment {
  id: number
  author: SeedPerson | null
  /** "line": beneath a line of the change; GitHub keeps it in a review of the same author. */
  kind: 'conversation' | 'line'
  at: Date
  body: string
}

export interface SeedEvent {
  id: number
  kind: EventFact['kind']
  at: Date
  by: SeedPerson | null
  /** Who was asked, where a review was asked for. */
  asked: SeedPerson | null
}

export interface SeedCommit {
  hash: string
  at: Date
  authorName: string
  authorEmail: string
  /** Whom the host attributes it to. */
  account: SeedPerson | null
  message: string
}

export const fullName = ({ owner, name }: SeedRepository) => `${owner.name}/${name}`
