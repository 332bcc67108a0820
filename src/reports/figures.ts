import type { ComparedFigures } from './figure-facts.js'
import {
  type FigureFacts,
  type FigureKey,
  type FigureKind,
  type FigurePage,
  figureKinds,
  figureSets,
} from './figure-kinds.js'
import { type Filters, link } from './filters.js'
import type { Tile, WeeklyLine } from './overview-types.js'
import { changeOf } from './tiles.js'
import { weeklyLine } from './weekly.js'

type Edge = 'p25' | 'p75' | 'p90'

const inHours = (seconds: number | null | undefined) => (seconds == null ? null : seconds / 3600)

/** The metric that a page's chart shows: the one asked for, or the first of its tiles. */
export function figureOf(page: FigurePage, asked: string | null): FigureKey {
  const keys: readonly FigureKey[] = figureSets[page]
  return keys.find((key) => key === asked) ?? keys[0]!
}

/** The tiles of a page, each a link that picks the chart. */
export function figureTiles(
  filters: Filters,
  page: FigurePage,
  current: FigureKey,
  { shown, compared }: ComparedFigures,
): Tile[] {
  return figureSets[page].map((key, at) => {
    const { label, unit, words, of, delta, rows } = figureKinds[key]
    return {
      ...{ key, label, unit, words, value: of(shown.total) },
      delta: compared ? changeOf(key, of(compared.now), of(compared.before), delta) : null,
      href: link('/pull-requests', filters, rows),
      chartHref: link(`/${page}`, filters, { m: at === 0 ? null : key }),
      isCurrent: key === current,
    }
  })
}

const values = (weeks: Map<string, FigureFacts>, of: FigureKind['of']) =>
  new Map([...weeks].map(([week, facts]): [string, number | null] => [week, of(facts)]))

/** The picked metric by week, with its middle half and nine tenths where it is a time. */
export function figureLine(
  filters: Filters,
  key: FigureKey,
  { shown, before }: ComparedFigures,
): WeeklyLine & { metric: FigureKey } {
  const { title, label, unit, of, times, missing, rows } = figureKinds[key]
  const edge = (name: Edge) => (facts: FigureFacts) => inHours(times?.(facts)?.[name])
  const [lows, highs] = [values(shown.weeks, edge('p25')), values(shown.weeks, edge('p75'))]
  const byWeek = key === 'wip' ? {} : null
  const line = weeklyLine(filters, {
    ...{ title, name: label, unit, missing, now: values(shown.weeks, of) },
    before: before && values(before.weeks, of),
    ...(times
      ? {
          band: new Map(
            [...lows].map(([week, low]) => [week, { low, high: highs.get(week) ?? null }]),
          ),
          p90: values(shown.weeks, edge('p90')),
        }
      : {}),
    weekHref: (week) => link('/pull-requests', filters, { ...rows, ...(byWeek ?? { week }) }),
  })
  return { ...line, metric: key }
}
