import type { HostPerson } from '../code-hosts/pull-request-fact.js'
import type { Change } from './change-plan.js'
import { type Person, teamOn } from './people.js'
import type { Year } from './plan-changes.js'
import type { Random } from './random.js'
import { type Plan, plans } from './repositories.js'
import { dayMs, minuteMs, WorkClock } from './work-clock.js'

const bot = (name: string, email: string, externalId: string): Person => ({
  ...{ name, email, pace: 1, reviews: 0, stays: [], begins: 0, ends: Number.POSITIVE_INFINITY },
  clock: new WorkClock('UTC', 0, 24 * 60, []),
  signatures: [{ name, email, mailmapName: null, mailmapEmail: null }],
  account: { externalId, username: name, name, email, isBot: true },
})

/** Raises versions of dependencies. */
export const dependencyBot = bot(
  'deps-bot[bot]',
  '900101+deps-bot[bot]@users.noreply.github.com',
  '900101',
)
/** Tags releases. */
const ciAccount = bot('ci-robot', '900102+ci-robot@users.noreply.github.com', '900102')
/** Comments on pull requests, makes no commits. */
export const aiReviewer: HostPerson = {
  ...{ externalId: '900103', username: 'review-agent[bot]', name: 'review-agent[bot]' },
  ...{ email: null, isBot: true },
}

const libraries = [
  'tidyform',
  'quickparse',
  'lognest',
  'colorwell',
  'datebox',
  'routelet',
  'mocklet',
]

function work(plan: Plan, author: Person, at: number, key: string): Omit<Change, 'title' | 'kind'> {
  return {
    ...{ key, plan, author, intent: 'chore', module: '', agent: null, commits: [at] },
    ...{ createdAt: at + minuteMs, readyAt: null, reviews: [], mergedAt: null, closedAt: null },
    ...{ mergedBy: null, isDirect: false, isStillDraft: false, number: null },
  }
}

function bump(plan: Plan, at: number, people: readonly Person[], random: Random): Change {
  const [major, minor] = [random.int(1, 9), random.int(0, 30)]
  const title = `Bump ${random.pick(libraries)} from ${major}.${minor}.0 to ${major}.${minor + 1}.0`
  const change: Change = {
    ...work(plan, dependencyBot, at, `${plan.name}-bump-${at}`),
    ...{ title, kind: 'bump' },
  }
  const near = people.filter((person) => {
    const team = teamOn(person, Math.floor(at / dayMs))
    return team !== null && plan.teams.includes(team)
  })
  const by = random.weighted(near, ({ reviews }) => reviews)
  if (random.chance(0.12)) return { ...change, closedAt: at + random.int(2, 9) * dayMs }
  if (random.chance(0.3))
    return { ...change, mergedBy: dependencyBot, mergedAt: at + 22 * minuteMs }
  const approved = by.clock.after(at, random.spread(500, 1))
  const review = { by, at: approved, verdict: 'approved', remarks: 0 } as const
  return { ...change, reviews: [review], mergedBy: by, mergedAt: approved + 4 * minuteMs }
}

function* releases(plan: Plan, year: Year, random: Random): Generator<Change> {
  let [minor, at] = [random.int(3, 40), year.begins + random.int(1, 14) * dayMs]
  for (; at < year.now; at += random.int(10, 18) * dayMs) {
    const weekday = new Date(at).getUTCDay()
    if (weekday % 6 === 0) continue
    minor++
    const when = Math.floor(at / dayMs) * dayMs + random.int(560, 960) * minuteMs
    if (when > year.now) return
    yield {
      ...work(plan, ciAccount, when, `${plan.name}-release-${minor}`),
      ...{ title: `chore(release): 3.${minor}.0`, kind: 'release', isDirect: true, mergedAt: when },
    }
  }
}

function* bumps(
  plan: Plan,
  year: Year,
  people: readonly Person[],
  random: Random,
): Generator<Change> {
  let at = year.begins + random.int(1, 9) * dayMs
  for (; at < year.now; at += random.int(7, 21) * dayMs) {
    const when = Math.floor(at / dayMs) * dayMs + random.int(250, 420) * minuteMs
    if (when + minuteMs > year.now) return
    const change = bump(plan, when, people, random)
    if ((change.mergedAt ?? 0) > year.now) Object.assign(change, { mergedAt: null, mergedBy: null })
    if ((change.closedAt ?? 0) > year.now) change.closedAt = null
    change.reviews = change.reviews.filter((review) => review.at <= year.now)
    yield change
  }
}

/** What bots do in the year. */
export function planBots(people: readonly Person[], year: Year, random: Random): Change[] {
  return plans.flatMap((plan) => [
    ...(plan.layout === 'markdown'
      ? []
      : bumps(plan, year, people, random.fork(`${plan.name} bumps`))),
    ...(plan.weight < 4 ? [] : releases(plan, year, random.fork(`${plan.name} releases`))),
  ])
}
