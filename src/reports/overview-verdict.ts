import { deliveryVerdict } from './delivery-verdict.js'
import { type Filters, link } from './filters.js'
import type { OverviewFacts } from './overview-facts.js'
import type { VerdictPart } from './overview-types.js'
import { periodWords } from './period-words.js'
import { closing, verdict } from './verdict.js'

/** What a verdict ends with, the first of these that there is. */
export interface Ending {
  /** The highest-ranked signal; empty where all is well. */
  signal: VerdictPart[]
  /** The day from which the history is here, where the period begins before it. */
  readFrom: string | null
  busiest: { name: string; href: string } | null
}

/** The page's first sentence: of pull requests where there are any, of commits elsewhere. */
export function overviewVerdict(
  filters: Filters,
  { shown, compared }: OverviewFacts,
  ending: Ending,
): VerdictPart[] {
  const words = periodWords(filters)
  const { cycle } = shown
  if (!cycle) {
    const activities = { now: shown.activity, before: compared?.before.activity ?? null }
    const commitsHref = link('/commits', filters)
    return verdict({ ...words, ...activities, ...ending, commitsHref })
  }
  const [now, before] = [compared?.now.cycle, compared?.before.cycle]
  const made = deliveryVerdict({
    ...{ ...words, shown: cycle, merged: shown.merged ?? 0 },
    compared: now && before ? { now, before } : null,
    pullsHref: link('/pull-requests', filters, { state: 'merged' }),
  })
  return [...made, ...closing({ ...ending, busiest: null })]
}
