import { z } from 'zod'
import { count, id, instant } from './answer-shapes.js'
import { bitbucketUser } from './bitbucket-person.js'
import { commentText } from './comment-text.js'
import type { CommentFact, EventFact, ReviewFact } from './pull-request-fact.js'

const said = z.object({ date: instant, user: bitbucketUser })

const comment = z.object({
  id,
  created_on: instant,
  user: bitbucketUser,
  deleted: z.boolean().default(false),
  pending: z.boolean().default(false),
  content: z.object({ raw: z.string() }),
  inline: z.object({}).nullish(),
})

const update = z.object({
  date: instant,
  author: bitbucketUser,
  state: z.string(),
  changes: z
    .object({
      status: z.object({ new: z.string() }).optional().catch(undefined),
      draft: z.object({ new: z.boolean() }).optional().catch(undefined),
      reviewers: z
        .object({ added: z.array(bitbucketUser).default([]) })
        .optional()
        .catch(undefined),
    })
    .nullish()
    .catch(null),
})

/** One entry of the activity: of four kinds, and others that are not read. */
export const activity = z.object({
  pull_request: z.object({ id: count }),
  approval: said.optional(),
  changes_requested: said.optional(),
  comment: comment.optional(),
  update: update.optional(),
})
export type Activity = z.output<typeof activity>

/** When it happened; null for a kind that is not read. */
export const happenedAt = (it: Activity): Date | null =>
  it.comment?.created_on ?? (it.approval ?? it.changes_requested)?.date ?? it.update?.date ?? null

export interface ReadActivity {
  reviews: ReviewFact[]
  comments: CommentFact[]
  events: EventFact[]
  /** When it was first said to have the state; by the change itself where that is told. */
  endOf(state: 'merged' | 'closed'): EventFact | null
}

const ends = {
  merged: ['MERGED'],
  closed: ['DECLINED', 'SUPERSEDED'],
}

/** What happened to one pull request, the oldest first. */
export function readActivity(entries: readonly Activity[]): ReadActivity {
  const known = entries.toSorted((a, b) => Number(happenedAt(a)) - Number(happenedAt(b)))
  const updates = known.flatMap((it) => it.update ?? [])
  return {
    reviews: known.flatMap(reviewOf),
    comments: known.flatMap(commentOf),
    events: updates.flatMap(eventsOf),
    endOf(state) {
      const its = updates.filter((one) => ends[state].includes(one.state))
      const change = its.find(({ changes }) => changes?.status) ?? its[0]
      if (!change) return null
      const hostId = `${state}-${change.date.getTime()}`
      return { hostId, kind: state, at: change.date, account: change.author }
    },
  }
}

function reviewOf({ approval, changes_requested: requested }: Activity): ReviewFact[] {
  const it = approval ?? requested
  if (!it) return []
  const verdict = approval ? 'approved' : 'changes_requested'
  const hostId = `${verdict}-${it.user?.externalId ?? 'unknown'}-${it.date.getTime()}`
  return [{ hostId, author: it.user, verdict, submittedAt: it.date, bodyLength: 0 }]
}

function commentOf({ comment: it }: Activity): CommentFact[] {
  if (!it || it.deleted || it.pending) return []
  const kind = it.inline ? 'line' : 'conversation'
  const { raw } = it.content
  const text = commentText(raw)
  return [
    { hostId: it.id, author: it.user, kind, writtenAt: it.created_on, length: raw.length, text },
  ]
}

function eventsOf({ date: at, author, changes }: z.output<typeof update>): EventFact[] {
  const asked = (changes?.reviewers?.added ?? []).map((account, place): EventFact => {
    const hostId = `asked-${at.getTime()}-${account?.externalId ?? place}`
    return { hostId, kind: 'review-requested', at, account }
  })
  if (!changes?.draft) return asked
  const kind = changes.draft.new ? 'draft' : 'ready'
  return [...asked, { hostId: `${kind}-${at.getTime()}`, kind, at, account: author }]
}
