import { presets } from '../metrics/period.js'
import type { Filters } from './filters.js'

/** How sentences call the days that are shown, and those that they are compared with. */
export function periodWords({ period, comparison }: Filters): {
  when: string
  comparedWith: string
} {
  const { key, from, to } = period
  const preset = presets.find((one) => one.key === key)
  const when = preset ? `in the last ${preset.label}` : `from ${from} to ${to}`
  if (comparison === 'year') return { when, comparedWith: 'the same days a year before' }
  return { when, comparedWith: preset ? `the ${preset.label} before` : 'the stretch before' }
}
