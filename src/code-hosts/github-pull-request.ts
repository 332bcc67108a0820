import { z } from 'zod'
import { count, hash, instant, line } from './answer-shapes.js'
import { type Beneath, readBeneath } from './github-beneath.js'
import { githubActor } from './github-person.js'
import type { PullRequestFact } from './pull-request-fact.js'

const states = { OPEN: 'open', MERGED: 'merged', CLOSED: 'closed' } as const

const pullRequest = z.object({
  id: z.string(),
  number: count,
  title: line,
  url: z.url().max(2_000),
  state: z.enum(['OPEN', 'MERGED', 'CLOSED']),
  isDraft: z.boolean(),
  author: githubActor,
  mergedBy: githubActor,
  createdAt: instant,
  updatedAt: instant,
  mergedAt: instant.nullable(),
  closedAt: instant.nullable(),
  mergeCommit: z.object({ oid: hash }).nullable(),
  headRefName: line,
  baseRefName: line,
  additions: count,
  deletions: count,
  changedFiles: count,
})

export interface ReadPullRequest {
  fact: PullRequestFact
  beneath: Beneath
}

/** A pull request of GraphQL with what stands beneath it; null where its answer makes no sense. */
export function readPullRequest(answer: unknown): ReadPullRequest | null {
  const read = pullRequest.safeParse(answer)
  if (!read.success) return null
  const { id, url, mergeCommit, headRefName, baseRefName, state, ...same } = read.data
  const beneath = readBeneath(answer as Record<string, unknown>)
  const fact = {
    ...{ ...same, hostId: id, url, state: states[state], endIsUpperBound: false },
    ...{ mergeCommit: same.mergedAt ? (mergeCommit?.oid ?? null) : null },
    ...{ headBranch: headRefName, baseBranch: baseRefName },
    ...{ reviews: [], comments: [], events: [], commits: [], gap: null },
  }
  return { fact, beneath }
}

/** Puts a pull request together; a gap is said where one of its lists is not all there. */
export function completed(
  { fact, beneath }: ReadPullRequest,
  isShort: ReadonlySet<string>,
): PullRequestFact {
  const { reviews, comments, events, commits } = beneath
  const missing = [...new Set([...beneath.broken, ...isShort])].sort()
  return {
    ...{ ...fact, reviews, comments, commits, events: withoutMergeCloses(events, fact.mergedAt) },
    gap: missing.length > 0 ? `Not all of its ${missing.join(', ')} could be read.` : null,
  }
}

/** GitHub says of every merge that it closes as well: that is one end, told twice. */
function withoutMergeCloses(events: Beneath['events'], mergedAt: Date | null): Beneath['events'] {
  if (mergedAt === null) return events
  const lastWord = mergedAt.getTime() - 5_000
  return events.filter(({ kind, at }) => kind !== 'closed' || at.getTime() < lastWord)
}
