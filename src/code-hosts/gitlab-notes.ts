import { z } from 'zod'
import { id, instant } from './answer-shapes.js'
import { checkedItems } from './checked.js'
import { commentText } from './comment-text.js'
import { gitlabUser } from './gitlab-person.js'
import type {
  CommentFact,
  EventFact,
  HostPerson,
  ReviewFact,
  Verdict,
} from './pull-request-fact.js'

const note = z.object({
  id,
  type: z.string().nullish(),
  body: z.string(),
  author: gitlabUser,
  created_at: instant,
  system: z.boolean(),
})

/** GitLab keeps reviews as sentences, in English whatever language its user has chosen. */
const verdicts: [sentence: RegExp, verdict: Verdict][] = [
  [/^approved this merge request/, 'approved'],
  [/^unapproved this merge request/, 'dismissed'],
  [/^requested changes/, 'changes_requested'],
  [/^(?:left review comments|reviewed this merge request)/, 'commented'],
]

const happenings: [sentence: RegExp, kind: EventFact['kind']][] = [
  [/^marked (?:this merge request |as )+\*\*ready\*\*/, 'ready'],
  [/^unmarked (?:this merge request )?as an? \*\*(?:work in progress|draft)\*\*/i, 'ready'],
  [/^marked (?:this merge request )?as (?:a )?\*\*(?:work in progress|draft)\*\*/i, 'draft'],
  [/^closed/, 'closed'],
  [/^reopened/, 'reopened'],
  [/^merged(?:$| manually)/, 'merged'],
]

export interface ReadNotes {
  reviews: ReviewFact[]
  comments: CommentFact[]
  events: EventFact[]
  skipped: number
}

/** Reviews, comments and events from a merge request's notes. */
export function readNotes(answer: unknown[], reviewers: HostPerson[]): ReadNotes {
  const { items, skipped } = checkedItems(note, answer)
  const read: ReadNotes = { reviews: [], comments: [], events: [], skipped }
  for (const { id: hostId, author, body, created_at: at, system, type } of items) {
    if (!system) {
      const kind = type === 'DiffNote' ? 'line' : 'conversation'
      const text = commentText(body)
      read.comments.push({ hostId, author, kind, writtenAt: at, length: body.length, text })
      continue
    }
    const verdict = meaningOf(verdicts, body)
    if (verdict) read.reviews.push({ hostId, author, verdict, submittedAt: at, bodyLength: 0 })
    const kind = meaningOf(happenings, body)
    if (kind) read.events.push({ hostId, kind, at, account: author })
    for (const account of askedIn(body, reviewers)) {
      const asked = account?.externalId ?? 'unknown'
      read.events.push({ hostId: `${hostId}-${asked}`, kind: 'review-requested', at, account })
    }
  }
  return read
}

const meaningOf = <Meaning>(known: [RegExp, Meaning][], sentence: string): Meaning | null =>
  known.find(([pattern]) => pattern.test(sentence))?.[1] ?? null

/** Who was asked: by name only, which the merge request's reviewers put an account to. */
function askedIn(sentence: string, reviewers: HostPerson[]): (HostPerson | null)[] {
  const [, names] = /^requested review from (.{1,2000})/.exec(sentence) ?? []
  const usernames = names?.split(' and removed')[0]?.match(/@[\w.-]+/g) ?? []
  return usernames.map((name) => reviewers.find((one) => one.username === name.slice(1)) ?? null)
}
