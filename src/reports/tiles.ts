import type { Activity } from '../metrics/activity.js'
import { type Filters, link } from './filters.js'
import type { Tile, TileKey } from './overview-types.js'

interface TileKind {
  key: TileKey
  label: string
  unit: Tile['unit']
  delta: 'percent' | 'points' | 'difference'
  /** Whether more is better; null where neither is. */
  isMoreGood: boolean | null
  of: (activity: Activity) => number | null
}

/** The five tiles. Amounts of work are neither good nor bad: their deltas have no colour. */
export const tileKinds: TileKind[] = [
  {
    ...{ key: 'commits', label: 'Commits', unit: '', delta: 'percent', isMoreGood: null },
    of: ({ commits }) => commits,
  },
  {
    ...{ key: 'contributors', label: 'People', unit: '', delta: 'difference', isMoreGood: null },
    of: ({ contributors }) => contributors,
  },
  {
    ...{ key: 'lines', label: 'Lines changed', unit: '', delta: 'percent', isMoreGood: null },
    of: ({ lines }) => lines,
  },
  {
    ...{ key: 'tests', label: 'Test share', unit: '%', delta: 'points', isMoreGood: true },
    of: ({ testShare }) => testShare,
  },
  {
    ...{ key: 'complexity', label: 'Complexity', unit: 'per 100 lines' },
    ...{ delta: 'difference', isMoreGood: false },
    of: ({ complexity }) => complexity,
  },
]

/** Changes within this are "no change": percent, percentage points, or the tile's own unit. */
const still = { percent: 3, points: 1, difference: 0.5 }

function delta(kind: TileKind, now: number | null, before: number | null): Tile['delta'] {
  if (now === null || before === null) return null
  if (kind.delta === 'percent' && before === 0) return null
  const value = kind.delta === 'percent' ? (100 * (now - before)) / before : now - before
  const isStill = Math.abs(value) < still[kind.delta]
  const good = isStill || kind.isMoreGood === null ? null : value > 0 === kind.isMoreGood
  return { kind: kind.delta, value: isStill ? 0 : value, good }
}

/**
 * The tiles of a period beside the period before.
 * @param before null where the history does not reach back so far
 */
export function tiles(
  filters: Filters,
  current: TileKey,
  now: Activity,
  before: Activity | null,
): Tile[] {
  return tileKinds.map((kind) => ({
    key: kind.key,
    label: kind.label,
    unit: kind.unit,
    value: now.commits === 0 && kind.unit !== '' ? null : kind.of(now),
    delta: before && before.commits > 0 ? delta(kind, kind.of(now), kind.of(before)) : null,
    href: link('/commits', filters),
    chartHref: link('/', filters, { m: kind.key === 'commits' ? null : kind.key }),
    isCurrent: kind.key === current,
  }))
}
