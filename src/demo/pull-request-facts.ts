import type {
  CommentFact,
  CommitFact,
  EventFact,
  HostPerson,
  PullRequestFact,
  ReviewFact,
} from '../code-hosts/pull-request-fact.js'
import { aiReviewer } from './bots.js'
import type { Change } from './change-plan.js'
import { signatureOf } from './finish-commit.js'
import { commitHash } from './history.js'
import { conversations, lineRemarks, replies, verdicts } from './phrases.js'
import { daysAgo, type Year } from './plan-changes.js'
import type { Random } from './random.js'
import { minuteMs } from './work-clock.js'

/** Lines and files of a change, as its commits told them. */
export interface Volume {
  additions: number
  deletions: number
  files: number
}

/** Ids within a pull request, in the order in which they are asked for. */
class Ids {
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

function reviewsOf(change: Change, year: Year, ids: Ids, random: Random) {
  const { author, plan, reviews } = change
  const [facts, comments]: [ReviewFact[], CommentFact[]] = [[], []]
  const add = (by: HostPerson, at: number, verdict: ReviewFact['verdict'], text: string) => {
    const fact = { hostId: ids.next(), author: by, verdict, submittedAt: new Date(at) }
    facts.push({ ...fact, bodyLength: text.length })
    if (text) comments.push(said(ids, by, 'review', at, text))
  }
  const asked = change.readyAt ?? change.createdAt
  const isTried = aiReviews.repositories.includes(plan.name)
  if (
    isTried &&
    daysAgo(year, asked) < aiReviews.since &&
    asked + 4 * minuteMs < year.now &&
    random.chance(0.6)
  ) {
    add(aiReviewer, asked + random.int(1, 4) * minuteMs, 'commented', 'Two remarks on this change.')
  }
  for (const { by, at, verdict, remarks } of reviews) {
    const text =
      verdict === 'approved'
        ? random.chance(0.4)
          ? verdicts[0]
          : ''
        : verdicts[verdict === 'commented' ? 1 : 2]
    for (let one = 0; one < remarks; one++) {
      const written = at - (remarks - one) * minuteMs
      comments.push(said(ids, by.account, 'line', written, random.pick(lineRemarks)))
      const answered = at + random.int(20, 140) * minuteMs
      if (answered > year.now || random.chance(0.55)) continue
      comments.push(said(ids, author.account, 'line', answered, random.pick(replies)))
    }
    add(by.account, at, verdict, text)
  }
  if (reviews[0] && random.chance(0.15)) {
    const { by, at } = reviews[0]
    comments.push(said(ids, by.account, 'conversation', at - minuteMs, random.pick(conversations)))
  }
  return { reviews: facts, comments }
}

function eventsOf(change: Change, ids: Ids): EventFact[] {
  const { author, readyAt, reviews, mergedAt, mergedBy, closedAt, createdAt } = change
  const event = (kind: EventFact['kind'], at: number, account: HostPerson | null): EventFact => ({
    ...{ hostId: ids.next(), kind, at: new Date(at), account },
  })
  const asked = reviews[0]?.by.account
  return [
    ...(readyAt === null ? [] : [event('ready', readyAt, author.account)]),
    ...(asked ? [event('review-requested', (readyAt ?? createdAt) + minuteMs / 2, asked)] : []),
    ...(closedAt === null ? [] : [event('closed', closedAt, author.account)]),
    ...(mergedAt === null ? [] : [event('merged', mergedAt, mergedBy?.account ?? null)]),
  ]
}

function commitsOf(change: Change, random: Random): CommitFact[] {
  return change.commits.map((at, index) => {
    const { name, email } = signatureOf(change, random, false)
    const hash = commitHash(change.plan, `${change.key}/${index}`)
    const by = { authorName: name, authorEmail: email, account: change.author.account }
    return { hash, authoredAt: new Date(at), ...by }
  })
}

const latest = (...instants: (number | null)[]) => Math.max(...instants.map((at) => at ?? 0))
const dateOf = (instant: number | null) => (instant === null ? null : new Date(instant))

/** A change as its code host would tell of it. */
export function pullRequestFact(
  change: Change,
  { url, volume, year }: { url: string; volume: Volume | null; year: Year },
  random: Random,
): PullRequestFact {
  const { number, plan, key, author, mergedBy, mergedAt, closedAt, createdAt } = change
  const ids = new Ids(`${plan.name}-${number}`)
  const { reviews, comments } = reviewsOf(change, year, ids, random)
  const lastWords = comments.map(({ writtenAt }) => writtenAt.getTime())
  const updatedAt = latest(
    createdAt,
    change.readyAt,
    mergedAt,
    closedAt,
    ...change.commits,
    ...lastWords,
  )
  return {
    ...{ number: number!, hostId: `${plan.name}-${number}`, title: change.title },
    url: `${url}/pull/${number}`,
    state: mergedAt !== null ? 'merged' : closedAt !== null ? 'closed' : 'open',
    ...{
      isDraft: change.isStillDraft,
      author: author.account,
      mergedBy: mergedBy?.account ?? null,
    },
    ...{ createdAt: new Date(createdAt), updatedAt: new Date(updatedAt) },
    ...{
      mergedAt: dateOf(mergedAt),
      closedAt: dateOf(closedAt ?? mergedAt),
      endIsUpperBound: false,
    },
    mergeCommit:
      mergedAt === null || plan.way === 'rebase' ? null : commitHash(plan, `${key}/merged`),
    ...{ headBranch: `${author.account.username}/${key}`, baseBranch: 'main' },
    additions: volume?.additions ?? 40,
    deletions: volume?.deletions ?? 12,
    changedFiles: volume?.files ?? 3,
    ...{ reviews, comments, events: eventsOf(change, ids), commits: commitsOf(change, random) },
    gap: null,
  }
}
