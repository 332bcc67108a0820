import type { DataPage, DataPages, NewCleanUpPage } from '../../src/reports/data-types.js'

/** Pages about deleting and keeping data, in every state. */

const at = new Date('2026-11-23T09:12:00Z')
const counts = {
  ...{ commits: 12_408, fileChanges: 60_112, pullRequests: 310, reviews: 402, comments: 1_204 },
  ...{ analyses: 14, identities: 3 },
}
const nothing = Object.fromEntries(
  Object.keys(counts).map((key) => [key, 0]),
) as unknown as typeof counts

function form(hostile: string) {
  const repositories = [
    { id: '1', name: 'checkout-web' },
    { id: '2', name: hostile },
  ]
  return { values: {}, errors: {}, problem: null, repositories }
}

function data(hostile: string): DataPage {
  const row = { id: '1', by: 'Ines Ribeiro', requestedAt: at, finishedAt: at, stage: null }
  const said = ['12,408 commits', '310 pull requests', '3 names and addresses']
  return {
    form: form(hostile),
    cleanUps: [
      {
        ...row,
        ...{ what: 'All repositories', period: 'until 31 Dec 2024', counts: ['1,000 commits'] },
        ...{ finishedAt: null, stage: 'deletes commits', id: '3' },
      },
      { ...row, what: hostile, period: '1 Jan 2023 to 31 Dec 2023', counts: said, id: '2' },
      { ...row, what: 'legacy', period: 'everything, and itself', counts: [], by: null },
    ],
    cleared: [{ id: '1', repository: hostile, period: 'until 31 Dec 2024' }],
    retention: [
      {
        ...{ kind: 'messages', title: 'Words of commit messages', value: '', mayBeEmpty: true },
        ...{ goes: 'All but the subject.', bounds: '30 to 3650 days' },
      },
      {
        ...{ kind: 'accesses', title: 'Access log', value: hostile, mayBeEmpty: false },
        ...{ goes: 'Lines that say who looked at whom.', bounds: '90 to 365 days' },
      },
    ],
    retentionErrors: { accesses: 'Choose 90 to 365 days.' },
    lastNight: { at, counts: ['12 mails', '40 lines of the access log'] },
    mayRemoveCompany: true,
  }
}

type Sample = {
  [View in keyof DataPages]: [name: string, view: View, locals: DataPages[View]]
}[keyof DataPages]

export function dataSamples(hostile: string): Sample[] {
  const bare: DataPage = {
    ...data(hostile),
    ...{ cleanUps: [], cleared: [], retentionErrors: {}, lastNight: null, mayRemoveCompany: false },
  }
  const preview: NewCleanUpPage['preview'] = {
    ...{ what: hostile, period: 'until 31 Dec 2024', counts, name: hostile, isEmpty: false },
  }
  const removal = { name: hostile, href: '/settings/data', form: form(hostile) }
  const mistyped = { values: {}, errors: { name: 'This is not the name.' }, problem: null }
  const company = { users: 12, repositories: 14, connections: 1 }
  return [
    ['data', 'settings/data/index', data(hostile)],
    ['data-bare', 'settings/data/index', bare],
    ['clean-up-new', 'settings/data/new', { form: form(hostile), preview }],
    [
      'clean-up-empty',
      'settings/data/new',
      {
        form: { ...form(hostile), errors: { name: 'This is not the name.' } },
        preview: { ...preview, counts: nothing, isEmpty: true },
      },
    ],
    ['repository-removal', 'repositories/remove', { ...removal, counts, isUnderWay: false }],
    ['repository-leaving', 'repositories/remove', { ...removal, counts, isUnderWay: true }],
    ['company-removal', 'settings/company/remove', { ...removal, ...company, removal: null }],
    [
      'company-leaving',
      'settings/company/remove',
      { ...removal, ...company, removal: { dueAt: at, askedBy: hostile } },
    ],
    ...(['none', 'under-way', 'done'] as const).map((state): Sample => {
      const told = { addresses: [hostile, 'ada@acme.io'], usernames: [hostile], state }
      return [
        `erasure-${state}`,
        'settings/identities/erase',
        { ...removal, ...told, form: mistyped },
      ]
    }),
  ]
}
