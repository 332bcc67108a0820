import type { Activity } from '../metrics/activity.js'
import { amount } from './amount.js'
import type { VerdictPart } from './overview-types.js'

/** With fewer commits than this nothing is judged. */
const enough = 10

/** What the verdict is made from. */
export interface VerdictFacts {
  now: Activity
  /** The period before, or null where the history does not reach back so far. */
  before: Activity | null
  /** "in the last 12 months" */
  when: string
  /** "the 12 months before" */
  comparedWith: string
  commitsHref: string
  /** The highest-ranked signal, a fault of a source before all; empty where all is well. */
  signal: VerdictPart[]
  /** The day from which the history is here, where the period begins before it. */
  readFrom: string | null
  /** The folder that most commits touch. */
  busiest: { name: string; href: string } | null
}

const day = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
} as const)
const commits = (count: number) => `${amount(count)} ${count === 1 ? 'commit' : 'commits'}`
const people = (count: number) => `${amount(count)} ${count === 1 ? 'person' : 'people'}`

/** Tone by the change in commits: within 10 % it is steady. */
function tone(change: number): string {
  if (change >= 10) return 'Work is picking up.'
  return change <= -10 ? 'Work is slowing down.' : 'Work is steady.'
}

function opening({ now, before }: VerdictFacts): VerdictPart {
  if (now.commits === 0) return { text: 'Nothing was committed', tone: 'fact' }
  if (now.commits < enough) return { text: 'Too little to judge:', tone: 'fact' }
  if (!before || before.commits < enough) return { text: 'Here is the work.', tone: 'fact' }
  return { text: tone((100 * (now.commits - before.commits)) / before.commits), tone: 'fact' }
}

function comparison({ now, before, comparedWith }: VerdictFacts): VerdictPart[] {
  if (!before || before.commits < enough || now.commits < enough)
    return [{ text: '.', tone: 'muted' }]
  const change = Math.round((100 * (now.commits - before.commits)) / before.commits)
  if (Math.abs(change) < 3) return [{ text: `, as many as in ${comparedWith}.`, tone: 'muted' }]
  return [
    { text: ', ', tone: 'muted' },
    { text: `${Math.abs(change)}% ${change > 0 ? 'more' : 'fewer'}`, tone: 'fact' },
    { text: ` than in ${comparedWith}.`, tone: 'muted' },
  ]
}

/** The one exception: the first signal, and where there is none how far back the history goes. */
export function closing({
  signal,
  readFrom,
  busiest,
}: Pick<VerdictFacts, 'signal' | 'readFrom' | 'busiest'>): VerdictPart[] {
  if (signal.length > 0) return signal
  if (readFrom) {
    return [
      { text: ' Its history is here only ', tone: 'muted' },
      {
        text: `from ${day.format(new Date(readFrom))} on`,
        tone: 'exception',
        href: '/repositories',
      },
      { text: '.', tone: 'muted' },
    ]
  }
  if (!busiest) return []
  return [
    { text: ' The busiest folder is ', tone: 'muted' },
    { text: busiest.name, tone: 'fact', href: busiest.href },
    { text: '.', tone: 'muted' },
  ]
}

/** The page's first sentence: tone, fact, and the one exception. */
export function verdict(facts: VerdictFacts): VerdictPart[] {
  const { now, when, commitsHref } = facts
  if (now.commits === 0)
    return [opening(facts), { text: ` ${when}.`, tone: 'muted' }, ...closing(facts)]
  return [
    opening(facts),
    { text: ' ', tone: 'muted' },
    { text: commits(now.commits), tone: 'fact', href: commitsHref },
    { text: ' by ', tone: 'muted' },
    { text: people(now.contributors), tone: 'fact' },
    { text: ` ${when}`, tone: 'muted' },
    ...comparison(facts),
    ...closing(facts),
  ]
}
