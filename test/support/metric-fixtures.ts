/** The pages of metrics as they come from the reports, in every state: for the tests of views. */

import type { HealthPage, HealthRow } from '../../src/reports/health-types.js'
import type { Overview, TeamRow } from '../../src/reports/overview-types.js'
import type { PullRequestsPage, PullRow } from '../../src/reports/pull-requests.js'
import type { RulesPage, SignalItem, SignalsPage } from '../../src/reports/signal-types.js'
import { type TileKey, tileKinds, tileSets } from '../../src/reports/tile-kinds.js'
import type { WorkPage } from '../../src/reports/work-types.js'
import { filters, frame, line, now, overview, type Sample, work } from './page-fixtures.js'

const values: Partial<Record<TileKey, number>> = {
  ...{ cycle: 17.6, 'first-review': 0.6, throughput: 412, wip: 1.3, tested: 61 },
}

const hours = (weekCount: number) => {
  const { weeks, values } = line(weekCount)
  const scaled = values.map((value) => value && value / 8)
  return {
    ...line(weekCount),
    ...{ metric: 'cycle' as const, title: 'Cycle time, first commit to merge', unit: 'h' as const },
    values: scaled,
    band: {
      low: scaled.map((value) => value && value * 0.5),
      high: scaled.map((value) => value && value * 1.8),
    },
    before: scaled.map((value) => value && value * 1.2),
    weekHrefs: weeks.map((week) => `/pull-requests?week=${week}`),
  }
}

const mix = work(10).series.map(({ group, share }) => ({ group, share }))

const team = (given: Partial<TeamRow>): TeamRow => ({
  ...{ id: '1', name: 'Payments', people: 8, href: '/?team=1', cycle: 24.8 },
  delta: { kind: 'percent', value: 11, good: false },
  ...{ trend: [20, 22, 19, 25, 27], firstReview: 6.1, merged: 74 },
  ...{ mergedHref: '/pull-requests?team=1', mix, status: 'slowing' as const },
  ...given,
})

/** An overview of a company whose code host is read. */
export function pullOverview(name = 'Maya Kowalski'): Overview {
  const person = { name, reviews: 61, share: 0.31, isHigh: true, href: '/pull-requests?reviewer=1' }
  return {
    ...overview(),
    tiles: tileSets.pulls.map((key, at) => ({
      ...{ key, ...tileKinds[key], value: values[key]!, isCurrent: at === 0 },
      delta: { kind: 'percent', value: -18, good: true },
      ...{ href: '/pull-requests', chartHref: `/?m=${key}` },
    })),
    line: hours(53),
    reviewers: {
      reviews: 197,
      people: [person, { ...person, name: 'Daniel Nwosu', share: 0.17, isHigh: false }],
      others: { people: 31, reviews: 51, share: 0.26 },
    },
    teams: [
      team({ name }),
      team({ id: '2', name: 'Data', delta: null, status: 'steady' }),
      team({
        id: '3',
        name: 'New',
        cycle: null,
        firstReview: null,
        merged: 2,
        mix: [],
        trend: [],
        status: 'too-little',
        delta: null,
      }),
      team({
        id: '4',
        name: 'Mobile',
        delta: { kind: 'percent', value: -19, good: true },
        status: 'improving',
      }),
    ],
    folders: [],
    signalCount: 9,
    signals: [
      {
        tone: 'warn',
        icon: 'scale',
        title: name,
        evidence: 'Next is Daniel with 34.',
        href: '/reviews',
      },
      {
        tone: 'good',
        icon: 'flask-conical',
        title: 'Checkout tests 4 of 5 changes',
        evidence: 'Up from 64%.',
        href: '/health',
      },
    ],
  }
}

const emptyLine = (weekCount = 4) => ({
  ...line(weekCount),
  values: line(weekCount).values.map(() => null),
  ...{ before: null, finding: 'Too few weeks.' },
})

export function workPage(given: Partial<WorkPage> = {}): WorkPage {
  const { verdict, updatedAt, folders, hours: grid } = overview()
  const rows = work(53).series.map(({ group, label, share, href }) => ({
    ...{ group, label, share, href, hours: 1000 * share },
  }))
  const sizes = [
    ['XS', '1–9 lines'],
    ['S', '10–29 lines'],
    ['M', '30–99 lines'],
    ['L', '100–499 lines'],
    ['XL', '500–999 lines'],
    ['XXL', 'from 1 000 lines'],
  ] as const
  return {
    ...{ verdict, updatedAt, folders, hours: grid, work: work(53), empty: false },
    effort: {
      total: { low: 840, mid: 1400, high: 2300 },
      ...{ rows, line: { ...hours(53), before: null }, isTooLittle: false },
    },
    sizes: sizes.map(([size, lines], at) => ({
      ...{ size, lines, commits: 600 - 100 * at, share: 0.3 - 0.05 * at },
      href: `/commits?size=${size}`,
    })),
    ...given,
  }
}

