import { defaultPeriod, type Period } from '../metrics/period.js'
import type { Scope } from '../metrics/scope.js'

/** The filters of the URL that every page keeps. */
export interface Filters {
  period: Period
  repositoryId: bigint | null
  /** Bots count too. */
  bots: boolean
}

/** Filters that narrow a list further, as they stand in the URL. */
export type Narrowing = Record<string, string | null>

/** The commits these filters let through. */
export const scopeOf = ({ period, repositoryId, bots }: Filters): Scope => ({
  ...{ from: period.from, to: period.to, repositoryId, bots },
})

/** The same filters one period earlier. */
export const scopeBefore = ({ period, repositoryId, bots }: Filters): Scope => ({
  ...{ ...period.before, repositoryId, bots },
})

/** The filters as query parameters; defaults are left out. */
export function parameters(filters: Filters): Record<string, string> {
  const { period, repositoryId, bots } = filters
  return {
    ...(period.key === defaultPeriod ? {} : { period: period.key }),
    ...(repositoryId === null ? {} : { repository: String(repositoryId) }),
    ...(bots ? { bots: '1' } : {}),
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
