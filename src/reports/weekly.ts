import { type TypeGroup, typeGroupNames } from '../commit-types/type-groups.js'
import { type Days, type Period, shifted } from '../metrics/period.js'
import { daysBefore, type Filters, link } from './filters.js'
import type { Tile, WeeklyLine, WorkByWeek } from './overview-types.js'

export const groupLabels: Record<TypeGroup, string> = {
  ...{ feature: 'Feature', fix: 'Fix', refactor: 'Refactor', test: 'Test', docs: 'Docs' },
  chore: 'Chore',
}

/** A week that is cut by an end of the days shows too little: it is left out of lines. */
const isWhole = (days: Days, week: string) => week >= days.from && shifted(week, 6) <= days.to

/** Weeks that a line shows: whole ones, and the one that is still running. */
const isShown = (period: Period, week: string) =>
  period.isRunning ? week >= period.from : isWhole(period, week)

/** The weeks it is compared with, one for one beside this period's. */
function weeksBefore(period: Period, before: Days): string[] {
  const days = 7 * Math.round((Date.parse(period.from) - Date.parse(before.from)) / 604_800_000)
  return period.weeks.map((week) => shifted(week, -days))
}

const units: Partial<Record<Tile['unit'], string>> = { '%': '%', h: ' hours', lines: ' lines' }

function finding(title: string, unit: Tile['unit'], values: (number | null)[]): string {
  const known = values.filter((value) => value !== null)
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined || known.length < 2) {
    return `${title}: too few weeks to tell a direction.`
  }
  const word = units[unit] ?? ''
  const show = (value: number) =>
    `${Math.abs(value) >= 10 ? Math.round(value) : +value.toFixed(1)}${word}`
  return `${title} went from ${show(first)} in the first week to ${show(last)} in the last, with ${show(Math.max(...known))} at most.`
}

/** What a line is drawn from. */
export interface LineFacts {
  title: string
  /** What the finding calls it. */
  name: string
  unit: Tile['unit']
  /** By the week's Monday. */
  now: Map<string, number | null>
  before: Map<string, number | null> | null
  band?: Map<string, { low: number | null; high: number | null }>
  p90?: Map<string, number | null>
  /** What a week without a row is: nought for an amount, null for a share or a median. */
  missing: 0 | null
  weekHref?: (week: string) => string
}

/** One metric by week, this period and the days it is compared with. */
export function weeklyLine(filters: Filters, facts: LineFacts): WeeklyLine {
  const { period, comparison } = filters
  const { title, name, unit, now, before, band, p90, missing, weekHref } = facts
  const values = period.weeks.map((week) =>
    isShown(period, week) ? (now.get(week) ?? missing) : null,
  )
  const edge = (side: 'low' | 'high') =>
    period.weeks.map((week) => (isShown(period, week) ? (band?.get(week)?.[side] ?? null) : null))
  const days = daysBefore(filters)
  const shown = (given: Map<string, number | null>) =>
    period.weeks.map((week) => (isShown(period, week) ? (given.get(week) ?? null) : null))
  return {
    ...{ title, unit, weeks: period.weeks, values },
    band: band ? { low: edge('low'), high: edge('high') } : null,
    ...(p90 ? { p90: shown(p90) } : {}),
    before:
      before && days
        ? weeksBefore(period, days).map((week) =>
            isWhole(days, week) ? (before.get(week) ?? missing) : null,
          )
        : null,
    beforeLabel: comparison === 'year' ? 'Year before' : 'Period before',
    lastWeekUnfinished: period.isRunning,
    weekHrefs: weekHref ? period.weeks.map(weekHref) : [],
    finding: finding(name, unit, period.isRunning ? values.slice(0, -1) : values),
  }
}

/** Commits by week and type group. */
export function workByWeek(
  filters: Filters,
  rows: { week: string; group: TypeGroup; commits: number }[],
): WorkByWeek {
  const { period } = filters
  const total = rows.reduce((sum, row) => sum + row.commits, 0)
  const series = typeGroupNames.map((group) => {
    const own = new Map(
      rows.filter((row) => row.group === group).map((row) => [row.week, row.commits]),
    )
    const values = period.weeks.map((week) => own.get(week) ?? 0)
    const sum = values.reduce((all, value) => all + value, 0)
    return {
      ...{ group, label: groupLabels[group], values },
      share: total > 0 ? sum / total : 0,
      href: link('/commits', filters, { type: group }),
    }
  })
  const [largest] = series.toSorted((a, b) => b.share - a.share)
  return {
    weeks: period.weeks,
    series,
    weekHrefs: period.weeks.map((week) => link('/commits', filters, { week })),
    lastWeekUnfinished: period.isRunning,
    finding:
      total > 0
        ? `${largest!.label} is the largest part with ${Math.round(100 * largest!.share)}% of ${total} commits.`
        : 'There are no commits in this period.',
  }
}
