import { type Days, shifted } from '../metrics/period.js'
import type { Place, Stretches } from './signal.js'

/**
 * The last whole days, and those right before them: as many, or several times as many where a slow
 * change is measured against a longer past. Today is left out: a part of a day would read as a drop.
 */
export const stretchesOf = (today: string, days: number, times = 1): Stretches => ({
  now: { from: shifted(today, -days), to: shifted(today, -1) },
  before: { from: shifted(today, -days * (1 + times)), to: shifted(today, -days - 1) },
})

/** A stretch as the parameter `p` of a URL. */
export const periodOf = ({ from, to }: Days) => `${from}..${to}`

/** The place of a finding within its page: "everything", "team 12", "repository 3 team 12". */
export function subjectOf({ repositoryId, teamId, developerId, bots }: Place): string {
  const parts = [
    ...(repositoryId === null ? [] : [`repository ${repositoryId}`]),
    ...(teamId === null ? [] : [`team ${teamId}`]),
    ...(developerId === null ? [] : [`developer ${developerId}`]),
    ...(bots ? ['bots'] : []),
  ]
  return parts.join(' ') || 'everything'
}
