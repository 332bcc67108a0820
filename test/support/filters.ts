import { readPeriod } from '../../src/metrics/period.js'
import type { Filters } from '../../src/reports/filters.js'

/** A Wednesday. "30d" is 3 February to 4 March then, and before it 4 January to 2 February. */
export const now = new Date('2026-03-04T12:00:00Z')

/** Filters as a page reads them on that Wednesday. */
export function makeFilters(key = '30d', repositoryId: bigint | null = null): Filters {
  const period = readPeriod(key, 'UTC', now)
  if (!period) throw new Error(`${key} is no period.`)
  const nobody = { teamId: null, developerId: null, bots: false }
  return { period, repositoryId, ...nobody, comparison: 'prev' }
}
