import type { Activity } from '../metrics/activity.js'
import { type MetricKey, metricOf } from '../metrics/catalog.js'
import type { Percentiles } from '../metrics/phases.js'
import type { Tile } from './overview-types.js'

/** What the tiles are made from: commits, and pull requests where there are any. */
export interface TileFacts {
  activity: Activity
  cycle: Percentiles | null
  firstReview: Percentiles | null
  merged: number | null
  inProgress: number | null
}

export const tileKeys = [
  ...(['cycle', 'first-review', 'throughput', 'wip', 'tested'] as const),
  ...(['commits', 'contributors', 'lines', 'test-share', 'complexity'] as const),
]
export type TileKey = (typeof tileKeys)[number] & MetricKey

/** The five tiles of a company whose code host is read, and of one with commits alone. */
export const tileSets = {
  pulls: ['cycle', 'first-review', 'throughput', 'wip', 'tested'],
  commits: ['commits', 'contributors', 'lines', 'test-share', 'complexity'],
} as const satisfies Record<string, readonly TileKey[]>

export interface TileKind extends Pick<Tile, 'unit' | 'words'> {
  /** Short enough for a tile; the metric's own title where it is. */
  label: string
  delta: 'percent' | 'points' | 'difference'
  of: (facts: TileFacts) => number | null
  /** Where the rows behind it are. */
  rows: { path: '/commits' | '/pull-requests'; narrowing: Record<string, string> }
}

const commits = (narrowing = {}): TileKind['rows'] => ({ path: '/commits', narrowing })
const merged: TileKind['rows'] = { path: '/pull-requests', narrowing: { state: 'merged' } }
const inHours = (seconds: number | null | undefined) => (seconds == null ? null : seconds / 3600)
const label = (key: TileKey) => metricOf(key).title
const faster = { more: 'slower', less: 'faster', nothing: 'fewer than 5 to tell' }
const amounts = (nothing: string) => ({ more: 'more', less: 'fewer', nothing })

export const tileKinds: Record<TileKey, TileKind> = {
  cycle: {
    ...{ label: label('cycle'), unit: 'h', delta: 'percent', words: faster, rows: merged },
    of: ({ cycle }) => inHours(cycle?.median),
  },
  'first-review': {
    ...{ label: label('first-review'), unit: 'h', delta: 'percent', words: faster, rows: merged },
    of: ({ firstReview }) => inHours(firstReview?.median),
  },
  throughput: {
    ...{ label: 'PRs merged', unit: '', delta: 'percent', words: amounts('none'), rows: merged },
    of: ({ merged }) => merged,
  },
  wip: {
    ...{ label: label('wip'), unit: 'per person', delta: 'percent' },
    words: { more: 'more', less: 'less', nothing: 'nobody opened one' },
    of: ({ inProgress }) => inProgress,
    rows: { path: '/pull-requests', narrowing: { state: 'open' } },
  },
  tested: {
    ...{ label: label('tested'), unit: '%', delta: 'points' },
    words: { more: 'more', less: 'less', nothing: 'no change is large enough' },
    of: ({ activity }) => activity.tested,
    rows: commits({ tested: 'yes' }),
  },
  commits: {
    ...{ label: label('commits'), unit: '', delta: 'percent' },
    ...{ words: amounts('no commits'), of: ({ activity }) => activity.commits, rows: commits() },
  },
  contributors: {
    ...{ label: label('contributors'), unit: '', delta: 'difference' },
    words: amounts('no commits'),
    ...{ of: ({ activity }) => activity.contributors, rows: commits() },
  },
  lines: {
    ...{ label: label('lines'), unit: '', delta: 'percent' },
    ...{ words: amounts('no changes'), of: ({ activity }) => activity.lines, rows: commits() },
  },
  'test-share': {
    ...{ label: label('test-share'), unit: '%', delta: 'points' },
    words: { more: 'more', less: 'less', nothing: 'no code was added' },
    ...{ of: ({ activity }) => activity.testShare, rows: commits() },
  },
  complexity: {
    ...{ label: 'Complexity', unit: 'per 100 lines', delta: 'difference' },
    words: { more: 'higher', less: 'lower', nothing: 'not measured here' },
    ...{ of: ({ activity }) => activity.complexity, rows: commits() },
  },
}

/** Whether more of a metric is better; null where neither is. */
export function isMoreGood(key: MetricKey): boolean | null {
  const { direction } = metricOf(key)
  return direction === 'none' ? null : direction === 'up'
}
