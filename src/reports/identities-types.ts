/** What the pages about identities print. */

/** One name and address of a developer. */
export interface IdentityRow {
  id: string
  name: string
  email: string
  /** What told that it is theirs, in words; empty where it stands alone. */
  linked: string
}

/** An account of a developer on a code host. */
export interface AccountRow {
  id: string
  /** As the host calls it, with its "@"; a name where there is none. */
  name: string
  /** "github.com" */
  host: string
  /** What told that it is theirs, in words; empty where it stands alone. */
  linked: string
}

/** A developer in a list: by name, without any number to compare people by. */
export interface DeveloperRow {
  id: string
  name: string
  href: string
  /** The first few, and how many there are beyond them. */
  identities: IdentityRow[]
  more: number
  accounts: AccountRow[]
  /** Why it is taken for a bot; null for a person. */
  botReason: string | null
}

export interface MergeRow {
  id: string
  from: string
  into: { name: string; href: string }
  /** Who did it: a user's name, or what told. */
  by: string
  madeAt: Date
  isUndone: boolean
}

export interface IdentitiesPage {
  /** What was searched for, or "". */
  query: string
  suggestions: { first: DeveloperRow; second: DeveloperRow; because: string }[]
  moreSuggestions: number
  people: DeveloperRow[]
  peopleTotal: number
  /** Number of the first row shown. */
  from: number
  newerHref: string | null
  olderHref: string | null
  bots: DeveloperRow[]
  botTotal: number
  merges: MergeRow[]
}

export interface DeveloperPage {
  id: string
  name: string
  email: string
  isNameDecided: boolean
  isBot: boolean
  botReason: string | null
  /** Whether an admin has decided that it is a bot, or is not. */
  isMarkDecided: boolean
  identities: (IdentityRow & { lastCommit: { at: Date; repository: string } | null })[]
  accounts: AccountRow[]
  merges: MergeRow[]
  /** What was searched for to merge with, and who was found. */
  query: string
  found: DeveloperRow[]
  isMoreFound: boolean
}
