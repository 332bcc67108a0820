import type { HostKind } from './host-type.js'
import type { HostPerson, PullRequestFact } from './pull-request-fact.js'

/** A permission that Codevisto asks for: in the host's own words, and what is not read without it. */
export interface Missing {
  permission: string
  consequence: string
}

/** What a token turned out to be. */
export interface TokenReport {
  account: HostPerson
  expiresAt: Date | null
  /** What the host says it grants, in its own words; empty where it does not say. */
  grants: string[]
  missing: Missing[]
  /** What it could do and Codevisto never needs, in the host's own words. */
  excess: string[]
  /** Organisations, groups or workspaces it reaches. */
  owners: string[]
}

/** A repository that a token reaches. */
export interface RemoteRepository {
  hostId: string
  /** "owner/name" */
  fullName: string
  owner: string
  /** https, without credentials. */
  cloneUrl: string
  webUrl: string
  defaultBranch: string | null
  isPrivate: boolean
  isArchived: boolean
  isFork: boolean
  lastActiveAt: Date | null
}

/** What the host last said of the token's allowance. */
export interface QuotaFact {
  resource: string
  limit: number | null
  remaining: number | null
  resetAt: Date | null
}

/** Where a reading has got to: an adapter's own, kept as JSON, never read by anybody else. */
export type Cursor = Record<string, string | number | null>

export interface PullRequestPage {
  items: PullRequestFact[]
  /** How many more there were whose answers made no sense: left out, and never in the way. */
  skipped: number
  /** Continues after this page; null when it was the last. */
  next: Cursor | null
  /** All that was updated up to here has been handed out once this page is stored; null while the
   * reading goes from new to old and has not ended. */
  readTo: Date | null
  /** How many there are in all, where the host says so. */
  total: number | null
  /** The first page's mark, for the next time; null on other pages and where hosts have none. */
  etag: string | null
}

/** From where to read: what was updated since, or everything; and where an earlier try stopped. */
export interface PullRequestsAsked {
  repository: Pick<RemoteRepository, 'hostId' | 'fullName'>
  /** Null: from the beginning. The overlap is the caller's. */
  since: Date | null
  cursor: Cursor | null
  /** Mark of the first page as last seen; the answer is `unchanged` when nothing moved. */
  etag: string | null
}

/** What git needs to read a repository with the connection's token: never stored, never in argv. */
export interface GitAccess {
  url: string
  /** Git's setting for the header, which holds it to one origin: `http.<origin>/.extraHeader`. */
  origin: string
  header: string
}

/**
 * A code host as one token sees it: what an adapter must do, and all that anybody above knows of
 * hosts. Every method can throw HostFault and nothing else that is the host's doing.
 */
export interface CodeHost {
  readonly kind: HostKind
  checkToken(): Promise<TokenReport>
  /** All repositories it reaches, page by page, most recently active first where the host can. */
  repositories(): AsyncIterable<RemoteRepository[]>
  /** One repository by its id, wherever it has moved to; null when it is gone or out of reach. */
  repository(hostId: string): Promise<RemoteRepository | null>
  /** Members of what owns the repository, page by page; empty where the host does not tell. */
  members(owner: string): AsyncIterable<HostPerson[]>
  /** Pull requests with everything beneath them, page by page. */
  pullRequests(asked: PullRequestsAsked): AsyncIterable<PullRequestPage | 'unchanged'>
  /** Numbers and last updates of all there are, cheaply: what a nightly comparison needs. */
  inventory(
    repository: PullRequestsAsked['repository'],
  ): AsyncIterable<{ number: number; updatedAt: Date }[]>
  gitAccess(cloneUrl: string): GitAccess
}
