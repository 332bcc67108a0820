/** What the pages of connections print. */

import type { FormState } from './page-types.js'

/** A kind of host that can be connected. */
export interface HostTile {
  kind: string
  title: string
  /** "GitHub.com and your own GitHub Enterprise" */
  where: string
  href: string
}

export interface QuotaLine {
  resource: string
  limit: number | null
  remaining: number | null
  resetAt: Date | null
}

/** `warn`: it works, and something is to be done soon. */
export interface ConnectionState {
  tone: 'good' | 'warn' | 'bad' | 'flat'
  text: string
}

export interface ConnectionRow {
  id: string
  /** Null once it was removed. */
  href: string | null
  name: string
  host: string
  origin: string
  accountName: string | null
  tokenEnd: string | null
  state: ConnectionState
  expiresAt: Date | null
  /** Repositories that are read through it. */
  chosen: number
  lastReadAt: Date | null
  quotas: QuotaLine[]
  fault: { title: string; advice: string } | null
}

export interface ConnectionsPage {
  rows: ConnectionRow[]
  removed: { name: string; origin: string; removedAt: Date; repositories: number }[]
  hosts: HostTile[]
  mayAdd: boolean
}

export type ConnectionForm = FormState<'host' | 'origin' | 'name' | 'token' | 'tokenUser'>

/** Where a token is made and typed in. */
export interface NewConnectionPage {
  hosts: HostTile[]
  /** Null until one is chosen. */
  chosen: {
    kind: string
    title: string
    origin: string
    isSelfHosted: boolean
    needsTokenUser: boolean
    tokenPage: string
    permissions: { permission: string; purpose: string }[]
  } | null
  form: ConnectionForm
}

export interface ConnectionPage extends ConnectionRow {
  href: string
  needsTokenUser: boolean
  tokenUser: string | null
  tokenPage: string
  username: string | null
  checkedAt: Date | null
  grants: string[]
  missing: { permission: string; consequence: string }[]
  excess: string[]
  owners: string[]
  /** Repositories that its token reaches; null while none have been listed. */
  reached: number | null
  webhook: { isMade: boolean; seenAt: Date | null }
  mayChange: boolean
  mayRemove: boolean
  form: FormState<'name' | 'token' | 'tokenUser'>
}

/** Shown once, when a webhook was made. */
export interface WebhookPage {
  name: string
  href: string
  url: string
  secret: string
  host: string
  steps: string[]
}

export interface ConnectionRemovalPage {
  name: string
  href: string
  host: string
  repositories: number
  form: FormState<'name'>
}

export interface PickerRow {
  hostId: string
  fullName: string
  webUrl: string
  isPrivate: boolean
  isArchived: boolean
  isFork: boolean
  lastActiveAt: Date | null
  /** The repository it was chosen as; null where it can still be chosen. */
  chosenHref: string | null
  isTicked: boolean
}

export interface PickerPage {
  name: string
  href: string
  host: string
  /** The list is being read now, so far this many. */
  isListing: boolean
  reached: number
  listedAt: Date | null
  fault: { title: string; advice: string } | null
  search: { q: string; isOnlyActive: boolean }
  /** How many match, and how many of them can still be chosen. */
  matching: { all: number; open: number }
  groups: { title: string; rows: PickerRow[] }[]
  newerHref: string | null
  olderHref: string | null
  form: FormState<'pick' | 'window'>
}

/** The views of connections and what they take. */
export interface ConnectionPages {
  'settings/connections/index': ConnectionsPage
  'settings/connections/new': NewConnectionPage
  'settings/connections/show': ConnectionPage
  'settings/connections/webhook': WebhookPage
  'settings/connections/remove': ConnectionRemovalPage
  'settings/connections/picker': PickerPage
}