const grades = ['A', 'B', 'C', 'D', 'E']

const row = (given: Partial<HealthRow>): HealthRow => ({
  ...{ id: '1', name: 'checkout-web', href: '/repositories/1/history', graded: 240, median: 'B' },
  ...{ commitsHref: '/commits?repo=1', complexity: 7.1, tested: 61, busFactor: 3 },
  shares: grades.map((grade, at) => ({
    ...{ grade, share: [0.3, 0.4, 0.2, 0.1, 0][at]!, changes: 10 },
    href: `/commits?grade=${grade}`,
  })),
  reasons: [{ text: '42% of larger changes come without tests', href: '/commits?tested=no' }],
  ...given,
})

export function healthPage(
  given: Partial<HealthPage> = {},
  name = 'src/captures/retry.ts',
): HealthPage {
  const { verdict, updatedAt } = overview()
  return {
    ...{ verdict, updatedAt, isOfSome: false, empty: false },
    complexity: {
      value: 7.1,
      delta: { kind: 'difference', value: 0.8, good: false },
      line: { ...line(53), unit: 'per 100 lines', title: 'Complexity added' },
    },
    tests: {
      ...{ tested: 61, testShare: 31, testable: 420, untested: 164 },
      ...{ untestedHref: '/commits?tested=no', line: { ...line(53), unit: '%' as const } },
      delta: { kind: 'points', value: 4, good: true },
    },
    repositories: [
      row({}),
      row({
        id: '2',
        name,
        median: null,
        complexity: null,
        tested: null,
        busFactor: null,
        reasons: [],
      }),
      row({ id: '3', name: 'ledger-core', median: 'D', busFactor: 1 }),
    ],
    hotSpots: [
      {
        repository: 'ledger-core',
        href: '/repositories/2/history',
        path: name,
        commits: 81,
        points: 240,
      },
    ],
    couplings: [
      {
        repository: 'ledger-core',
        href: '/repositories/2/history',
        path: name,
        other: 'test/retry.ts',
        degree: 0.8,
      },
    ],
    rework: {
      rate: 0.12,
      reworkedLines: 1200,
      baseLines: 10_000,
      commits: 600,
      unknownCommits: 40,
    },
    ...given,
  }
}

export const pullRow = (given: Partial<PullRow> = {}): PullRow => ({
  ...{
    href: '/pull-requests/2/12',
    repository: 'ledger-core',
    number: 12,
    title: 'Retry failed captures',
  },
  ...{ url: 'https://github.com/acme/ledger-core/pull/12', state: 'merged', isDraft: false },
  ...{ author: 'Maya Kowalski', byBot: false, createdAt: now, endedAt: now, cycle: 17.6 },
  ...{ isUnreviewed: false, size: 'M', lines: 80 },
  ...given,
})

export const pullsPage = (given: Partial<PullRequestsPage> = {}): PullRequestsPage => ({
  rows: [
    pullRow(),
    pullRow({
      number: 13,
      state: 'open',
      isDraft: true,
      endedAt: null,
      cycle: null,
      size: null,
      lines: null,
    }),
    pullRow({ number: 14, state: 'closed', author: null, byBot: true, cycle: null }),
    pullRow({ number: 15, title: '', isUnreviewed: true, cycle: 0.4 }),
  ],
  ...{
    isOwn: false,
    state: null,
    total: 120,
    from: 51,
    newerHref: '/pull-requests',
    olderHref: '/pull-requests?page=3',
  },
  ...given,
})

const signal = (given: Partial<SignalItem> = {}): SignalItem => ({
  ...{ anchor: 's-stuck-pulls-everything', tone: 'warn', icon: 'hourglass', kind: 'stuck-pulls' },
  ...{ title: '3 pull requests are stuck', evidence: 'The oldest has waited 9 days.' },
  ...{ rule: 'Stuck pull requests', counts: 'Open ones to which nothing has happened.' },
  ...{ limits: ['Days without a change: 7 days'], href: '/pull-requests?state=open' },
  examples: [{ text: '#418 Retry captures', detail: 'checkout-api', href: '/pull-requests/1/418' }],
  ...{ subject: 'everything', mark: '3 1/418' },
  ...given,
})

