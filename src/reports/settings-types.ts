/** What the pages of the settings print. */

export interface RoleChoice {
  role: string
  /** What somebody in this role may do, in one sentence. */
  does: string
  isCurrent: boolean
}

export interface UserRow {
  id: string
  href: string
  name: string
  email: string
  role: string
  isActive: boolean
  /** The visitor themselves. */
  isSelf: boolean
  lastSeenAt: Date | null
}

export interface UsersPage {
  rows: UserRow[]
}

export interface UserPage extends UserRow {
  createdAt: Date
  /** Null where the visitor may not change this account: its role reaches further than theirs. */
  roles: RoleChoice[] | null
  /** A company keeps an owner: this is the only one. */
  isLastOwner: boolean
  mayTransfer: boolean
  /** Whose commits are theirs, by the account's address; null where none carries it. */
  developer: { name: string; href: string } | null
  /** Who could be said to be them: people by name, where nobody is yet. */
  developers: { id: string; name: string; email: string }[]
}

export interface UserRemovalPage {
  name: string
  email: string
  href: string
  isSelf: boolean
}

export interface TeamsPage {
  rows: { id: string; href: string; name: string; members: number; archivedAt: Date | null }[]
  mayChange: boolean
  form: { values: { name?: string }; errors: { name?: string }; problem: null }
}

export interface MembershipRow {
  id: string
  developer: string
  email: string
  /** First and last day as ISO dates; '' while it lasts. */
  from: string
  to: string
  isCurrent: boolean
}

export interface TeamPage {
  id: string
  name: string
  archivedAt: Date | null
  memberships: MembershipRow[]
  /** The company may show nobody alone: members are for those who keep the team. */
  showsMembers: boolean
  /** Who could be added: everybody but bots, by name. */
  developers: { id: string; name: string; email: string }[]
  mayChange: boolean
  today: string
  form: {
    values: Partial<Record<'name' | 'developer' | 'from' | 'to', string>>
    errors: Partial<Record<'name' | 'developer' | 'from' | 'to', string>>
    problem: string | null
  }
}

export interface CompanyPage {
  name: string
  /** Whether everybody must have a second factor. */
  isSecondFactorRequired: boolean
  /** Whether the words of comments are kept, or only their length and instant. */
  keepsWords: boolean
  /** Whether numbers name people, or show many of them together alone. */
  individuals: 'named' | 'aggregates'
  timeZone: string
  createdAt: Date
  mayChange: boolean
  /** Days are being counted anew after a change of the time zone. */
  isRecounting: boolean
  form: {
    values: { name?: string; timeZone?: string }
    errors: { name?: string; timeZone?: string }
    problem: null
  }
}

export interface AuditRow {
  position: string
  at: Date
  actor: string
  actorEmail: string | null
  /** What was done, to be read after the actor. */
  says: string
  action: string
  /** "team Payments"; null where it is the actor or the company. */
  subject: string | null
  /** "role: developer → manager" */
  changes: string[]
  ip: string | null
  userAgent: string | null
  requestId: string | null
}

export type AuditQuery = Record<'actor' | 'action' | 'subject' | 'from' | 'to', string>

export interface AuditPage {
  rows: AuditRow[]
  total: number
  from: number
  hasOlder: boolean
  newerHref: string | null
  olderHref: string | null
  /** What the filters can be. */
  actors: { id: string; name: string; email: string }[]
  actions: { action: string; says: string }[]
  subjects: string[]
  /** What they are: as in the URL, '' where nothing was chosen. */
  query: AuditQuery
  isNarrowed: boolean
}

export interface AuditCheckPage {
  entries: number
  closed: string
  checkpoints: number
  /** To be kept elsewhere: company:position:digest. */
  anchor: string
  findings: { kind: string; position: string; sentence: string }[]
}

export interface AccessesPage {
  rows: { at: Date; kind: string; actor: string; subject: string }[]
  total: number
  from: number
  /** How long a line is kept. */
  days: number
  newerHref: string | null
  olderHref: string | null
}

/** The views of the settings and what they take. */
export interface SettingsPages {
  'settings/users/index': UsersPage
  'settings/users/show': UserPage
  'settings/users/remove': UserRemovalPage
  'settings/teams/index': TeamsPage
  'settings/teams/show': TeamPage
  'settings/company/show': CompanyPage
  'settings/audit/index': AuditPage
  'settings/audit/check': AuditCheckPage
  'settings/audit/accesses': AccessesPage
}
