import type { MetricKey } from '../metrics/catalog.js'
import type { Percentiles } from '../metrics/phases.js'
import type { PullFigures } from '../metrics/pull-request-figures.js'
import type { Tile } from './overview-types.js'

/** What the tiles of delivery and reviews are made from, over a scope or a week of it. */
export interface FigureFacts {
  cycle: Percentiles | null
  firstReview: Percentiles | null
  figures: PullFigures
  closed: number
  inProgress: number | null
}

/** The tiles of the two pages, the first of each being the default of its chart. */
export const figureSets = {
  delivery: ['cycle', 'throughput', 'merge-rate', 'wip', 'pull-request-size'],
  reviews: ['first-review', 'depth', 'rounds', 'unreviewed', 'self-merged'],
} as const satisfies Record<string, readonly MetricKey[]>

export type FigurePage = keyof typeof figureSets
export type FigureKey = (typeof figureSets)[FigurePage][number]

export const figureKeys: readonly FigureKey[] = [...figureSets.delivery, ...figureSets.reviews]

export interface FigureKind extends Pick<Tile, 'label' | 'unit' | 'words'> {
  /** What its chart is called. */
  title: string
  delta: 'percent' | 'points' | 'difference'
  of: (facts: FigureFacts) => number | null
  /** The middle half and the 90th percentile of a week, where the value is a median of times. */
  times?: (facts: FigureFacts) => Percentiles | null
  /** What a week without a row is. */
  missing: 0 | null
  /** Narrowing of the list of pull requests that shows the rows. */
  rows: Record<string, string>
}

const inHours = (seconds: number | null | undefined) => (seconds == null ? null : seconds / 3600)
const percent = (part: number, all: number) => (all > 0 ? (100 * part) / all : null)
const faster = { more: 'slower', less: 'faster', nothing: 'fewer than 5 to tell' }
const many = { more: 'more', less: 'fewer', nothing: 'fewer than 5 to tell' }
const merged = { state: 'merged' }
const each = 'per pull request' as const

export const figureKinds: Record<FigureKey, FigureKind> = {
  cycle: {
    ...{ label: 'Cycle time', unit: 'h', delta: 'percent', words: faster, rows: merged },
    ...{ title: 'Cycle time, first commit to merge', missing: null },
    of: ({ cycle }) => inHours(cycle?.median),
    times: ({ cycle }) => cycle,
  },
  throughput: {
    ...{ label: 'PRs merged', unit: '', delta: 'percent', rows: merged, missing: 0 },
    words: { ...many, nothing: 'none' },
    ...{ title: 'Pull requests merged by week', of: ({ figures }) => figures.merged },
  },
  'merge-rate': {
    ...{ label: 'Merge rate', unit: '%', delta: 'points', rows: merged, missing: null },
    words: { more: 'more', less: 'less', nothing: 'none ended' },
    title: 'Merge rate by week',
    of: ({ figures, closed }) => percent(figures.merged, figures.merged + closed),
  },
  wip: {
    ...{ label: 'In progress', unit: 'per person', delta: 'percent', missing: null },
    words: { more: 'more', less: 'less', nothing: 'nobody opened one' },
    ...{ rows: { state: 'open' }, title: 'In progress, open for each person' },
    of: ({ inProgress }) => inProgress,
  },
  'pull-request-size': {
    ...{ label: 'Size', unit: 'lines', delta: 'percent', rows: merged, missing: null },
    words: { more: 'larger', less: 'smaller', nothing: 'fewer than 5 to tell' },
    ...{ title: 'Lines changed by a pull request', of: ({ figures }) => figures.lines },
  },
  'first-review': {
    ...{ label: 'First review', unit: 'h', delta: 'percent', words: faster, rows: merged },
    ...{ title: 'First review, from ready to the first review', missing: null },
    of: ({ firstReview }) => inHours(firstReview?.median),
    times: ({ firstReview }) => firstReview,
  },
  depth: {
    ...{ label: 'Review depth', unit: each, delta: 'difference', words: many, rows: merged },
    title: 'Comments by others on a pull request',
    ...{ missing: null, of: ({ figures }) => figures.depth },
  },
  rounds: {
    ...{ label: 'Review rounds', unit: each, delta: 'difference', words: many, rows: merged },
    title: 'Rounds of review of a pull request',
    ...{ missing: null, of: ({ figures }) => figures.rounds },
  },
  unreviewed: {
    ...{ label: 'No review', unit: '%', delta: 'points', missing: null },
    words: { more: 'more', less: 'less', nothing: 'none merged' },
    ...{ rows: { ...merged, how: 'unreviewed' }, title: 'Merged without review by week' },
    of: ({ figures }) => percent(figures.unreviewed, figures.known),
  },
  'self-merged': {
    ...{ label: 'Merged by author', unit: '%', delta: 'points', missing: null },
    words: { more: 'more', less: 'less', nothing: 'none merged' },
    ...{ rows: { ...merged, how: 'self' }, title: 'Merged by the author by week' },
    of: ({ figures }) => percent(figures.selfMerged, figures.known),
  },
}
