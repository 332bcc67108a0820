/** The pages of delivery and reviews as they come from the reports, in every state. */

import type { DeliveryPage, OpenCard, SpreadRow } from '../../src/reports/delivery-types.js'
import { type FigurePage, figureKinds, figureSets } from '../../src/reports/figure-kinds.js'
import type { ReviewsPage, TeamLoad } from '../../src/reports/reviews-types.js'
import { pullRow } from './metric-fixtures.js'
import { filters, frame, line, now, overview, type Sample } from './page-fixtures.js'

const tilesOf = (page: FigurePage, value: number | null = 17.6) =>
  figureSets[page].map((key, at) => ({
    ...{ key, ...figureKinds[key], value, isCurrent: at === 0 },
    delta: value === null ? null : ({ kind: 'percent', value: -18, good: true } as const),
    ...{ href: '/pull-requests', chartHref: `/${page}?m=${key}` },
  }))

const times = (scale: number) => line(53).values.map((value) => value && (value * scale) / 8)

const lineOf = <Key extends 'cycle' | 'first-review'>(metric: Key) => ({
  ...line(53),
  ...{ metric, title: 'Time by week', unit: 'h' as const, values: times(1), before: times(1.2) },
  ...{ band: { low: times(0.5), high: times(1.8) }, p90: times(3).with(20, 9000) },
})

const noLine = <Key extends 'cycle' | 'first-review'>(metric: Key) => ({
  ...{ ...line(4), metric, unit: 'h' as const, values: [null, null, null, null], before: null },
  ...{ p90: [null, null, null, null], finding: 'Too few weeks.' },
})

const spread = (labels: string[], pulls = 40): SpreadRow[] =>
  labels.map((label, at) => ({
    ...{ key: String(at), label, pulls, share: pulls > 0 ? 1 / labels.length : 0 },
    href: `/pull-requests?cycle=${at}`,
  }))

const open = (name = 'Retry failed captures', total = 14): OpenCard => ({
  ...{ total, href: '/pull-requests?state=open' },
  rows: [
    {
      ...{ title: name, number: 12, repository: name, author: name, byBot: false, size: 'M' },
      ...{ href: '/pull-requests/2/12', url: 'https://github.com/acme/ledger/pull/12' },
      ...{ readyAt: now, days: 6.2, isReviewed: false },
    },
    {
      ...{ title: '', number: 13, repository: 'ledger', author: null, byBot: true, size: null },
      ...{ href: '/pull-requests/2/13', url: 'https://github.com/acme/ledger/pull/13' },
      ...{ readyAt: now, days: 4.1, isReviewed: true },
    },
  ],
})

const none: OpenCard = { rows: [], total: 0, href: '/pull-requests?state=open' }
const phaseLabels = [
  ['coding', 'Coding time'],
  ['pickup', 'Waiting for review'],
  ['review', 'In review'],
  ['merge', 'Waiting to merge'],
] as const

export function deliveryPage(given: Partial<DeliveryPage> = {}, name?: string): DeliveryPage {
  const { verdict, updatedAt } = overview()
  const { weeks } = line(53)
  return {
    ...{ verdict, updatedAt, tiles: tilesOf('delivery'), line: lineOf('cycle') },
    phases: {
      ...{ weeks, pulls: 400, lastWeekUnfinished: true, finding: 'Waiting for review is largest.' },
      weekHrefs: weeks.map((week) => `/pull-requests?week=${week}`),
      series: phaseLabels.map(([phase, label], at) => ({
        ...{ phase, label, share: 0.25, values: weeks.map((_, week) => (week === 9 ? 0 : 2 + at)) },
      })),
    },
    phaseRows: [['cycle', 'Cycle time'] as const, ...phaseLabels].map(([phase, label], at) => ({
      ...{ phase, label, median: at === 4 ? null : 4, low: at === 4 ? null : 1 },
      ...{ high: at === 4 ? null : 9, p90: at === 4 ? null : 70, share: at === 0 ? null : 0.25 },
      delta: at === 1 ? { kind: 'percent', value: 12, good: false } : null,
    })),
    spread: spread(['under 4 hours', '4 to 8 hours', '2 weeks and more']),
    sizes: spread(['XS', 'M', 'XXL']).map((row, at) => ({
      ...{ ...row, lines: '0–9 lines', cycle: at === 0 ? null : 20, firstReview: 3 },
    })),
    slowest: [pullRow(name ? { title: name, author: name } : {}), pullRow({ number: 13 })],
    ...{ stuck: open(name), isOwn: false, empty: false },
    ...given,
  }
}

