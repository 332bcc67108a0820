import { type Days, defaultPeriod, type Period, shifted, yearBefore } from '../metrics/period.js'
import type { Scope } from '../metrics/scope.js'

/** What numbers are compared with: the stretch right before, the same days a year before, nothing. */
export const comparisons = ['prev', 'year', 'none'] as const
export type Comparison = (typeof comparisons)[number]

/** The filters of the URL that every page keeps. */
export interface Filters {
  period: Period
  repositoryId: bigint | null
  teamId: bigint | null
  developerId: bigint | null
  /** Bots count too. */
  bots: boolean
  comparison: Comparison
}

/** Filters that narrow a list further, as they stand in the URL. */
export type Narrowing = Record<string, string | null>

/** Who and where, for any days. */
const placeOf = ({ repositoryId, teamId, developerId, bots }: Filters) => ({
  ...{ repositoryId, teamId, developerId, bots },
})

/** What these filters let through. */
export const scopeOf = (filters: Filters): Scope => ({
  ...{ from: filters.period.from, to: filters.period.to, ...placeOf(filters) },
})

/** All of the days that the period is compared with, or null for none. */
export function daysBefore({ period, comparison }: Filters): Days | null {
  if (comparison === 'none') return null
  if (comparison === 'prev') return period.before
  return { from: yearBefore(period.from), to: yearBefore(period.to) }
}

/** The same filters on the days that the period is compared with, or null for none. */
export function scopeBefore(filters: Filters): Scope | null {
  const days = daysBefore(filters)
  return days && { ...days, ...placeOf(filters) }
}

const length = ({ from, to }: Days) =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1

/**
 * The two stretches that a change is worked out between, equally long. Of a period that is not over
 * only the days that are: a part of a day would read as a drop. Null where there is nothing to compare.
 */
export function comparedDays(filters: Filters): { now: Days; before: Days } | null {
  const before = daysBefore(filters)
  const now = filters.period.finished
  if (!before || !now) return null
  return { now, before: { from: before.from, to: shifted(before.from, length(now) - 1) } }
}

/** Days in the place of these filters. */
export const scopeOn = (filters: Filters, days: Days): Scope => ({ ...days, ...placeOf(filters) })

/** The filters as query parameters; defaults are left out. */
export function parameters(filters: Filters): Record<string, string> {
  const { period, repositoryId, teamId, developerId, bots, comparison } = filters
  return {
    ...(period.key === defaultPeriod ? {} : { p: period.key }),
    ...(teamId === null ? {} : { team: String(teamId) }),
    ...(repositoryId === null ? {} : { repo: String(repositoryId) }),
    ...(developerId === null ? {} : { dev: String(developerId) }),
    ...(bots ? { bots: '1' } : {}),
    ...(comparison === 'prev' ? {} : { vs: comparison }),
  }
}

/** A link to `path` that keeps the filters and adds a narrowing; null takes one away. */
export function link(path: string, filters: Filters, narrowing: Narrowing = {}): string {
  const query = new URLSearchParams(parameters(filters))
  for (const [name, value] of Object.entries(narrowing)) {
    if (value === null) query.delete(name)
    else query.set(name, value)
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
