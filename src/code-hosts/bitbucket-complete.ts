import { type Activity, readActivity } from './bitbucket-activity.js'
import type { ListedPullRequest, Participant } from './bitbucket-pull-request.js'
import type { PullRequestFact, ReviewFact } from './pull-request-fact.js'

/** A pull request of the list with its activity, all of it. */
export function completedPullRequest(
  { fact, participants }: ListedPullRequest,
  entries: readonly Activity[],
  gap: string | null,
): PullRequestFact {
  const read = readActivity(entries)
  const end = fact.state === 'open' ? null : read.endOf(fact.state)
  const isToldOtherwise = fact.closedAt !== null && !fact.endIsUpperBound
  const at = isToldOtherwise ? fact.closedAt : (end?.at ?? fact.closedAt)
  const further = participants.flatMap((one) => furtherWord(one, read.reviews))
  return {
    ...fact,
    mergedBy: fact.mergedBy ?? (fact.state === 'merged' ? (end?.account ?? null) : null),
    ...{ mergedAt: fact.state === 'merged' ? at : null, closedAt: at },
    endIsUpperBound: fact.endIsUpperBound && end === null,
    reviews: [...read.reviews, ...further].toSorted(
      (a, b) => a.submittedAt.getTime() - b.submittedAt.getTime(),
    ),
    comments: read.comments,
    events: end && at ? [...read.events, { ...end, at }] : read.events,
    gap,
  }
}

/**
 * What a participant's standing says beyond the activity: a verdict it does not have, or that an approval was
 * taken back since, which it never tells.
 */
function furtherWord({ account, verdict, at }: Participant, reviews: ReviewFact[]): ReviewFact[] {
  if (account === null || at === null) return []
  const last = reviews.findLast(({ author }) => author?.externalId === account.externalId)
  if (last?.verdict === verdict || (verdict === null && !last)) return []
  if (last && last.submittedAt >= at) return []
  const said = verdict ?? 'dismissed'
  const hostId = `${said}-${account.externalId}-${at.getTime()}`
  return [{ hostId, author: account, verdict: said, submittedAt: at, bodyLength: 0 }]
}
