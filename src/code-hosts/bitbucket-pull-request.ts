import { z } from 'zod'
import { count, instant, line } from './answer-shapes.js'
import { bitbucketUser } from './bitbucket-person.js'
import type { HostPerson, PullRequestFact } from './pull-request-fact.js'

const side = z.object({ branch: z.object({ name: line }).nullish() }).nullish()

const participant = z.object({
  user: bitbucketUser,
  state: z.enum(['approved', 'changes_requested']).nullish().catch(null),
  participated_on: instant.nullish(),
})

const shape = z.object({
  id: count,
  title: line,
  state: z.enum(['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED']),
  draft: z.boolean().default(false),
  links: z.object({ html: z.object({ href: z.url().max(2_000) }) }),
  author: bitbucketUser,
  closed_by: bitbucketUser,
  created_on: instant,
  updated_on: instant,
  /** Told by some answers only. */
  closed_on: instant.nullish().catch(null),
  merge_commit: z.object({ hash: z.string().regex(/^[0-9a-f]{7,64}$/) }).nullish(),
  source: side,
  destination: side,
  participants: z.array(participant).nullish().catch(null),
})

const states = { OPEN: 'open', MERGED: 'merged', DECLINED: 'closed', SUPERSEDED: 'closed' } as const

export interface Participant {
  account: HostPerson | null
  verdict: 'approved' | 'changes_requested' | null
  at: Date | null
}

export interface ListedPullRequest {
  /** With its end at the latest it can have been, and nothing beneath it. */
  fact: PullRequestFact
  participants: Participant[]
  closedBy: HostPerson | null
}

/**
 * A pull request as the list tells it. When it ended is not told, only when it was last touched; nor are
 * its lines and commits, which would take a request for each: the clone knows both.
 */
export const listedPullRequest = shape.transform((it): ListedPullRequest => {
  const state = states[it.state]
  const end = state === 'open' ? null : (it.closed_on ?? it.updated_on)
  const isMerged = state === 'merged'
  const fact: PullRequestFact = {
    ...{ number: it.id, hostId: String(it.id), title: it.title, url: it.links.html.href, state },
    ...{ isDraft: it.draft, author: it.author, mergedBy: isMerged ? it.closed_by : null },
    ...{ createdAt: it.created_on, updatedAt: it.updated_on },
    ...{ mergedAt: isMerged ? end : null, closedAt: end },
    endIsUpperBound: end !== null && !it.closed_on,
    mergeCommit: isMerged ? (it.merge_commit?.hash ?? null) : null,
    headBranch: it.source?.branch?.name ?? '',
    baseBranch: it.destination?.branch?.name ?? '',
    ...{ additions: null, deletions: null, changedFiles: null },
    ...{ reviews: [], comments: [], events: [], commits: [], gap: null },
  }
  const participants = (it.participants ?? []).map((one) => ({
    ...{ account: one.user, verdict: one.state ?? null, at: one.participated_on ?? null },
  }))
  return { fact, participants, closedBy: it.closed_by }
})
