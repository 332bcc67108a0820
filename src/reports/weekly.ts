import { type TypeGroup, typeGroupNames } from '../commit-types/type-groups.js'
import type { Activity } from '../metrics/activity.js'
import { type Days, type Period, shifted } from '../metrics/period.js'
import { type Filters, link } from './filters.js'
import type { TileKey, WeeklyLine, WorkByWeek } from './overview-types.js'
import { tileKinds } from './tiles.js'

const names: Record<TypeGroup, string> = {
  ...{ feature: 'Feature', fix: 'Fix', refactor: 'Refactor', test: 'Test', docs: 'Docs' },
  chore: 'Chore',
}

/** A week that is cut by an end of the days shows too little: it is left out of lines. */
const isWhole = (days: Days, week: string) => week >= days.from && shifted(week, 6) <= days.to

/** Weeks that a line shows: whole ones, and the one that is still running. */
const isShown = (period: Period, week: string) =>
  period.isRunning ? week >= period.from : isWhole(period, week)

/** The weeks of the period before, one for one beside this period's. */
const weeksBefore = (period: Period) => {
  const days =
    7 * Math.round((Date.parse(period.from) - Date.parse(period.before.from)) / 604_800_000)
  return period.weeks.map((week) => shifted(week, -days))
}

function finding(title: string, values: (number | null)[]): string {
  const known = values.filter((value) => value !== null)
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined || known.length < 2) {
    return `${title}: too few weeks to tell a direction.`
  }
  const show = (value: number) => (Math.abs(value) >= 10 ? Math.round(value) : +value.toFixed(1))
  return `${title} went from ${show(first)} in the first week to ${show(last)} in the last, with ${show(Math.max(...known))} at most.`
}

/** One metric by week, this period and the one before. */
export function weeklyLine(
  { period }: Filters,
  metric: TileKey,
  now: Map<string, Activity>,
  before: Map<string, Activity> | null,
): WeeklyLine {
  const kind = tileKinds.find(({ key }) => key === metric)!
  // A week without commits is nought for an amount and nothing at all for a share.
  const nothing = kind.unit === '' ? 0 : null
  const value = (weeks: Map<string, Activity>, week: string) => {
    const activity = weeks.get(week)
    return activity ? kind.of(activity) : nothing
  }
  const values = period.weeks.map((week) => (isShown(period, week) ? value(now, week) : null))
  return {
    metric,
    title:
      kind.unit === 'per 100 lines'
        ? `${kind.label} per 100 lines, by week`
        : `${kind.label} by week`,
    unit: kind.unit,
    weeks: period.weeks,
    values,
    before: before
      ? weeksBefore(period).map((week) =>
          isWhole(period.before, week) ? value(before, week) : null,
        )
      : null,
    lastWeekUnfinished: period.isRunning,
    finding: finding(kind.label, period.isRunning ? values.slice(0, -1) : values),
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
      ...{ group, label: names[group], values },
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
