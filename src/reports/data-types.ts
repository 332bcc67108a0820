import type { CleanUpPreview } from '../retention/preview-clean-up.js'

/** What the pages about deleting and keeping data print. */

export interface CleanUpRow {
  id: string
  /** "All repositories", or a name. */
  what: string
  /** "until 31 Dec 2024"; "everything, and itself" for a repository that is removed. */
  period: string
  by: string | null
  requestedAt: Date
  finishedAt: Date | null
  /** What it is at, in a word; null when it is done. */
  stage: string | null
  /** What went so far: ["9 commits", "1 pull request"]. */
  counts: string[]
}

export interface ClearedRow {
  id: string
  repository: string
  period: string
}

export interface RetentionRow {
  kind: string
  title: string
  goes: string
  bounds: string
  /** As it stands in the field: days, or '' for as long as the company is here. */
  value: string
  mayBeEmpty: boolean
}

type Field = 'repository' | 'from' | 'to' | 'name'

export interface CleanUpForm {
  values: Partial<Record<Field, string>>
  errors: Partial<Record<Field, string>>
  problem: string | null
  repositories: { id: string; name: string }[]
}

export interface DataPage {
  form: CleanUpForm
  cleanUps: CleanUpRow[]
  cleared: ClearedRow[]
  retention: RetentionRow[]
  retentionErrors: Record<string, string>
  /** Last night's receipt: null before the first night. */
  lastNight: { at: Date; counts: string[] } | null
  mayRemoveCompany: boolean
}

export interface NewCleanUpPage {
  form: CleanUpForm
  /** Null while the form has a fault. */
  preview: {
    what: string
    period: string
    counts: CleanUpPreview
    /** To be typed. */
    name: string
    isEmpty: boolean
  } | null
}

/** A page that asks for a name to be typed before something is gone for good. */
export interface RemovalPage {
  name: string
  href: string
  form: { values: { name?: string }; errors: { name?: string }; problem: null }
}

export interface RepositoryRemovalPage extends RemovalPage {
  counts: CleanUpPreview
  isUnderWay: boolean
}

export interface CompanyRemovalPage extends RemovalPage {
  removal: { dueAt: Date; askedBy: string | null } | null
  users: number
  repositories: number
  connections: number
}

export interface ErasurePage extends RemovalPage {
  addresses: string[]
  usernames: string[]
  state: 'none' | 'under-way' | 'done'
}

/** The views about deleting and keeping data. */
export interface DataPages {
  'settings/data/index': DataPage
  'settings/data/new': NewCleanUpPage
  'repositories/remove': RepositoryRemovalPage
  'settings/company/remove': CompanyRemovalPage
  'settings/identities/erase': ErasurePage
}
