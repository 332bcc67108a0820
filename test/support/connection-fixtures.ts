/** The pages of connections in every state: for the tests of views. */

import type {
  ConnectionPage,
  ConnectionRow,
  NewConnectionPage,
  PickerPage,
  PickerRow,
} from '../../src/reports/connection-types.js'
import { webhookSteps } from '../../src/reports/webhook-steps.js'
import { frame, hostile, startHosts as hosts, now, type Sample, sample } from './page-fixtures.js'

const inside = frame({ title: 'Connections', section: '/settings/connections' })

const row = (changes: Partial<ConnectionRow> = {}): ConnectionRow => ({
  ...{ id: '1', href: '/settings/connections/1', name: 'GitHub (northwind-bot)', host: 'GitHub' },
  ...{ origin: 'https://github.com', accountName: 'Northwind Bot', tokenEnd: '9f3a' },
  state: { tone: 'good', text: 'Working' },
  ...{ expiresAt: new Date('2027-03-01T00:00:00Z'), chosen: 14, lastReadAt: now, fault: null },
  quotas: [
    { resource: 'core', limit: 5000, remaining: 4210, resetAt: now },
    { resource: 'graphql', limit: 5000, remaining: 4871, resetAt: null },
  ],
  ...changes,
})

const refused: Partial<ConnectionRow> = {
  ...{
    id: '2',
    href: '/settings/connections/2',
    name: hostile,
    origin: 'https://git.acme.example',
  },
  ...{ accountName: hostile, tokenEnd: null, expiresAt: null, lastReadAt: null, quotas: [] },
  state: { tone: 'bad', text: 'Token refused' },
  fault: { title: 'GitLab refuses the token.', advice: 'It has expired or was revoked.' },
}

const none = { values: {}, errors: {}, problem: null }

const connection = (changes: Partial<ConnectionPage> = {}): ConnectionPage => ({
  ...{ ...row(), href: '/settings/connections/1', needsTokenUser: false, tokenUser: null },
  ...{ tokenPage: 'https://github.com/settings/tokens/new', username: 'northwind-bot' },
  ...{ checkedAt: now, grants: ['Contents: read', 'Metadata: read'], owners: ['northwind'] },
  missing: [
    {
      permission: 'Pull requests: read',
      consequence: 'Without it there are no reviews, and no cycle times.',
    },
  ],
  ...{ excess: ['Administration: write'], reached: 212, webhook: { isMade: false, seenAt: null } },
  ...{ mayChange: true, mayRemove: true, form: none },
  ...changes,
})

const chosen: NonNullable<NewConnectionPage['chosen']> = {
  ...{ kind: 'gitlab', title: 'GitLab', origin: 'https://gitlab.com', isSelfHosted: true },
  ...{ needsTokenUser: false, tokenPage: 'https://gitlab.com/-/user_settings/tokens' },
  permissions: [
    { permission: 'read_api', purpose: 'Merge requests, reviews, comments and members.' },
    { permission: 'read_repository', purpose: 'The history, from a clone that is deleted.' },
  ],
}

const pick = (index: number, changes: Partial<PickerRow> = {}): PickerRow => ({
  ...{ hostId: String(index), fullName: `northwind/service-${index}` },
  webUrl: `https://github.com/northwind/service-${index}`,
  ...{ isPrivate: index % 2 === 0, isArchived: false, isFork: false },
  ...{ lastActiveAt: new Date(now.getTime() - index * 3_600_000) },
  ...{ chosenHref: null, isTicked: false },
  ...changes,
})

const picker = (changes: Partial<PickerPage> = {}): PickerPage => ({
  ...{ name: 'GitHub (northwind-bot)', href: '/settings/connections/1', host: 'GitHub' },
  ...{ isListing: false, reached: 212, listedAt: now, fault: null },
  ...{ search: { q: '', isOnlyActive: false }, matching: { all: 212, open: 198 } },
  groups: [
    {
      title: 'Most recently active',
      rows: [1, 2, 3].map((index) => pick(index, { isTicked: true })),
    },
    {
      title: 'northwind',
      rows: [
        ...[4, 5, 6, 7].map((index) => pick(index)),
        pick(8, { isArchived: true }),
        pick(9, { isFork: true, chosenHref: '/repositories/9' }),
        pick(10, { lastActiveAt: null, fullName: `northwind/${'a-rather-long-name-'.repeat(5)}` }),
      ],
    },
  ],
  ...{ newerHref: null, olderHref: '/settings/connections/1/repositories?page=2', form: none },
  ...changes,
})

const view = 'settings/connections' as const
const list = { hosts, mayAdd: true, removed: [] }

export const connectionSamples: Sample[] = [
  sample('connections', `${view}/index`, inside, {
    ...{ ...list, rows: [row(), row(refused)] },
    removed: [{ name: hostile, origin: 'https://old.example', removedAt: now, repositories: 3 }],
  }),
  sample('connections-none', `${view}/index`, inside, { ...list, rows: [] }),
  sample('connection-hosts', `${view}/new`, inside, { hosts, chosen: null, form: none }),
  sample('connection-new', `${view}/new`, inside, { hosts, chosen, form: none }),
  sample('connection-refused', `${view}/new`, inside, {
    ...{ hosts, chosen: { ...chosen, needsTokenUser: true } },
    form: {
      values: { name: hostile, tokenUser: hostile, origin: hostile },
      errors: { token: 'GitLab refuses this token. Nothing was stored.', origin: hostile },
      problem: null,
    },
  }),
  sample('connection', `${view}/show`, inside, connection()),
  sample('connection-seen', `${view}/show`, inside, {
    ...connection({ mayChange: false, mayRemove: false, missing: [], excess: [], owners: [] }),
    ...{ grants: [], reached: null, checkedAt: null, webhook: { isMade: true, seenAt: now } },
  }),
  sample('connection-fault', `${view}/show`, inside, {
    ...connection({ ...refused, href: '/settings/connections/2', needsTokenUser: true }),
    ...{ webhook: { isMade: true, seenAt: null }, owners: [hostile], excess: [hostile] },
    form: { values: { name: hostile }, errors: { token: hostile }, problem: null },
  }),
  sample('connection-webhook', `${view}/webhook`, inside, {
    ...{ name: hostile, href: '/settings/connections/1', host: 'GitHub' },
    ...{ url: `https://codevisto.example.com/webhooks/${'k'.repeat(43)}`, secret: 's'.repeat(43) },
    steps: webhookSteps.github,
  }),
  sample('connection-removal', `${view}/remove`, inside, {
    ...{ name: hostile, href: '/settings/connections/1', host: 'GitHub', repositories: 14 },
    form: {
      values: {},
      errors: { name: 'This is not the name of the connection.' },
      problem: null,
    },
  }),
  sample('picker', `${view}/picker`, inside, picker()),
  sample('picker-listing', `${view}/picker`, inside, {
    ...picker({ isListing: true, reached: 0, listedAt: null, groups: [], olderHref: null }),
    ...{ matching: { all: 0, open: 0 }, form: none },
  }),
  sample('picker-empty', `${view}/picker`, inside, {
    ...picker({ reached: 0, groups: [], olderHref: null, fault: refused.fault ?? null }),
    matching: { all: 0, open: 0 },
  }),
  sample('picker-search', `${view}/picker`, inside, {
    ...picker({ search: { q: hostile, isOnlyActive: true } }),
    groups: [{ title: hostile, rows: [pick(1, { fullName: hostile, hostId: hostile })] }],
    form: { values: { window: '90d' }, errors: { pick: 'Tick at least one.' }, problem: null },
  }),
]
