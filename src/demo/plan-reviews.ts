import type { Change, PlannedReview } from './change-plan.js'
import { type Person, teamOn } from './people.js'
import { daysAgo, type Year } from './plan-changes.js'
import type { Random } from './random.js'
import { incidentOn, reviewDelay } from './story.js'
import { dayMs, minuteMs } from './work-clock.js'

/** So many pull requests have been waiting for weeks. */
const stuckCount = 5

/** Who could review a change on the day it is asked for. */
function reviewersOf({ author, plan, createdAt }: Change, people: readonly Person[]): Person[] {
  const day = Math.floor(createdAt / dayMs)
  return people.filter((person) => {
    const team = teamOn(person, day)
    const isNear = team !== null && plan.teams.includes(team)
    return person !== author && isNear && !person.clock.isAway(createdAt)
  })
}

/** The reviews of one change and its end; what lies in the future is cut off later. */
function reviewOne(change: Change, people: readonly Person[], year: Year, random: Random): void {
  const ready = change.readyAt ?? change.createdAt
  const isBurning = incidentOn(daysAgo(year, ready), change.plan.name) !== null
  const delay = isBurning ? 0.2 : reviewDelay(daysAgo(year, ready))
  const reviewers = reviewersOf(change, people)
  const { author, plan } = change
  change.mergedBy = author
  if (
    reviewers.length === 0 ||
    random.chance(isBurning ? 0.3 : plan.layout === 'markdown' ? 0.2 : 0.04)
  ) {
    change.mergedAt = author.clock.after(ready, random.spread(45, 0.9))
    return
  }
  const by = random.weighted(reviewers, ({ reviews }) => reviews)
  const look = (from: number, minutes: number, verdict: PlannedReview['verdict'], who = by) => {
    const at = who.clock.after(from, random.spread(minutes * delay, 0.85))
    const remarks = verdict === 'approved' ? random.int(0, 1) : random.int(1, 5)
    change.reviews.push({ by: who, at, verdict, remarks })
    return at
  }
  let at = ready
  const rounds = random.chance(0.22) ? (random.chance(0.2) ? 2 : 1) : 0
  for (let round = 0; round < rounds; round++) {
    at = look(at, round === 0 ? 190 : 110, 'changes_requested')
    at = author.clock.after(at, random.spread(130, 0.8))
    change.commits.push(at)
  }
  if (rounds === 0 && random.chance(0.3)) at = look(at, 170, 'commented')
  at = look(at, rounds === 0 ? 190 : 90, 'approved')
  const second = reviewers.find((one) => one !== by)
  if (second && random.chance(0.18)) at = look(at, 80, 'approved', second)
  if (random.chance(0.03)) {
    change.closedAt = author.clock.after(at, random.spread(400, 0.8))
    return
  }
  change.mergedAt = author.clock.after(at, random.spread(55, 1.1))
  if (random.chance(0.15)) change.mergedBy = by
}

/** Changes that were forgotten: each of another repository, weeks old, no end in sight. */
function leaveStuck(changes: readonly Change[], year: Year): void {
  const repositories = new Set<string>()
  for (const change of changes.toReversed()) {
    const age = daysAgo(year, change.createdAt)
    const name = change.plan.name
    if (repositories.size === stuckCount || age < 12 + 6 * repositories.size) continue
    if (repositories.has(name) || change.isDirect || change.intent !== 'feature') continue
    repositories.add(name)
    const first = change.reviews[0]
    // Every second one was looked at once, and then by nobody.
    change.reviews =
      first && repositories.size % 2 === 0 ? [{ ...first, verdict: 'commented' }] : []
    change.commits = change.commits.filter((at) => at <= (change.readyAt ?? change.createdAt))
    Object.assign(change, { mergedAt: null, closedAt: null, mergedBy: null })
  }
}

/** Plans who looks at what and when it is merged, and cuts off what has not happened yet. */
export function planReviews(
  changes: readonly Change[],
  people: readonly Person[],
  year: Year,
  random: Random,
): void {
  for (const change of changes) {
    if (change.isDirect) change.mergedAt = change.commits.at(-1)! + minuteMs
    else reviewOne(change, people, year, random.fork(change.key))
  }
  leaveStuck(changes, year)
  const isPast = (at: number | null) => at !== null && at <= year.now
  for (const change of changes) {
    change.commits = change.commits.filter(isPast)
    change.reviews = change.reviews.filter(({ at }) => isPast(at))
    change.isStillDraft = change.readyAt !== null && !isPast(change.readyAt)
    if (change.isStillDraft) change.readyAt = null
    if (!isPast(change.mergedAt)) Object.assign(change, { mergedAt: null, mergedBy: null })
    if (!isPast(change.closedAt)) change.closedAt = null
  }
}