/** Signals in every state; `text` is what somebody typed. */
function signalsPage(text = 'Holidays'): SignalsPage {
  const { verdict, updatedAt } = overview()
  const good = { anchor: 's-good', icon: 'rocket', href: null }
  const asGood = { ...good, tone: 'good', examples: [] } as Partial<SignalItem>
  const row = { id: '1', title: text, reason: text, by: text, at: now, isStanding: true }
  return {
    ...{ verdict, updatedAt, mayDismiss: true, mayRule: true, isUnread: false },
    signals: [
      signal({ title: text, evidence: text, subject: text, mark: text }),
      signal({ ...asGood, title: 'Payments delivers faster' }),
    ],
    dismissed: [
      { ...row, until: now },
      { ...row, id: '2', until: null, isStanding: false },
    ],
    form: { anchor: 's-good', reason: text, error: 'Say why.' },
  }
}

const rule: RulesPage['groups'][number]['rules'][number] = {
  ...{ kind: 'stuck-pulls', title: 'Stuck pull requests', group: 'attention', icon: 'hourglass' },
  ...{ counts: 'Open ones to which nothing has happened.', isOn: true, isOwn: true },
  fields: [
    {
      ...{ name: 'days', label: 'Days without a change', unit: 'days', least: 1, most: 90 },
      ...{ initial: 7, value: '7', error: null },
    },
  ],
}

/** The rules as a page; `typed` came back. */
export const rulesPage = (typed: string): RulesPage => ({
  ...{ mayChange: true, problem: 'One rule was not saved.' },
  groups: [
    { title: 'Sources', rules: [{ ...rule, kind: 'token-expiring', isOn: false }] },
    {
      title: 'Worth a look',
      rules: [{ ...rule, fields: [{ ...rule.fields[0]!, value: typed, error: 'Type a number.' }] }],
    },
  ],
})

const shown = (section: string) => frame({ title: 'Metrics', section, kept: '?p=90d' })
const bar = filters()

/** Samples of the pages of metrics; `hostile` is what somebody typed. */
export const metricSamples = (hostile: string): Sample[] =>
  [
    ['overview-pulls', 'overview/show', '/', pullOverview()],
    ['overview-pulls-hostile', 'overview/show', '/', pullOverview(hostile)],
    [
      'overview-pulls-few',
      'overview/show',
      '/',
      {
        ...pullOverview(),
        ...{
          signals: [],
          teams: null,
          line: { ...hours(4), ...emptyLine(), metric: 'cycle', unit: 'h', band: null },
        },
        reviewers: { reviews: 3, people: [], others: null },
        tiles: pullOverview().tiles.map((tile) => ({ ...tile, value: null, delta: null })),
      },
    ],
    ['work', 'work/show', '/work', workPage()],
    ['work-empty', 'work/show', '/work', workPage({ empty: true })],
    [
      'work-little',
      'work/show',
      '/work',
      workPage({
        ...{
          hours: null,
          folders: [],
          sizes: workPage().sizes.map((one) => ({ ...one, commits: 0, share: 0 })),
        },
        effort: { ...workPage().effort, isTooLittle: true },
      }),
    ],
    ['health', 'health/show', '/health', healthPage()],
    ['health-empty', 'health/show', '/health', healthPage({ empty: true })],
    ['health-hostile', 'health/show', '/health', healthPage({}, hostile)],
    [
      'health-little',
      'health/show',
      '/health',
      healthPage({
        ...{ hotSpots: [], couplings: [], isOfSome: true, repositories: [] },
        complexity: { value: null, delta: null, line: emptyLine() },
        tests: { ...healthPage().tests, tested: null, testShare: null, line: emptyLine() },
        rework: { rate: null, reworkedLines: 0, baseLines: 0, commits: 2, unknownCommits: 0 },
      }),
    ],
    ['rules', 'settings/rules/index', '/settings/rules', rulesPage(hostile)],
    ['signals', 'signals/index', '/signals', signalsPage()],
    ['signals-hostile', 'signals/index', '/signals', signalsPage(hostile)],
    [
      ...(['signals-none', 'signals/index', '/signals'] as const),
      { ...signalsPage(), ...{ signals: [], dismissed: [], isUnread: true, form: null } },
    ],
    ['pull-requests', 'pull-requests/index', '/pull-requests', pullsPage()],
    [
      'pull-requests-none',
      'pull-requests/index',
      '/pull-requests',
      pullsPage({ rows: [], total: 0, state: 'open', isOwn: true }),
    ],
    [
      'pull-requests-hostile',
      'pull-requests/index',
      '/pull-requests',
      pullsPage({
        rows: [pullRow({ title: hostile, author: hostile, repository: hostile })],
      }),
    ],
  ].map(([name, view, section, locals]) => ({
    ...{ name, view, frame: shown(section as string) },
    locals: { ...(locals as object), filters: bar },
  })) as Sample[]
