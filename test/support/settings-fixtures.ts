/** The pages of the settings in every state: for the tests of views. */

import type { AuditPage, AuditRow, TeamPage, UserPage } from '../../src/reports/settings-types.js'
import { frame, hostile, now, type Sample, sample } from './page-fixtures.js'

const inSettings = (section: string) =>
  frame({ title: 'Settings', section: `/settings/${section}` })

const user = (changes: Partial<UserPage> = {}): UserPage => ({
  ...{ id: '2', href: '/settings/users/2', name: 'Maya Kowalski', email: 'maya@northwind.example' },
  ...{ role: 'manager', isActive: true, isSelf: false, lastSeenAt: now, createdAt: now },
  roles: [
    { role: 'admin', does: 'People, repositories and corrections of data.', isCurrent: false },
    { role: 'manager', does: 'All dashboards and every commit.', isCurrent: true },
  ],
  ...{ isLastOwner: false, mayTransfer: true, developer: null },
  developers: [{ id: '4', name: hostile, email: 'maya@northwind.example' }],
  ...changes,
})

const team = (changes: Partial<TeamPage> = {}): TeamPage => ({
  ...{ id: '1', name: 'Payments', archivedAt: null, mayChange: true, today: '2026-11-24' },
  showsMembers: true,
  memberships: [
    ...[
      {
        id: '1',
        developer: 'Maya',
        email: 'maya@x.example',
        from: '2026-01-05',
        to: '',
        isCurrent: true,
      },
    ],
    ...[
      {
        id: '2',
        developer: hostile,
        email: hostile,
        from: '2025-01-05',
        to: '2025-03-01',
        isCurrent: false,
      },
    ],
  ],
  developers: [{ id: '9', name: hostile, email: 'jun@x.example' }],
  form: { values: {}, errors: {}, problem: null },
  ...changes,
})

const entry = (changes: Partial<AuditRow> = {}): AuditRow => ({
  ...{ position: '7', at: now, actor: 'Ines Ribeiro', actorEmail: 'ines@northwind.example' },
  ...{ says: 'changed a role', action: 'user.role-changed', subject: 'user Maya Kowalski' },
  ...{
    changes: ['role: developer → manager'],
    ip: '203.0.113.7',
    userAgent: 'Firefox',
    requestId: 'r',
  },
  ...changes,
})

const audit = (changes: Partial<AuditPage> = {}): AuditPage => ({
  rows: [
    entry(),
    entry({ position: '6', actor: 'Codevisto', actorEmail: null, subject: null, ip: null }),
  ],
  ...{
    total: 102,
    from: 51,
    hasOlder: true,
    newerHref: '/settings/audit',
    olderHref: '/settings/audit?page=3',
  },
  actors: [{ id: '1', name: 'Ines Ribeiro', email: 'ines@northwind.example' }],
  actions: [{ action: 'user.role-changed', says: 'changed a role' }],
  subjects: ['user', 'team'],
  query: { actor: '1', action: '', subject: 'team.12', from: '2026-01-01', to: '' },
  isNarrowed: true,
  ...changes,
})

const check = {
  entries: 12,
  closed: '0',
  checkpoints: 3,
  anchor: `1:12:${'ab'.repeat(32)}`,
  findings: [],
}
const none = { values: {}, errors: {}, problem: null }

export const settingsSamples: Sample[] = [
  sample('users', 'settings/users/index', inSettings('users'), {
    rows: [
      user(),
      user({
        id: '3',
        name: hostile,
        email: hostile,
        isActive: false,
        lastSeenAt: null,
        isSelf: true,
      }),
    ],
  }),
  sample('user', 'settings/users/show', inSettings('users'), user()),
  sample(
    'user-above',
    'settings/users/show',
    inSettings('users'),
    user({ roles: null, mayTransfer: false }),
  ),
  sample(
    'user-last-owner',
    'settings/users/show',
    inSettings('users'),
    user({
      ...{ isLastOwner: true, isSelf: true, developers: [] },
      developer: { name: hostile, href: '/settings/identities/4' },
    }),
  ),
  sample(
    'user-closed',
    'settings/users/show',
    inSettings('users'),
    user({ isActive: false, lastSeenAt: null }),
  ),
  sample('user-removal', 'settings/users/remove', inSettings('users'), user({ name: hostile })),
  sample('teams', 'settings/teams/index', inSettings('teams'), {
    rows: [
      { id: '1', href: '/settings/teams/1', name: hostile, members: 4, archivedAt: null },
      { id: '2', href: '/settings/teams/2', name: 'Old', members: 0, archivedAt: now },
    ],
    ...{
      mayChange: true,
      form: { values: { name: 'x' }, errors: { name: 'Type a name.' }, problem: null },
    },
  }),
  sample('teams-none', 'settings/teams/index', inSettings('teams'), {
    rows: [],
    mayChange: false,
    form: none,
  }),
  sample('team', 'settings/teams/show', inSettings('teams'), team()),
  sample('team-seen', 'settings/teams/show', inSettings('teams'), team({ mayChange: false })),
  sample(
    'team-archived',
    'settings/teams/show',
    inSettings('teams'),
    team({ archivedAt: now, memberships: [] }),
  ),
  sample('team-faults', 'settings/teams/show', inSettings('teams'), {
    ...team({ memberships: [] }),
    form: {
      values: { developer: '9' },
      errors: { from: 'Choose a day.' },
      problem: 'The days cannot be.',
    },
  }),
  sample('team-nobody', 'settings/teams/show', inSettings('teams'), team({ developers: [] })),
  sample('company', 'settings/company/show', inSettings('company'), {
    ...{
      name: 'Northwind',
      timeZone: 'Europe/Lisbon',
      createdAt: now,
      isSecondFactorRequired: false,
      mayChange: true,
      ...{ isRecounting: false, keepsWords: true, individuals: 'named' },
      form: none,
    },
  }),
  sample('company-recounting', 'settings/company/show', inSettings('company'), {
    ...{ name: hostile, timeZone: 'Asia/Calcutta', createdAt: now, isSecondFactorRequired: true },
    ...{ mayChange: true, isRecounting: true, keepsWords: false, individuals: 'aggregates' },
    form: { values: {}, errors: { timeZone: 'Choose a time zone of the list.' }, problem: null },
  }),
  sample('audit', 'settings/audit/index', inSettings('audit'), {
    ...audit({
      rows: [entry({ actor: hostile, subject: hostile, userAgent: hostile, changes: [hostile] })],
    }),
  }),
  sample('audit-pages', 'settings/audit/index', inSettings('audit'), audit()),
  sample('audit-none', 'settings/audit/index', inSettings('audit'), audit({ rows: [], total: 0 })),
  sample('audit-check', 'settings/audit/check', inSettings('audit'), check),
  sample('accesses', 'settings/audit/accesses', inSettings('audit'), {
    rows: [
      { at: now, kind: 'viewed', actor: 'Ines Ribeiro', subject: hostile },
      { at: now, kind: 'exported', actor: 'user 7', subject: 'audit' },
    ],
    ...{
      total: 52,
      from: 1,
      days: 365,
      newerHref: null,
      olderHref: '/settings/audit/accesses?page=2',
    },
  }),
  sample('accesses-none', 'settings/audit/accesses', inSettings('audit'), {
    ...{ rows: [], total: 0, from: 1, days: 365, newerHref: null, olderHref: null },
  }),
  sample('audit-broken', 'settings/audit/check', inSettings('audit'), {
    ...check,
    findings: [{ kind: 'changed', position: '3', sentence: 'This entry was changed.' }],
  }),
]
