import type { MetricKey } from '../metrics/catalog.js'
import { type Filters, link } from './filters.js'
import type { Tile } from './overview-types.js'
import { isMoreGood, type TileFacts, type TileKey, type TileKind, tileKinds } from './tile-kinds.js'

/** Changes within this are "no change": percent, percentage points, or the tile's own unit. */
const still = { percent: 3, points: 1, difference: 0.5 }

/** A change between two values, good, bad or neither; null where it cannot be told. */
export function changeOf(
  key: MetricKey,
  now: number | null,
  before: number | null,
  kind: TileKind['delta'],
): Tile['delta'] {
  if (now === null || before === null) return null
  if (kind === 'percent' && before === 0) return null
  const value = kind === 'percent' ? (100 * (now - before)) / before : now - before
  const isStill = Math.abs(value) < still[kind]
  const direction = isMoreGood(key)
  const good = isStill || direction === null ? null : value > 0 === direction
  return { kind, value: isStill ? 0 : value, good }
}

/** The change of a tile of the overview. */
export const deltaOf = (
  key: TileKey,
  now: number | null,
  before: number | null,
  kind: TileKind['delta'] = tileKinds[key].delta,
) => changeOf(key, now, before, kind)

/** What tiles show, and the two equal stretches that their changes are worked out between. */
export interface TileInput {
  shown: TileFacts
  compared: { now: TileFacts; before: TileFacts } | null
}

/**
 * The tiles of a period.
 * @param keys which ones, the first being the default of the chart
 */
export function tiles(
  filters: Filters,
  keys: readonly TileKey[],
  current: TileKey,
  { shown, compared }: TileInput,
): Tile[] {
  return keys.map((key, at) => {
    const { label, unit, words, of, rows } = tileKinds[key]
    const isCompared = compared !== null && compared.before.activity.commits > 0
    const isEmpty = unit !== '' && shown.activity.commits === 0 && rows.path === '/commits'
    return {
      ...{ key, label, unit, words },
      value: isEmpty ? null : of(shown),
      delta: isCompared ? deltaOf(key, of(compared.now), of(compared.before)) : null,
      href: link(rows.path, filters, rows.narrowing),
      chartHref: link('/', filters, { m: at === 0 ? null : key }),
      isCurrent: key === current,
    }
  })
}
