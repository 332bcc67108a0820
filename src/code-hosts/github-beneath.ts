import { z } from 'zod'
import { hash, instant, line } from './answer-shapes.js'
import { checkedItems } from './checked.js'
import { commentText } from './comment-text.js'
import { connection } from './github-graphql.js'
import { githubActor } from './github-person.js'
import type { CommentFact, CommitFact, EventFact, ReviewFact } from './pull-request-fact.js'

const written = z.object({
  id: z.string(),
  body: z.string(),
  createdAt: instant,
  author: githubActor,
})

const verdicts = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes_requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
} as const

const review = z.object({
  id: z.string(),
  state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING']),
  submittedAt: instant.nullable(),
  body: z.string(),
  author: githubActor,
  comments: connection,
})

const kinds = {
  ReadyForReviewEvent: 'ready',
  ConvertToDraftEvent: 'draft',
  ClosedEvent: 'closed',
  ReopenedEvent: 'reopened',
  MergedEvent: 'merged',
  ReviewRequestedEvent: 'review-requested',
} as const

/** Teams can be asked for a review as well: they have no account. */
const reviewer = githubActor.catch(null)

const event = z.object({
  __typename: z.enum(Object.keys(kinds) as (keyof typeof kinds)[]),
  id: z.string(),
  createdAt: instant,
  actor: githubActor,
  requestedReviewer: reviewer.optional(),
})

const commit = z.object({
  commit: z.object({
    oid: hash,
    authoredDate: instant,
    author: z
      .object({ name: line.nullable(), email: line.nullable(), user: githubActor })
      .nullable(),
  }),
})

export const lists = ['reviews', 'comments', 'events', 'commits'] as const
export type BeneathList = (typeof lists)[number]

/** What stands beneath one pull request, as far as one answer goes. */
export interface Beneath {
  reviews: ReviewFact[]
  comments: CommentFact[]
  events: EventFact[]
  commits: CommitFact[]
  /** Where each list goes on; a list that is not named here has ended. */
  next: Partial<Record<BeneathList, string>>
  /** A review has more comments than were asked for. */
  hasMoreLines: boolean
  /** Lists that are not as described, or hold something that is not. */
  broken: Set<BeneathList>
}

/** @param answer a pull request of GraphQL; lists that are absent were not asked for */
export function readBeneath(answer: Record<string, unknown>): Beneath {
  const found: Beneath = {
    ...{ reviews: [], comments: [], events: [], commits: [] },
    ...{ next: {}, hasMoreLines: false, broken: new Set() },
  }
  const nodes = <Shape extends z.ZodType>(name: BeneathList, key: string, shape: Shape) => {
    if (answer[key] === undefined) return []
    const read = connection.safeParse(answer[key])
    if (!read.success) {
      found.broken.add(name)
      return []
    }
    const { hasNextPage, endCursor } = read.data.pageInfo
    if (hasNextPage && endCursor !== null) found.next[name] = endCursor
    const { items, skipped } = checkedItems(shape, read.data.nodes)
    if (skipped > 0) found.broken.add(name)
    return items
  }
  for (const { state, submittedAt, comments, ...said } of nodes('reviews', 'reviews', review)) {
    if (state === 'PENDING' || submittedAt === null) continue
    addReview(found, { ...said, submittedAt, verdict: verdicts[state] })
    const { items, skipped } = checkedItems(written, comments.nodes)
    if (skipped > 0) found.broken.add('comments')
    found.comments.push(...items.map((one) => comment(one, 'line')))
    found.hasMoreLines ||= comments.pageInfo.hasNextPage
  }
  const talk = nodes('comments', 'comments', written)
  found.comments.push(...talk.map((one) => comment(one, 'conversation')))
  for (const happened of nodes('events', 'timelineItems', event)) {
    const kind = kinds[happened.__typename]
    const account = kind === 'review-requested' ? happened.requestedReviewer : happened.actor
    found.events.push({
      hostId: happened.id,
      kind,
      at: happened.createdAt,
      account: account ?? null,
    })
  }
  for (const { commit: made } of nodes('commits', 'commits', commit)) {
    found.commits.push({
      ...{ hash: made.oid, authoredAt: made.authoredDate, account: made.author?.user ?? null },
      ...{ authorName: made.author?.name ?? '', authorEmail: made.author?.email ?? '' },
    })
  }
  return found
}

function addReview(
  { reviews, comments }: Beneath,
  {
    id,
    body,
    author,
    submittedAt,
    verdict,
  }: Omit<z.output<typeof review>, 'state' | 'comments'> & {
    submittedAt: Date
    verdict: ReviewFact['verdict']
  },
): void {
  reviews.push({ hostId: id, author, verdict, submittedAt, bodyLength: body.length })
  if (body === '') return
  comments.push(comment({ id, body, author, createdAt: submittedAt }, 'review'))
}

const comment = (
  { id, author, createdAt, body }: z.output<typeof written>,
  kind: CommentFact['kind'],
): CommentFact => ({
  ...{ hostId: id, author, kind, writtenAt: createdAt },
  ...{ length: body.length, text: commentText(body) },
})
