/** Pages as they come from the reports, in every state: for the tests of views. */

import type { CommitRow, CommitsPage } from '../../src/reports/commits-types.js'
import type { FilterBar } from '../../src/reports/filter-bar-types.js'
import type { DeveloperRow, IdentitiesPage } from '../../src/reports/identities-types.js'
import { metrics } from '../../src/reports/metrics.js'
import type {
  Overview,
  TypeGroup,
  WeeklyLine,
  WorkByWeek,
} from '../../src/reports/overview-types.js'
import type {
  AnalysisPage,
  Frame,
  Pages,
  RepositoryPage,
  StartPage,
} from '../../src/reports/page-types.js'
import { commitPage, hostileCommit, mergePage, uncountedPage } from './commit-fixtures.js'
import { dataSamples } from './data-fixtures.js'
import { exclusionForm, exclusionsPage, newExclusion } from './exclusion-fixtures.js'
import { history, shortHistory, unreadHistory } from './history-fixtures.js'
import {
  barePull,
  firstSync,
  hostilePull,
  pullPage,
  stoppedSync,
  sync,
} from './pull-request-pages.js'

export const now = new Date('2026-11-24T10:42:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

/** Mondays, the newest one last: 23 November 2026. */
export function mondays(count: number): string[] {
  const last = Date.UTC(2026, 10, 23)
  return Array.from({ length: count }, (_, index) =>
    new Date(last - (count - 1 - index) * 7 * 86_400_000).toISOString().slice(0, 10),
  )
}

/** The same "random" numbers on every run, 0 to 1. */
function wobble(index: number, salt: number): number {
  const value = Math.sin(index * 12.9898 + salt * 78.233) * 43_758.5453
  return value - Math.floor(value)
}

export function frame(changes: Partial<Frame> = {}): Frame {
  return {
    title: 'Overview',
    section: '/',
    csrfToken: 'token-of-the-session',
    company: { name: 'Northwind', timeZone: 'Europe/Lisbon', isDemo: false },
    user: { name: 'Ines Ribeiro', email: 'ines@northwind.example', role: 'owner' },
    removalAt: null,
    mayRemoveCompany: true,
    mayAddRepository: true,
    mayViewDevelopers: true,
    mayRemoveDemo: true,
    settings: [
      { href: '/settings/identities', text: 'Identities' },
      { href: '/settings/exclusions', text: 'Exclusions' },
    ],
    repositoryCount: 14,
    flash: null,
    kept: '',
    ...changes,
  }
}

/** The frame of sample data, with its bar. */
export const sampleFrame = (title: string) =>
  frame({ title, company: { name: 'Quillhaven', timeZone: 'Europe/Lisbon', isDemo: true } })

export function signedOut(title: string): Frame {
  return frame({ title, company: null, user: null, settings: [], repositoryCount: 0, section: '' })
}

export function filters(changes: Partial<FilterBar> = {}): FilterBar {
  return {
    periods: [
      { key: '30d', label: '30 days', href: '/?p=30d', isCurrent: false },
      { key: '90d', label: '90 days', href: '/?p=90d', isCurrent: false },
      { key: '12m', label: '12 months', href: '/', isCurrent: true },
      { key: 'all', label: 'All time', href: '/?p=all', isCurrent: false },
    ],
    from: '2025-11-25',
    to: '2026-11-24',
    isCustom: false,
    ...{ repository: null, team: null },
    teams: [
      { id: '1', name: 'Payments' },
      { id: '2', name: 'Platform' },
    ],
    comparisons: [
      { key: 'prev', label: 'Against period before', isCurrent: true },
      { key: 'year', label: 'Against year before', isCurrent: false },
      { key: 'none', label: 'No comparison', isCurrent: false },
    ],
    repositories: [
      { id: '1', name: 'checkout-web' },
      { id: '2', name: 'ledger-core' },
      { id: '3', name: 'platform/infrastructure/a-rather-long-name-for-a-repository' },
    ],
    chips: [],
    clearHref: null,
    hiddenBots: null,
    hidden: [],
    csvHref: '/commits.csv',
    timeZone: 'Europe/Lisbon',
    ...changes,
  }
}

const groups: [TypeGroup, string, number][] = [
  ['feature', 'Feature', 62],
  ['fix', 'Fix', 30],
  ['refactor', 'Refactor', 20],
  ['test', 'Test', 20],
  ['docs', 'Docs', 8],
  ['chore', 'Chore', 14],
]

export function work(weekCount: number, scale = 1): WorkByWeek {
  const weeks = mondays(weekCount)
  const series = groups.map(([group, label, size], place) => ({
    group,
    label,
    values: weeks.map((_, week) => Math.round(size * scale * (0.6 + 0.8 * wobble(week, place)))),
    href: `/commits?type=${group}`,
  }))
  const sums = series.map(({ values }) => values.reduce((total, value) => total + value, 0))
  const all = sums.reduce((total, value) => total + value, 0) || 1
  return {
    weeks,
    series: series.map((one, place) => ({ ...one, share: (sums[place] ?? 0) / all })),
    weekHrefs: weeks.map((week) => `/commits?week=${week}`),
    lastWeekUnfinished: true,
    finding: 'Features are the largest part, 40% of all commits.',
  }
}

export function line(weekCount: number, scale = 1): WeeklyLine & { metric: 'commits' } {
  const weeks = mondays(weekCount)
  const shape = (salt: number, size: number) =>
    weeks.map((_, week) =>
      Math.round(
        scale * size * (1 + 0.25 * Math.sin(week / 4.6 + salt) + 0.3 * wobble(week, salt)),
      ),
    )
  return {
    metric: 'commits',
    title: 'Commits by week',
    unit: '',
    weeks,
    values: shape(1, 130).map((value, week) => (week === 20 || week === 21 ? null : value)),
    before: shape(4, 115),
    ...{ band: null, beforeLabel: 'Period before', weekHrefs: [] },
    lastWeekUnfinished: true,
    finding: 'Commits rise from 131 to 172 a week.',
  }
}

const mix = groups.map(([group, , size]) => ({ group, share: size / 154 }))

function trend(salt: number): number[] {
  return mondays(26).map((_, week) => Math.round(40 * wobble(week, salt)))
}

export function overview(weekCount = 53, scale = 1): Overview {
  const words = { more: 'more', less: 'fewer', nothing: 'no commits' }
  const tile = { href: '/commits', isCurrent: false, words }
  return {
    verdict: [
      { text: 'Work is picking up.', tone: 'fact' },
      { text: ' 23 people made ', tone: 'muted' },
      { text: '6 844 commits', tone: 'fact', href: '/commits' },
      { text: ', ', tone: 'muted' },
      { text: '18% more', tone: 'good' },
      { text: ' than the year before. ', tone: 'muted' },
      { text: 'legacy-billing could not be read', tone: 'exception', href: '/analyses/3' },
      { text: '.', tone: 'muted' },
    ],
    updatedAt: minutesAgo(12),
    tiles: [
      {
        ...tile,
        key: 'commits',
        label: 'Commits',
        value: 6844 * scale,
        unit: '',
        delta: { kind: 'percent', value: 18, good: true },
        chartHref: '/?m=commits',
        isCurrent: true,
      },
      {
        ...tile,
        key: 'contributors',
        label: 'People',
        value: 23,
        unit: '',
        delta: { kind: 'difference', value: -2, good: null },
        chartHref: '/?m=contributors',
      },
      {
        ...tile,
        key: 'lines',
        label: 'Lines changed',
        value: 1_234_567 * scale,
        unit: '',
        delta: { kind: 'percent', value: 1.2, good: null },
        chartHref: '/?m=lines',
      },
      {
        ...tile,
        key: 'test-share',
        label: 'Test share',
        value: 31,
        unit: '%',
        delta: { kind: 'points', value: 4, good: true },
        chartHref: '/?m=test-share',
      },
      {
        ...tile,
        key: 'complexity',
        words: { more: 'higher', less: 'lower', nothing: 'not measured here' },
        label: 'Complexity added',
        value: 7.4,
        unit: 'per 100 lines',
        delta: { kind: 'difference', value: 0.8, good: false },
        chartHref: '/?m=complexity',
      },
    ],
    line: line(weekCount, scale),
    work: work(weekCount, scale),
    ...{ signals: [], signalCount: 0, reviewers: null, teams: null },
    repositories: [
      {
        id: '1',
        name: 'checkout-web',
        href: '/repositories/1',
        commits: 2413,
        commitsHref: '/commits?repo=1',
        lines: 182_340,
        contributors: 9,
        trend: trend(1),
        mix,
        state: 'ready',
        stateHref: null,
      },
      {
        id: '2',
        name: 'ledger-core',
        href: '/repositories/2',
        commits: 1987,
        commitsHref: '/commits?repo=2',
        lines: 1_234_567,
        contributors: 7,
        trend: trend(2),
        mix: mix.slice(0, 3).map((part) => ({ ...part, share: 1 / 3 })),
        state: 'reading',
        stateHref: '/analyses/2',
      },
      {
        id: '3',
        name: 'platform/infrastructure/a-rather-long-name-for-a-repository',
        href: '/repositories/3',
        commits: 1544,
        commitsHref: '/commits?repo=3',
        lines: 90_112,
        contributors: 5,
        trend: trend(3),
        mix,
        state: 'ready',
        stateHref: null,
      },
      {
        id: '4',
        name: 'mobile-app',
        href: '/repositories/4',
        commits: 900,
        commitsHref: '/commits?repo=4',
        lines: 44_031,
        contributors: 6,
        trend: trend(4),
        mix,
        state: 'waiting',
        stateHref: '/analyses/4',
      },
      {
        id: '5',
        name: 'legacy-billing',
        href: '/repositories/5',
        commits: 0,
        commitsHref: '/commits?repo=5',
        lines: 0,
        contributors: 0,
        trend: [0, 0, 0],
        mix: [],
        state: 'failed',
        stateHref: '/analyses/5',
      },
    ],
    folders: [
      {
        repository: 'ledger-core',
        folder: 'src/captures',
        commits: 812,
        share: 0.31,
        href: '/commits?folder=src/captures',
      },
      {
        repository: 'checkout-web',
        folder: 'app/basket',
        commits: 566,
        share: 0.21,
        href: '/commits?folder=app/basket',
      },
      {
        repository: 'platform/infrastructure/a-rather-long-name',
        folder: 'modules/networking/private-link/endpoints',
        commits: 402,
        share: 0.15,
        href: '/commits?folder=modules',
      },
      {
        repository: 'checkout-web',
        folder: 'test',
        commits: 233,
        share: 0.09,
        href: '/commits?folder=test',
      },
      {
        repository: 'mobile-app',
        folder: '',
        commits: 120,
        share: 0.04,
        href: '/commits?folder=ios',
      },
      {
        repository: 'mobile-app',
        folder: 'android',
        commits: 11,
        share: 0.004,
        href: '/commits?folder=android',
      },
    ],
    analyses: [
      {
        id: '2',
        repository: 'ledger-core',
        href: '/analyses/2',
        state: 'running',
        commitsRead: 2930,
        commitsFound: 4100,
        finishedAt: null,
        problem: null,
      },
      {
        id: '4',
        repository: 'mobile-app',
        href: '/analyses/4',
        state: 'waiting',
        commitsRead: 0,
        commitsFound: null,
        finishedAt: null,
        problem: null,
      },
      {
        id: '1',
        repository: 'checkout-web',
        href: '/analyses/1',
        state: 'done',
        commitsRead: 4812,
        commitsFound: 4812,
        finishedAt: minutesAgo(12),
        problem: null,
      },
      {
        id: '5',
        repository: 'legacy-billing',
        href: '/analyses/5',
        state: 'failed',
        commitsRead: 0,
        commitsFound: null,
        finishedAt: minutesAgo(200),
        problem: 'The host answered “not found”.',
      },
    ],
    hours: Array.from({ length: 7 }, (_, day) =>
      Array.from({ length: 24 }, (_, hour) => {
        const bell = Math.exp(-((hour - 10.5) ** 2) / 5) + Math.exp(-((hour - 15) ** 2) / 5.5)
        return Math.round(62 * bell * (day < 5 ? 1 : 0.07) * (0.7 + 0.5 * wobble(hour, day)))
      }),
    ),
    empty: null,
  }
}

/** Nothing measured yet: what every `empty` overview carries. */
export function emptyOverview(empty: Overview['empty']): Overview {
  const filled = overview(1, 0)
  return {
    ...filled,
    verdict: [{ text: 'Nothing to judge yet.', tone: 'fact' }],
    updatedAt: null,
    tiles: filled.tiles.map((tile) => ({ ...tile, value: null, delta: null })),
    line: { ...filled.line, values: [null], before: null, finding: 'No commits in this period.' },
    repositories: [],
    folders: [],
    analyses: empty === 'no-repositories' ? [] : filled.analyses,
    hours: null,
    empty,
  }
}

const types: [string, TypeGroup, string][] = [
  ['feature', 'feature', 'says so itself'],
  ['fix', 'fix', 'words of the subject'],
  ['docs', 'docs', 'all paths are docs'],
  ['ci', 'chore', 'all paths are CI'],
  ['perf', 'refactor', 'says so itself'],
]

export function commitRow(index: number, changes: Partial<CommitRow> = {}): CommitRow {
  const [type, group, typeReason] = types[index % types.length] ?? ['other', 'chore', 'no hint']
  return {
    hash: `${(0xabcdef1 + index * 7919).toString(16)}0123456789abcdef`.padEnd(40, '0'),
    subject:
      [
        'Retry failed captures',
        'fix(basket): keep the voucher when a line is removed',
        'Explain the settlement report',
      ][index % 3] ?? '',
    author: ['Maya Kowalski', 'Daniel Nwosu', 'Tess Bergman'][index % 3] ?? '',
    authoredAt: minutesAgo(60 * (index + 1) * 7),
    repository: index % 2 ? 'checkout-web' : 'ledger-core',
    type,
    group,
    typeReason,
    additions: Math.round(400 * wobble(index, 1)),
    deletions: Math.round(200 * wobble(index, 2)),
    files: 1 + (index % 9),
    complexityDelta: index % 4 === 0 ? null : Math.round(10 * wobble(index, 3)) - 4,
    ...{ skipped: null, isBot: index % 7 === 4, agent: index % 5 === 2 ? 'Claude' : null },
    isExcluded: false,
    excludeHref: '/settings/exclusions/new?kind=commit&repository=1',
    href: `/commits/${1 + (index % 2)}/${'0'.repeat(40)}`,
    url: index % 2 ? 'https://github.com/northwind/checkout-web/commit/abc' : null,
    ...changes,
  }
}

export function commits(changes: Partial<CommitsPage> = {}): CommitsPage {
  const rows = Array.from({ length: 50 }, (_, index) => commitRow(index))
  rows[3] = commitRow(3, {
    type: 'merge',
    group: 'chore',
    skipped: 'merge commits are counted, not measured',
    subject: 'Merge branch main',
  })
  rows[5] = commitRow(5, {
    subject: `Rework ${'the very long path of words '.repeat(9)}`,
    additions: 1_234_567,
    deletions: 998_001,
  })
  rows[6] = commitRow(6, {
    author: 'A person with an exceptionally long display name (contractor)',
  })
  return {
    rows,
    total: 6844,
    isOwn: false,
    additions: 812_340,
    deletions: 422_227,
    codeLines: 600_120,
    from: 51,
    newerHref: '/commits',
    olderHref: '/commits?page=3',
    ...changes,
  }
}

export function analysis(changes: Partial<AnalysisPage> = {}): AnalysisPage {
  return {
    id: '2',
    repository: {
      id: '2',
      name: 'ledger-core',
      href: '/repositories/2',
      source: 'https://git.northwind.example/payments/ledger-core.git',
    },
    state: 'running',
    stage: 'reading',
    window: 'Last 12 months',
    commitsFound: 4100,
    commitsRead: 2930,
    measured: 2701,
    skipped: [{ reason: 'merge commits are counted, not measured', count: 229 }],
    problem: null,
    queuedAt: minutesAgo(3),
    startedAt: minutesAgo(2),
    finishedAt: null,
    receipt: [],
    ...changes,
  }
}

export const analyses = {
  waiting: analysis({
    state: 'waiting',
    stage: 'waiting',
    commitsFound: null,
    commitsRead: 0,
    measured: 0,
    skipped: [],
    startedAt: null,
  }),
  cloning: analysis({
    stage: 'cloning',
    commitsFound: null,
    commitsRead: 0,
    measured: 0,
    skipped: [],
  }),
  reading: analysis(),
  storing: analysis({ stage: 'storing', commitsRead: 4100, measured: 3811 }),
  done: analysis({
    state: 'done',
    stage: 'done',
    commitsRead: 4100,
    measured: 3811,
    finishedAt: minutesAgo(1),
    receipt: [
      { label: 'Branch', value: 'main' },
      { label: 'Newest commit', value: '013fe7c8a1' },
      { label: 'Complete', value: 'Yes, proven' },
      { label: 'How', value: 'Window only, file contents in one request' },
      { label: 'Clone', value: '38 MB' },
      { label: 'Clone deleted at', value: '10:41:07' },
      { label: 'Took', value: '11.2 s' },
      { label: 'Commits stored', value: '4 100' },
      { label: 'File changes stored', value: '18 922' },
    ],
  }),
  nothing: analysis({
    state: 'done',
    stage: 'done',
    commitsFound: 0,
    commitsRead: 0,
    measured: 0,
    skipped: [],
    finishedAt: minutesAgo(1),
  }),
  failed: analysis({
    state: 'failed',
    stage: 'failed',
    commitsFound: null,
    commitsRead: 0,
    measured: 0,
    skipped: [],
    finishedAt: minutesAgo(1),
    problem: {
      title: 'The address asks for a password',
      advice:
        'Only public repositories can be read. Make it public or give the path of a local clone.',
      connectionHref: null,
    },
  }),
  refused: analysis({
    ...{ state: 'failed', stage: 'failed', commitsFound: null, commitsRead: 0, measured: 0 },
    ...{ skipped: [], finishedAt: minutesAgo(1) },
    problem: {
      title: 'The code host refuses the connection’s token.',
      advice: 'It may have expired. Open the connection: it takes another token.',
      connectionHref: '/settings/connections/1',
    },
  }),
}

export function repository(changes: Partial<RepositoryPage> = {}): RepositoryPage {
  const run = {
    window: 'Last 12 months',
    href: '/analyses/1',
    finishedAt: minutesAgo(199),
    measured: 0,
    problem: null,
  }
  return {
    id: '1',
    name: 'checkout-web',
    source: 'https://git.northwind.example/shop/checkout-web.git',
    defaultBranch: 'main',
    links: {
      ...{ commits: '/commits?repo=1', history: '/repositories/1/history' },
      ...{ health: '/health?repo=1', all: '/?repo=1' },
    },
    filters: filters({ repositories: [] }),
    numbers: overview(13),
    contributors: ['Koji Ito', 'Maya Kowalski'].map((name, at) => ({
      ...{ name, href: `/developers/${at}` },
    })),
    ...{ host: null, sync: null, canCollect: true },
    analyses: [
      { ...run, id: '9', state: 'done', queuedAt: minutesAgo(200), measured: 4402 },
      {
        ...run,
        id: '8',
        state: 'failed',
        queuedAt: minutesAgo(4000),
        finishedAt: minutesAgo(3990),
        problem: 'The host answered “not found”.',
      },
    ],
    canAnalyze: true,
    excludeHref: '/settings/exclusions/new?kind=repository&repo=1',
    removeHref: '/repositories/1/remove',
    ...changes,
  }
}

export const startHosts = [
  { kind: 'github', title: 'GitHub', where: 'github.com, or a server of your own' },
  { kind: 'gitlab', title: 'GitLab', where: 'gitlab.com, or a server of your own' },
  { kind: 'bitbucket', title: 'Bitbucket', where: 'bitbucket.org' },
].map((tile) => ({ ...tile, href: `/settings/connections/new?host=${tile.kind}` }))

export function start(changes: Partial<StartPage> = {}): StartPage {
  return {
    form: { values: {}, errors: {}, problem: null },
    allowsLocalPaths: true,
    offersDemo: true,
    hosts: startHosts,
    connections: [],
    analyses: overview().analyses,
    ...changes,
  }
}

const fine = { values: {}, errors: {}, problem: null }

export interface Sample {
  name: string
  view: keyof Pages
  frame: Frame
  locals: Pages[keyof Pages]
}

export function sample<View extends keyof Pages>(
  name: string,
  view: View,
  of: Frame,
  locals: Pages[View],
): Sample {
  return { name, view, frame: of, locals }
}

function overviewSample(name: string, page: Overview, bar = filters()): Sample {
  return sample(name, 'overview/show', frame(), { ...page, filters: bar })
}

function commitsSample(name: string, page: CommitsPage, bar: FilterBar): Sample {
  return sample(name, 'commits/index', frame({ title: 'Commits', section: '/commits' }), {
    ...page,
    filters: bar,
  })
}

const pullFrame = frame({ title: 'Pull request 412', section: '/pull-requests' })
const commitFrame = frame({ title: 'Commit 0f1e2d3', section: '/commits', kept: '?p=30d' })

const narrowed = filters({
  repository: '2',
  chips: [
    { label: 'Type: Fix', href: '/commits?repo=2' },
    { label: 'Folder: modules/networking/private-link/endpoints/of/some/depth', href: '/commits' },
  ],
  clearHref: '/commits',
  hidden: [{ name: 'type', value: 'fix' }],
})
export const hostile = '<script>alert(1)</script>"onmouseover=alert(2) \'x'
const exclusionsFrame = frame({ title: 'Exclusions', section: '/settings/exclusions' })
const repositoriesFrame = frame({ title: 'Repositories', section: '/repositories' })
const busy = repository({
  ...{ numbers: null, contributors: null },
  analyses: repository().analyses.map((run) => ({
    ...run,
    state: 'running' as const,
    finishedAt: null,
  })),
})

/** Every page in every state that a reader can meet. */
const identitiesFrame = frame({ title: 'Identities', section: '/settings/identities' })

function person(id: string, name: string, changes: Partial<DeveloperRow> = {}): DeveloperRow {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@northwind.example`
  return {
    ...{ id, name, href: `/settings/identities/${id}`, more: 0, botReason: null },
    identities: [{ id: `${id}1`, name, email, linked: '' }],
    accounts: [{ id: `${id}2`, name: `@${name}`, host: 'github.com', linked: 'by its commits' }],
    ...changes,
  }
}

function identities(changes: Partial<IdentitiesPage> = {}): IdentitiesPage {
  const maya = person('1', 'Maya Kowalski')
  const bot = person('9', 'dependabot[bot]', { botReason: 'known dependency bot' })
  const merge = { id: '5', from: 'maya', into: { name: maya.name, href: maya.href } }
  const because = 'Same name, and both have an address at northwind.example.'
  return {
    query: '',
    suggestions: [{ first: maya, second: person('2', 'Kowalski, Maya'), because }],
    moreSuggestions: 12,
    people: [maya, person('3', 'Tess Bergman', { more: 3 })],
    ...{ peopleTotal: 1240, from: 51, newerHref: '/settings/identities' },
    ...{ olderHref: '/settings/identities?page=3', bots: [bot], botTotal: 60 },
    merges: [
      { ...merge, by: 'Ines Ribeiro', madeAt: minutesAgo(12), isUndone: false },
      { ...merge, id: '4', by: 'a .mailmap', madeAt: minutesAgo(4000), isUndone: true },
    ],
    ...changes,
  }
}

const noIdentities = identities({
  ...{ suggestions: [], moreSuggestions: 0, people: [], peopleTotal: 0, bots: [], botTotal: 0 },
  ...{ merges: [], newerHref: null, olderHref: null },
})

const developer: Pages['settings/identities/show'] = {
  ...{ id: '1', name: 'Maya Kowalski', email: 'maya@northwind.example', isNameDecided: false },
  ...{ isBot: false, botReason: null, isMarkDecided: true, query: 'tess', isMoreFound: true },
  identities: [
    {
      ...{ id: '11', name: 'Maya Kowalski', email: 'maya@northwind.example', linked: '' },
      lastCommit: { at: minutesAgo(900), repository: 'ledger-core' },
    },
    { ...{ id: '12', name: '', email: '', linked: 'by hand' }, lastCommit: null },
  ],
  accounts: [{ id: '13', name: '@maya-k', host: 'git.northwind.example', linked: '' }],
  merges: identities().merges,
  found: [person('3', 'Tess Bergman')],
}

export const samples: Sample[] = [
  sample('identities', 'settings/identities/index', identitiesFrame, identities()),
  sample('identities-none', 'settings/identities/index', identitiesFrame, noIdentities),
  sample('identities-not-found', 'settings/identities/index', identitiesFrame, {
    ...{ ...noIdentities, query: hostile },
  }),
  sample('identities-hostile', 'settings/identities/index', identitiesFrame, {
    ...identities({ people: [person('7', hostile)], merges: [] }),
    suggestions: [{ first: person('7', hostile), second: person('8', hostile), because: hostile }],
  }),
  sample('developer', 'settings/identities/show', identitiesFrame, developer),
  sample('developer-bot', 'settings/identities/show', identitiesFrame, {
    ...{ ...developer, isBot: true, botReason: 'CI account', isMarkDecided: false },
    ...{ name: hostile, found: [], isMoreFound: false, query: hostile },
    identities: developer.identities.slice(0, 1),
  }),
  sample('welcome', 'welcome/show', signedOut('How your teams work'), {
    ...{ offersDemo: false, tourUrl: null },
  }),
  sample('welcome-demo', 'welcome/show', signedOut('How your teams work'), {
    ...{ offersDemo: true, tourUrl: null },
  }),
  sample('welcome-tour', 'welcome/show', signedOut('How your teams work'), {
    ...{ offersDemo: false, tourUrl: 'https://tour.example.com/?a=1&b=2' },
  }),
  sample('demo', 'demos/show', signedOut('Sample data'), { making: null, leaves: null }),
  sample('demo-leaving', 'demos/show', frame({ title: 'Sample data' }), {
    ...{ making: null, leaves: hostile },
  }),
  sample('demo-making', 'demos/show', sampleFrame('Sample data'), {
    making: {
      repositories: [
        { id: '1', name: 'checkout-api', isDone: true, commits: 410 },
        { id: '2', name: hostile, isDone: false, commits: 0 },
      ],
      isLate: true,
    },
    leaves: null,
  }),
  sample('sign-up', 'sign-up/form', signedOut('Create a company'), {
    ...{ ...fine, provenEmail: null },
  }),
  sample('sign-up-by-link', 'sign-up/form', signedOut('Create a company'), {
    ...{ ...fine, provenEmail: hostile },
  }),
  sample('sign-up-faults', 'sign-up/form', signedOut('Create a company'), {
    values: { company: 'Northwind', name: 'Ines', email: 'ines@', timeZone: 'Europe/Lisbon' },
    errors: {
      email: 'An e-mail address has a name, an @ and a domain.',
      password: 'The password needs at least 12 characters.',
    },
    problem: null,
    provenEmail: null,
  }),
  sample('sign-in', 'sessions/form', signedOut('Sign in'), fine),
  sample('sign-in-refused', 'sessions/form', signedOut('Sign in'), {
    values: { email: 'ines@northwind.example' },
    errors: {},
    problem: 'That e-mail and password do not match.',
  }),
  overviewSample('overview', overview()),
  overviewSample('overview-1-week', overview(1)),
  overviewSample('overview-5-weeks', overview(5)),
  overviewSample('overview-13-weeks', overview(13)),
  overviewSample('overview-130-weeks', overview(130)),
  overviewSample('overview-400-weeks', overview(400)),
  overviewSample('overview-1040-weeks', overview(1040)),
  overviewSample(
    'overview-large',
    overview(53, 1000),
    filters({
      isCustom: true,
      periods: filters().periods.map((one) => ({ ...one, isCurrent: false })),
    }),
  ),
  overviewSample('overview-sparse', { ...emptyOverview(null), analyses: [] }),
  overviewSample('overview-no-repositories', emptyOverview('no-repositories')),
  overviewSample('overview-reading', emptyOverview('reading')),
  overviewSample('overview-failed', emptyOverview('failed')),
  overviewSample('overview-no-commits', emptyOverview('no-commits'), narrowed),
  overviewSample(
    'overview-hostile',
    {
      ...overview(),
      repositories: overview().repositories.map((row) => ({ ...row, name: hostile })),
      folders: overview().folders.map((row) => ({ ...row, folder: hostile, repository: hostile })),
      analyses: overview().analyses.map((row) => ({
        ...row,
        repository: hostile,
        problem: hostile,
      })),
    },
    filters({ repositories: [{ id: '1', name: hostile }] }),
  ),
  commitsSample('commits', commits(), filters()),
  commitsSample('commits-narrowed', commits({ newerHref: null, from: 1 }), narrowed),
  commitsSample(
    'commits-none',
    commits({ rows: [], total: 0, from: 0, newerHref: null, olderHref: null }),
    narrowed,
  ),
  commitsSample(
    'commits-hostile',
    commits({
      rows: [
        commitRow(1, {
          subject: hostile,
          author: hostile,
          repository: hostile,
          type: hostile,
          typeReason: hostile,
        }),
      ],
      total: 1,
      from: 1,
    }),
    filters({ chips: [{ label: hostile, href: '/commits' }] }),
  ),
  sample('commit', 'commits/show', commitFrame, commitPage()),
  sample('commit-merge', 'commits/show', commitFrame, mergePage),
  sample('commit-uncounted', 'commits/show', commitFrame, uncountedPage),
  sample('commit-hostile', 'commits/show', commitFrame, hostileCommit(hostile)),
  sample(
    'start',
    'start/show',
    frame({
      title: 'Add repository',
      section: '/start',
      flash: 'Company created. Add the first repository.',
    }),
    start({ analyses: [] }),
  ),
  sample(
    'start-busy',
    'start/show',
    frame({ title: 'Add repository', section: '/start' }),
    start(),
  ),
  sample(
    'start-connected',
    'start/show',
    frame({ title: 'Add repository', section: '/start' }),
    start({
      analyses: [],
      connections: [
        { name: hostile, host: 'GitHub', href: '/settings/connections/1/repositories', chosen: 0 },
        { name: 'GitLab', host: 'GitLab', href: '/settings/connections/2/repositories', chosen: 7 },
      ],
    }),
  ),
  sample(
    'start-refused',
    'start/show',
    frame({ title: 'Add repository', section: '/start' }),
    start({
      allowsLocalPaths: false,
      form: {
        values: { source: 'ftp://example.org/x', window: 'all' },
        errors: { source: 'Only https addresses can be read.' },
        problem: null,
      },
    }),
  ),
  ...Object.entries(analyses).map(([name, page]) =>
    sample(
      `analysis-${name}`,
      'analyses/show',
      frame({ title: 'ledger-core', section: '/repositories' }),
      page,
    ),
  ),
  sample('repositories', 'repositories/index', repositoriesFrame, {
    filters: filters(),
    rows: overview().repositories.map(({ id, name, href, state, commits: count, trend }) => ({
      ...{ id, name, href, state },
      work:
        Number(id) === 3
          ? null
          : {
              ...{ commits: count, commitsHref: `/commits?repo=${id}`, contributors: 7, trend },
              ...{ merged: 12, mergedHref: `/pull-requests?repo=${id}`, cycle: 17.6 },
            },
      source: `https://git.northwind.example/${name}.git`,
      readAt: state === 'ready' ? minutesAgo(Number(id) * 90) : null,
      window: 'Last 12 months',
      sync: { 1: sync(), 2: firstSync, 3: stoppedSync(hostile) }[Number(id)] ?? null,
      mark: Number(id) === 3 ? 'Archived' : null,
    })),
  }),
  sample('repositories-none', 'repositories/index', repositoriesFrame, {
    ...{ filters: filters(), rows: [] },
  }),
  sample('repository', 'repositories/show', repositoriesFrame, repository()),
  ...[sync(), firstSync, stoppedSync(hostile)].map((one, at) =>
    sample(
      `repository-sync-${at}`,
      'repositories/show',
      repositoriesFrame,
      repository({ sync: one }),
    ),
  ),
  sample('pull-request', 'pull-requests/show', pullFrame, pullPage()),
  sample('pull-request-bare', 'pull-requests/show', pullFrame, barePull),
  sample('pull-request-hostile', 'pull-requests/show', pullFrame, hostilePull(hostile)),
  sample(
    'repository-connected',
    'repositories/show',
    repositoriesFrame,
    repository({
      host: {
        ...{ connection: hostile, connectionHref: '/settings/connections/1' },
        webUrl: 'https://git.northwind.example/shop/checkout-web',
        notice: { tone: 'warn', title: 'The host knows this repository no longer', text: hostile },
      },
    }),
  ),
  sample(
    'repository-failed',
    'repositories/show',
    repositoriesFrame,
    repository({
      name: hostile,
      source: hostile,
      analyses: repository().analyses.slice(1),
      ...{ defaultBranch: null, numbers: emptyOverview('no-commits') },
    }),
  ),
  sample('repository-busy', 'repositories/show', repositoriesFrame, busy),
  ...dataSamples(hostile).map(([name, view, locals]) =>
    sample(name, view, frame({ title: 'Data', section: '/settings/data', removalAt: now }), locals),
  ),
  sample('exclusions', 'settings/exclusions/index', exclusionsFrame, exclusionsPage(hostile)),
  sample('exclusions-none', 'settings/exclusions/index', exclusionsFrame, {
    ...exclusionsPage(hostile),
    ...{ inForce: [], undone: [], mayChange: false },
  }),
  sample('exclusion-new', 'settings/exclusions/new', exclusionsFrame, newExclusion(hostile)),
  sample('exclusion-refused', 'settings/exclusions/new', exclusionsFrame, {
    preview: null,
    form: {
      ...exclusionForm({ kind: 'path', target: hostile, reason: hostile }),
      errors: { target: 'It has too many stars or choices: write several simpler patterns.' },
    },
  }),
  sample('history', 'histories/show', repositoriesFrame, history()),
  sample('history-unread', 'histories/show', repositoriesFrame, unreadHistory),
  sample('history-short', 'histories/show', repositoriesFrame, shortHistory),
  sample(
    'history-hostile',
    'histories/show',
    repositoriesFrame,
    history({
      name: hostile,
      hotSpots: {
        state: 'ready',
        rows: [{ path: hostile, commits: 1, decisionPoints: 1, score: 100 }],
      },
      couplings: {
        state: 'ready',
        rows: [{ path: hostile, other: hostile, shared: 5, degree: 1 }],
      },
      knowledge: {
        ...{ state: 'ready', showsNames: true, isWhole: true, byAuthorship: 2 },
        rows: history().knowledge.rows.map((row) => ({
          ...row,
          people: [{ name: hostile, part: 'most of it' as const }],
        })),
      },
    }),
  ),
  sample('metrics', 'metrics/index', frame({ title: 'How we count this' }), metrics()),
  sample('error-404', 'errors/show', frame({ title: 'Not found', section: '' }), {
    status: 404,
    title: 'There is nothing here',
    advice: 'The address may be mistyped, or what it named was removed.',
    reference: null,
  }),
  sample('error-500', 'errors/show', signedOut('Error'), {
    status: 500,
    title: 'Something broke on our side',
    advice: 'Nothing was lost. Try again in a minute; if it stays, pass on the reference.',
    reference: '01HZX3K9',
  }),
]
