/** The pages of accounts in every state, for the tests of views. */

import type { AccountPages } from '../../src/reports/account-page-types.js'
import { frame, hostile, now, type Sample, sample, signedOut } from './page-fixtures.js'

const soon = new Date(now.getTime() + 7 * 86_400_000)

const out = (title: string) => signedOut(title)
const inside = (title: string, section: string) => frame({ title, section })

const none = { values: {}, errors: {} }

const invitation = {
  ...{ id: '1', email: 'bo@northwind.example', role: 'manager', problem: null },
  ...{ createdAt: now, expiresAt: soon, canChange: true },
}

const states = ['open', 'sending', 'undelivered', 'accepted', 'revoked', 'expired'] as const

const profile: AccountPages['me/show'] = {
  ...{ name: 'Ines Ribeiro', email: 'ines@northwind.example', role: 'owner', newEmail: null },
  ...{ hasSecondFactor: false, isSecondFactorRequired: false, recoveryCodesLeft: 0 },
  looks: {
    href: '/developers/7',
    rows: [{ at: new Date('2026-11-20T09:00:00Z'), by: 'Maya Kowalski' }],
  },
  ...{ hasOutbox: false, wantsDigest: true },
  sessions: [
    {
      ...{ id: '7', isCurrent: true, browser: 'Firefox on Linux', ip: '203.0.113.7' },
      ...{ signedInAt: now, lastSeenAt: now },
    },
  ],
  sent: { form: 'profile', ...none },
}

const elsewhere = { ...profile.sessions[0]!, id: '8', isCurrent: false, browser: hostile }

const me = (name: string, changes: Partial<AccountPages['me/show']>) =>
  sample(name, 'me/show', inside('Your account', '/me'), { ...profile, ...changes })

const qr = { size: 2, path: 'M0 0h1v1h-1z' }
const setUp = { ...none, isRequired: false, secret: 'ABCD EFGH', qr }

export const accountSamples: Sample[] = [
  sample('sign-up-address', 'sign-up/address', out('Create a company'), {
    ...{ ...none, problem: null, sentTo: null, hasOutbox: false },
  }),
  sample('sign-up-sent', 'sign-up/address', out('Create a company'), {
    ...{ ...none, problem: null, sentTo: hostile, hasOutbox: true },
  }),
  sample('recovery', 'password-resets/form', out('Forgotten password'), {
    ...{ ...none, problem: null, sentTo: null, hasOutbox: false },
  }),
  sample('recovery-sent', 'password-resets/form', out('Forgotten password'), {
    ...{ ...none, problem: null, sentTo: hostile, hasOutbox: true },
  }),
  sample('recovery-fault', 'password-resets/form', out('Forgotten password'), {
    ...{ values: { email: hostile }, errors: { email: 'Type an e-mail address.' } },
    ...{ problem: null, sentTo: null, hasOutbox: false },
  }),
  sample('reset', 'password-resets/edit', out('New password'), {
    ...{ email: hostile, values: {}, errors: { password: 'Use at least 12 characters.' } },
  }),
  sample('acceptance', 'invitations/accept', out('Invitation'), {
    ...{ ...none, email: hostile, role: 'manager', company: hostile, problem: null },
  }),
  sample('acceptance-fault', 'invitations/accept', out('Invitation'), {
    ...{ values: { name: hostile }, errors: { name: 'Type your name.', password: 'Too short.' } },
    ...{ email: 'a@b.example', role: 'owner', company: 'Northwind', problem: 'This is taken.' },
  }),
  sample('email-change', 'email-changes/show', out('New address'), {
    ...{ email: 'old@northwind.example', newEmail: hostile },
  }),
  sample('sign-in-code', 'sessions/code', out('Code'), {
    ...{ values: { next: '/commits' }, errors: { code: 'Type the code.' }, problem: 'Not right.' },
  }),
  sample(
    'invitations',
    'settings/invitations/index',
    inside('Invitations', '/settings/invitations'),
    {
      ...{ ...none, problem: null, roles: ['owner', 'admin'], canInvite: true },
      rows: states.map((state, at) => ({
        ...{ ...invitation, id: String(at), state },
        ...(state === 'undelivered' ? { email: hostile, problem: hostile } : {}),
      })),
    },
  ),
  sample(
    'invitations-none',
    'settings/invitations/index',
    inside('Invitations', '/settings/invitations'),
    {
      ...{ values: { email: hostile }, errors: { email: 'Type an address.' }, problem: null },
      ...{ roles: ['developer'], canInvite: true, rows: [] },
    },
  ),
  sample('mails', 'settings/mails/index', inside('Mails', '/settings/mails'), {
    rows: (['waiting', 'sent', 'failed'] as const).map((state, at) => ({
      ...{ id: String(at), to: hostile, what: 'Invitation', state, attempts: at, queuedAt: now },
      problem: state === 'failed' ? hostile : null,
    })),
  }),
  sample('mails-none', 'settings/mails/index', inside('Mails', '/settings/mails'), { rows: [] }),
  me('me', {}),
  me('me-hostile', { name: hostile, email: hostile, newEmail: hostile, hasOutbox: true }),
  me('me-factor', {
    ...{ hasSecondFactor: true, recoveryCodesLeft: 9 },
    sessions: [...profile.sessions, elsewhere],
    sent: { form: 'second-factor', values: {}, errors: { code: 'This code is not right.' } },
  }),
  me('me-required', { hasSecondFactor: true, isSecondFactorRequired: true, recoveryCodesLeft: 1 }),
  me('me-faults', {
    sent: {
      form: 'email',
      values: { email: hostile },
      errors: { email: 'Type an address.', current: 'This is not your password.' },
    },
  }),
  sample('second-factor', 'second-factor/set-up', inside('Second factor', '/me'), setUp),
  sample('second-factor-asked', 'second-factor/set-up', inside('Second factor', '/me'), {
    ...{ ...setUp, isRequired: true, errors: { code: 'Not right.', current: 'Not yours.' } },
  }),
  sample('recovery-codes', 'second-factor/codes', inside('Recovery codes', '/me'), {
    codes: ['abcd-efgh-ijkl-mnop-qrst-uvwx'],
  }),
  sample('unsubscribe', 'unsubscriptions/show', out('Monday mail'), {
    ...{ email: hostile, isWanted: true, action: '/unsubscribe/token' },
  }),
  sample('unsubscribed', 'unsubscriptions/show', out('Monday mail'), {
    ...{ email: hostile, isWanted: false, action: '/unsubscribe/token' },
  }),
  sample('outbox', 'outbox/index', out('Outbox'), {
    mails: [
      {
        ...{ id: '1', to: hostile, subject: hostile, at: now },
        lines: [
          { text: hostile, href: null },
          { text: 'http://localhost:3000/x', href: 'http://localhost:3000/x' },
        ],
      },
    ],
  }),
  sample('outbox-none', 'outbox/index', out('Outbox'), { mails: [] }),
]
