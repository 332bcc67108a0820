/** The pages on people and teams as they come from the reports: for the tests of views. */
import type { PersonPage } from '../../src/reports/people-types.js'
import { pullOverview, pullRow } from './metric-fixtures.js'
import { commitRow, filters, frame, now, type Sample, sample, work } from './page-fixtures.js'

const people = frame({ title: 'Developers', section: '/developers' })
const teams = frame({ title: 'Teams', section: '/teams' })
const listed = (name: string, at = 1) => ({
  ...{ name, href: `/developers/${at}`, teams: at % 2 ? ['Payments', 'Data'] : [] },
})

function person(name: string, changes: Partial<PersonPage> = {}): PersonPage {
  const reviewed = { name, href: '/developers/2', reviews: 12 }
  return {
    ...{ filters: filters({ csvHref: null }), id: '1', name, isBot: false, isSelf: false },
    teams: [{ name, href: '/teams/1', from: now, to: null }],
    work: work(13),
    repositories: [{ name, href: '/repositories/1', commits: 41, commitsHref: '/commits?dev=1' }],
    commits: { total: 41, rows: [commitRow(1, { subject: name })] },
    commitsHref: '/commits?dev=1',
    pulls: { total: 23, rows: [pullRow({ title: name })] },
    pullsHref: '/pull-requests?dev=1',
    ...{ given: [reviewed], received: [{ ...reviewed, name: null, href: null }] },
    ...changes,
  }
}

const nothing = {
  ...{ teams: [], repositories: [], commits: { total: 0, rows: [] } },
  ...{ pulls: { total: 0, rows: [] }, given: [], received: [] },
}

export const peopleSamples = (hostile: string): Sample[] => [
  sample('developers', 'developers/index', people, {
    ...{ search: '', people: [listed(hostile), listed('Ann', 2)], bots: [listed('deps-bot')] },
    isCut: true,
  }),
  sample('developers-none', 'developers/index', people, {
    ...{ search: hostile, people: [], bots: [], isCut: false },
  }),
  sample('developer', 'developers/show', people, person(hostile)),
  sample('developer-self', 'developers/show', people, person('Ann', { isSelf: true, ...nothing })),
  sample('developer-bot', 'developers/show', people, person('deps-bot', { isBot: true })),
  sample('team-numbers', 'teams/show', teams, {
    ...{ ...pullOverview(hostile), filters: filters(), name: hostile },
    members: [{ name: hostile, href: '/developers/1', from: now, to: now }],
  }),
  sample('team-numbers-unnamed', 'teams/show', teams, {
    ...{ ...pullOverview(), filters: filters(), name: 'Payments', members: null },
  }),
  sample('teams-numbers', 'teams/index', teams, {
    ...{ filters: filters(), teams: pullOverview(hostile).teams ?? [] },
  }),
  sample('teams-numbers-none', 'teams/index', teams, { filters: filters(), teams: [] }),
  sample('too-few', 'people/too-few', teams, { filters: filters() }),
  sample('own-data', 'me/data', frame({ title: 'Your data', section: '/me' }), {
    rows: [
      { label: hostile, count: 1204, href: '/commits' },
      { label: 'Reviews', count: 0, href: null },
    ],
  }),
  sample('own-data-none', 'me/data', frame({ title: 'Your data', section: '/me' }), { rows: null }),
]
