/**
 * Five instants of a merged pull request and the four phases between them, in whole seconds:
 *   t0  first commit, by its author's date, but not after t1; created where no commit is known
 *   t1  ready: the last "ready for review" before the first review, else created
 *   t2  first review, line comment or approval by somebody else in [t1, t5], else t5
 *   t4  last approval by somebody else in [t2, t5], else t5
 *   t5  merged
 *   coding = t1 - t0   pickup = t2 - t1   review = t4 - t2   merge = t5 - t4   cycle = their sum
 * A review that nobody wrote counts nowhere: without one the whole wait is pickup, and the pull
 * request is unreviewed. Of one that is open or was closed, the instants are what is known so far.
 *
 * Left out: whatever bots did (their commits too, where a person's are there), what the author wrote,
 * commit dates that git could not have meant. An approval that was taken back is a review, no longer
 * an approval. An account that is gone counts as somebody else, unless the author's is gone as well.
 */
import { reviewDepth, reviewRounds, reviewsOf } from './pull-request-reviews.js'
import { type PullRequestSize, pullRequestSize } from './pull-request-size.js'
import type { PullRequestTold } from './pull-request-told.js'

/** The version of what is told here. Raise it when a definition changes. */
export const pullRequestDefinitions = 1

/** The instants that are known; one that did not happen is null. */
export interface Instants {
  firstCommitAt: Date | null
  readyAt: Date | null
  firstReviewAt: Date | null
  approvedAt: Date | null
}

/** Seconds, 0 and more. They add up to the cycle. */
export interface Phases {
  codingSeconds: number
  pickupSeconds: number
  reviewSeconds: number
  mergeSeconds: number
  cycleSeconds: number
}

export interface PullRequestMeasures extends Instants {
  /** Null until it is merged. */
  phases: Phases | null
  /** Merged, and nobody else has looked at it. */
  isUnreviewed: boolean
  isSelfMerged: boolean
  /** How often commits answered a review, from the first request for changes to the approval. */
  reviewRounds: number
  /** Comments and review bodies by people who are not its author. */
  reviewDepth: number
  /** Null where the host does not tell its lines. */
  size: PullRequestSize | null
  byBot: boolean
}

export function measurePullRequest(told: PullRequestTold): PullRequestMeasures {
  const instants = instantsOf(told)
  const { author, mergedBy } = told
  const phases = told.mergedAt && phasesOf(instants, told.createdAt, told.mergedAt)
  return {
    ...instants,
    phases,
    isUnreviewed: phases !== null && instants.firstReviewAt === null,
    isSelfMerged: phases !== null && author !== null && author.key === mergedBy?.key,
    reviewRounds: reviewRounds(told),
    reviewDepth: reviewDepth(told),
    size: pullRequestSize(told.additions, told.deletions),
    byBot: author?.isBot ?? false,
  }
}

/** What is older than git itself by years is a clock that stood still. */
const earliestCommit = new Date('1990-01-02T00:00:00Z')

const seconds = (instant: Date) => Math.floor(instant.getTime() / 1000)
const laterOf = (one: Date, other: Date) => (one > other ? one : other)
const earlierOf = (one: Date, other: Date) => (one < other ? one : other)
const first = (instants: Date[]): Date | null =>
  instants.length === 0 ? null : instants.reduce(earlierOf)
const last = (instants: Date[]): Date | null =>
  instants.length === 0 ? null : instants.reduce(laterOf)

function instantsOf(told: PullRequestTold): Instants {
  const { createdAt } = told
  // A host's clocks may disagree by seconds: nothing is created after its end.
  const end = told.mergedAt ?? told.closedAt
  const isOver = (instant: Date) => end !== null && instant > end
  const start = end ? earlierOf(createdAt, end) : createdAt
  const reviews = reviewsOf(told).filter(({ at }) => !isOver(at))
  const firstOfAll = first(reviews.map(({ at }) => at))
  const ready = told.events
    .filter(({ kind, at }) => kind === 'ready' && at >= start && !isOver(at))
    .filter(({ at }) => firstOfAll === null || at <= firstOfAll)
  const isWaiting = end === null && told.isDraft && firstOfAll === null
  const readyAt = isWaiting ? null : (last(ready.map(({ at }) => at)) ?? start)
  const inTime = reviews.filter(({ at }) => at >= (readyAt ?? start))
  const approvals = inTime.filter(({ verdict }) => verdict === 'approved')
  const commits = told.commits.filter(({ authoredAt }) => authoredAt >= earliestCommit)
  const byPeople = commits.filter(({ by }) => !by?.isBot)
  const firstCommit = first((byPeople.length > 0 ? byPeople : commits).map((c) => c.authoredAt))
  return {
    firstCommitAt: firstCommit && earlierOf(firstCommit, readyAt ?? firstCommit),
    readyAt,
    firstReviewAt: first(inTime.map(({ at }) => at)),
    approvedAt: last(approvals.map(({ at }) => at)),
  }
}

/** The phases between the instants. Each is taken to its whole second first, so that they add up. */
function phasesOf(instants: Instants, createdAt: Date, mergedAt: Date): Phases {
  const t5 = seconds(mergedAt)
  const t1 = seconds(instants.readyAt ?? earlierOf(createdAt, mergedAt))
  const t0 = Math.min(seconds(instants.firstCommitAt ?? createdAt), t1)
  const t2 = instants.firstReviewAt ? seconds(instants.firstReviewAt) : t5
  const t4 = instants.approvedAt ? seconds(instants.approvedAt) : t5
  return {
    codingSeconds: t1 - t0,
    pickupSeconds: t2 - t1,
    reviewSeconds: t4 - t2,
    mergeSeconds: t5 - t4,
    cycleSeconds: t5 - t0,
  }
}
