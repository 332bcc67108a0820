import { fewestPulls, type Percentiles } from '../metrics/phases.js'
import { spell } from '../signals/words.js'
import { amount } from './amount.js'
import type { VerdictPart } from './overview-types.js'

export { spell }

/** With fewer merged pull requests nothing is judged. */
const enough = 10
/** A change of the median within this, in percent, is steady; within the other it is none. */
const [steadyPercent, noPercent] = [10, 3]

/** What the verdict on delivery is made from. */
export interface DeliveryFacts {
  merged: number
  shown: Percentiles
  /** Equally long stretches, or null where there is nothing to compare with. */
  compared: { now: Percentiles; before: Percentiles } | null
  when: string
  comparedWith: string
  pullsHref: string
}

const muted = (text: string): VerdictPart => ({ text, tone: 'muted' })
const fact = (text: string, href?: string): VerdictPart => ({
  ...{ text, tone: 'fact' },
  ...(href ? { href } : {}),
})
const pulls = (count: number) =>
  `${amount(count)} ${count === 1 ? 'pull request' : 'pull requests'}`

function changeOf({ compared }: DeliveryFacts): number | null {
  if (!compared || compared.before.n < enough) return null
  const { now, before } = compared
  if (now.median === null || !before.median) return null
  return (100 * (now.median - before.median)) / before.median
}

function tone(change: number | null): string {
  if (change === null) return 'This is how changes get in.'
  if (change <= -steadyPercent) return 'Delivery is getting faster.'
  return change >= steadyPercent ? 'Delivery is slowing.' : 'Delivery is steady.'
}

function comparison(change: number, comparedWith: string): VerdictPart[] {
  if (Math.abs(change) < noPercent) return [muted(`, as in ${comparedWith}.`)]
  const text = `${Math.round(Math.abs(change))}% ${change < 0 ? 'faster' : 'slower'}`
  const parts: VerdictPart[] = [{ text, tone: change < 0 ? 'good' : 'bad' }]
  return [muted(', '), ...parts, muted(` than in ${comparedWith}.`)]
}

/** Tone by the median cycle time, fact, comparison; what needs a look follows it. */
export function deliveryVerdict(facts: DeliveryFacts): VerdictPart[] {
  const { merged, shown, when, comparedWith, pullsHref } = facts
  if (merged === 0) return [fact('No pull request was merged'), muted(` ${when}.`)]
  if (merged < enough || shown.n < fewestPulls || shown.median === null) {
    return [
      fact('Too little to judge:'),
      ...[muted(' '), fact(pulls(merged), pullsHref), muted(` merged ${when}.`)],
    ]
  }
  const change = changeOf(facts)
  return [
    ...[
      fact(tone(change)),
      muted(' Pull requests merge in '),
      fact(spell(shown.median), pullsHref),
    ],
    // The days it is compared with say how long a stretch is meant.
    ...(change === null ? [muted(` ${when}.`)] : comparison(change, comparedWith)),
  ]
}
