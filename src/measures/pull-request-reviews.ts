/**
 * rounds = commits that answer a review: turns from review to commit between the first request for
 *          changes and the first approval after it, or the end
 * depth  = comments, and reviews with words of their own, by people who are not the author
 *
 * Left out: bots, the author's own, and of what was written with a review its second copy: a host
 * tells it as a review's body and as a comment of kind "review".
 */
import type { PullRequestTold, Somebody } from './pull-request-told.js'

/** Something that counts as a look at the change: a verdict, or a line comment without one. */
export interface Look {
  at: Date
  verdict: PullRequestTold['reviews'][number]['verdict']
}

/** Whether this is a person other than the author. */
function isReviewer(by: Somebody | null, author: Somebody | null): boolean {
  if (by === null) return author !== null
  return !by.isBot && by.key !== author?.key
}

/** All reviews by people who are not the author, in the order in which they came. */
export function reviewsOf({ author, reviews, comments }: PullRequestTold): Look[] {
  const verdicts = reviews
    .filter(({ by }) => isReviewer(by, author))
    .map(({ submittedAt, verdict }) => ({ at: submittedAt, verdict }))
  const written = comments
    .filter(({ by, kind }) => kind !== 'conversation' && isReviewer(by, author))
    .map(({ writtenAt }) => ({ at: writtenAt, verdict: 'commented' as const }))
  return [...verdicts, ...written].sort((a, b) => a.at.getTime() - b.at.getTime())
}

export function reviewDepth({ author, reviews, comments }: PullRequestTold): number {
  const bodies = reviews.filter(({ by, bodyLength }) => bodyLength > 0 && isReviewer(by, author))
  const written = comments.filter(({ by, kind }) => kind !== 'review' && isReviewer(by, author))
  return bodies.length + written.length
}

export function reviewRounds(told: PullRequestTold): number {
  const end = told.mergedAt ?? told.closedAt
  const looks = reviewsOf(told).filter(({ at }) => !end || at <= end)
  const blocking = looks.find(({ verdict }) => verdict === 'changes_requested')
  if (!blocking) return 0
  const approval = looks.find(({ at, verdict }) => verdict === 'approved' && at >= blocking.at)
  const until = approval?.at ?? end
  const turns = [
    ...looks.map(({ at }) => ({ at, isCommit: false })),
    ...told.commits
      .filter(({ by }) => !by?.isBot)
      .map(({ authoredAt }) => ({ at: authoredAt, isCommit: true })),
  ]
    .filter(({ at }) => at >= blocking.at && (!until || at <= until))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || Number(a.isCommit) - Number(b.isCommit))
  return turns.filter(({ isCommit }, at) => isCommit && turns[at - 1]?.isCommit === false).length
}
