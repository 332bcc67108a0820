/** What the pages of accounts print. */

/** Fields as they were typed, and what was wrong with each. */
interface Typed<Field extends string> {
  values: Partial<Record<Field, string>>
  errors: Partial<Record<Field, string>>
}

export interface RecoveryForm extends Typed<'email'> {
  problem: string | null
  /** The address as typed that a link was asked for; null before. */
  sentTo: string | null
  /** Whether mails stay on this machine, on the page /outbox. */
  hasOutbox: boolean
}

export interface ResetForm extends Typed<'password'> {
  email: string
}

export interface AcceptanceForm extends Typed<'name' | 'password'> {
  email: string
  role: string
  company: string
  problem: string | null
}

export interface InvitationsPage extends Typed<'email' | 'role'> {
  problem: string | null
  /** Roles that the visitor may give. */
  roles: string[]
  canInvite: boolean
  rows: {
    id: string
    email: string
    role: string
    state: 'open' | 'sending' | 'undelivered' | 'accepted' | 'revoked' | 'expired'
    /** Why its mail did not arrive, or null. */
    problem: string | null
    createdAt: Date
    expiresAt: Date
    canChange: boolean
  }[]
}

export interface MailsPage {
  rows: {
    id: string
    to: string
    what: string
    state: 'waiting' | 'sent' | 'failed'
    problem: string | null
    attempts: number
    queuedAt: Date
  }[]
}

/** Which of the forms on one's own page came back. */
export type ProfileForm = 'profile' | 'email' | 'password' | 'second-factor'

export interface ProfilePage {
  name: string
  email: string
  role: string
  /** An address that waits to be confirmed. */
  newEmail: string | null
  hasSecondFactor: boolean
  isSecondFactorRequired: boolean
  recoveryCodesLeft: number
  /** The Monday mail goes to them. */
  wantsDigest: boolean
  hasOutbox: boolean
  /** Who looked at the visitor's own page, the newest first; null where there is no page of them. */
  looks: { href: string; rows: { at: Date; by: string }[] } | null
  sessions: {
    id: string
    isCurrent: boolean
    /** "Firefox on Linux" */
    browser: string
    ip: string
    signedInAt: Date
    lastSeenAt: Date
  }[]
  sent: { form: ProfileForm } & Typed<'name' | 'email' | 'password' | 'current' | 'code'>
}

export interface SecondFactorPage extends Typed<'code' | 'current'> {
  isRequired: boolean
  secret: string
  /** Side of the picture in modules, and the path of its dark ones. */
  qr: { size: number; path: string }
}

export interface SignInCodeForm extends Typed<'code' | 'next'> {
  problem: string | null
}

/** A mail that a machine without a mail server keeps: its text in lines, those that are links marked. */
export interface OutboxPage {
  mails: {
    id: string
    to: string
    subject: string
    at: Date
    lines: { text: string; href: string | null }[]
  }[]
}

/** The views of accounts and what they take. */
export interface AccountPages {
  'sign-up/address': RecoveryForm
  'password-resets/form': RecoveryForm
  'password-resets/edit': ResetForm
  'settings/invitations/index': InvitationsPage
  'invitations/accept': AcceptanceForm
  'email-changes/show': { email: string; newEmail: string }
  'settings/mails/index': MailsPage
  'me/show': ProfilePage
  'second-factor/set-up': SecondFactorPage
  'second-factor/codes': { codes: string[] }
  'sessions/code': SignInCodeForm
  'outbox/index': OutboxPage
  'unsubscriptions/show': { email: string; isWanted: boolean; action: string }
}