const load = (given: Partial<TeamLoad>): TeamLoad => ({
  ...{ id: '1', name: 'Payments', reviews: 40, reviewers: 2, isTooLittle: false, largest: 0.7 },
  people: [
    { name: 'Daniel Nwosu', reviews: 12, share: 0.3, isHigh: true, href: '/pull-requests' },
    { name: 'Maya Kowalski', reviews: 28, share: 0.7, isHigh: true, href: '/pull-requests' },
  ],
  ...given,
})

export function reviewsPage(given: Partial<ReviewsPage> = {}, name = 'Ann'): ReviewsPage {
  const { verdict, updatedAt } = overview()
  return {
    ...{ verdict, updatedAt, tiles: tilesOf('reviews'), line: lineOf('first-review') },
    loads: [
      load({ name }),
      load({ id: '2', name: 'New', reviews: 3, isTooLittle: true }),
      load({ id: '3', name: 'Data', people: null }),
    ],
    matrix: {
      ...{ team: name, names: [name, 'Bob Hale', 'Cleo'], reviews: 21 },
      cells: [
        [null, 12, 0],
        [4, null, 1],
        [2, 2, null],
      ],
    },
    ...{ teams: [], showsNames: true, waiting: open(name), isOwn: false, empty: false },
    ...{ depth: spread(['nothing written', '1 or 2']), rounds: spread(['none', '1 round']) },
    ...given,
  }
}

const noSize = { ...spread(['XS'], 0)[0]!, lines: '', cycle: null, firstReview: null }
const little = { spread: spread(['a'], 0), sizes: [noSize] }
const fewPhases = { ...deliveryPage().phases, pulls: 2 }
const teams = [{ name: 'Payments', href: '/reviews?team=1' }]

/** Samples of the two pages; `hostile` is what somebody typed. */
export const pullSamples = (hostile: string): Sample[] =>
  (
    [
      ['delivery', 'delivery/show', deliveryPage()],
      ['delivery-hostile', 'delivery/show', deliveryPage({}, hostile)],
      ['delivery-empty', 'delivery/show', deliveryPage({ empty: true })],
      [
        'delivery-little',
        'delivery/show',
        deliveryPage({
          ...{ ...little, phases: fewPhases, slowest: [], stuck: none, isOwn: true },
          ...{ tiles: tilesOf('delivery', null), line: noLine('cycle') },
        }),
      ],
      ['reviews', 'reviews/show', reviewsPage()],
      ['reviews-hostile', 'reviews/show', reviewsPage({}, hostile)],
      ['reviews-empty', 'reviews/show', reviewsPage({ empty: true })],
      ['reviews-unpicked', 'reviews/show', reviewsPage({ matrix: null, teams })],
      [
        'reviews-little',
        'reviews/show',
        reviewsPage({
          ...{ loads: [], matrix: null, showsNames: false, waiting: none, isOwn: true },
          ...{ depth: spread(['a'], 0), rounds: spread(['a'], 0), line: noLine('first-review') },
          tiles: tilesOf('reviews', null),
        }),
      ],
    ] as const
  ).map(([name, view, locals]) => ({
    ...{ name, view, locals: { ...locals, filters: filters() } },
    frame: frame({ title: 'Delivery', section: `/${view.split('/')[0]}`, kept: '?p=90d' }),
  })) as Sample[]
