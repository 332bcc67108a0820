import type { CommentFact, HostPerson, ReviewFact } from '../code-hosts/pull-request-fact.js'
import { aiReviewer } from './bots.js'
import type { Change } from './change-plan.js'
import { conversations, lineRemarks, replies, verdicts } from './phrases.js'
import { daysAgo, type Year } from './plan-changes.js'
import type { Random } from './random.js'
import { minuteMs } from './work-clock.js'

/** Ids within a pull request, in the order in which they are asked for. */
export class Ids {
  #last = 0

  constructor(private readonly start: string) {}

  next(): string {
    this.#last++
    return `${this.start}-${this.#last}`
  }
}

/** Where the AI reviewer was tried, since when in days before today. */
const aiReviews = {
  repositories: ['checkout-api', 'storefront-web', 'warehouse-pipelines'],
  since: 200,
}

function said(
  ids: Ids,
  author: HostPerson,
  kind: CommentFact['kind'],
  at: number,
  text: string,
): CommentFact {
  return { hostId: ids.next(), author, kind, writtenAt: new Date(at), length: text.length, text }
}

/** What was said of a change, by verdict and by word, in step with its reviews. */
export function reviewsOf(change: Change, year: Year, ids: Ids, random: Random) {
  const { author, plan, reviews } = change
  const [facts, comments]: [ReviewFact[], CommentFact[]] = [[], []]
  const add = (by: HostPerson, at: number, verdict: ReviewFact['verdict'], text: string) => {
    const fact = { hostId: ids.next(), author: by, verdict, submittedAt: new Date(at) }
    facts.push({ ...fact, bodyLength: text.length })
    if (text) comments.push(said(ids, by, 'review', at, text))
  }
  const asked = change.readyAt ?? change.createdAt
  const isTried =
    aiReviews.repositories.includes(plan.name) && daysAgo(year, asked) < aiReviews.since
  if (isTried && asked + 4 * minuteMs < year.now && random.chance(0.6)) {
    add(aiReviewer, asked + random.int(1, 4) * minuteMs, 'commented', 'Two remarks on this change.')
  }
  for (const { by, at, verdict, remarks } of reviews) {
    const isSilent = verdict === 'approved' && random.chance(0.6)
    for (let one = 0; one < remarks; one++) {
      const written = Math.max(asked, at - (remarks - one) * minuteMs)
      comments.push(said(ids, by.account, 'line', written, random.pick(lineRemarks)))
      const answered = at + random.int(20, 140) * minuteMs
      if (answered > year.now || random.chance(0.55)) continue
      comments.push(said(ids, author.account, 'line', answered, random.pick(replies)))
    }
    add(by.account, at, verdict, isSilent ? '' : verdicts[verdict])
  }
  if (reviews[0] && random.chance(0.15)) {
    const { by, at } = reviews[0]
    comments.push(said(ids, by.account, 'conversation', at - minuteMs, random.pick(conversations)))
  }
  return { reviews: facts, comments }
}
