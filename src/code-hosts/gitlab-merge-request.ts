import { z } from 'zod'
import { count, hash, id, instant, line } from './answer-shapes.js'
import { gitlabUser } from './gitlab-person.js'
import type { HostPerson, PullRequestFact } from './pull-request-fact.js'

/** Older servers leave out what newer ones tell. */
const shape = z.object({
  id,
  iid: count,
  title: line,
  web_url: z.url().max(2_000),
  state: z.enum(['opened', 'locked', 'merged', 'closed']),
  draft: z.boolean().optional(),
  work_in_progress: z.boolean().optional(),
  author: gitlabUser,
  merge_user: gitlabUser.optional(),
  merged_by: gitlabUser.optional(),
  reviewers: z.array(gitlabUser).nullish().catch(null),
  created_at: instant,
  updated_at: instant,
  merged_at: instant.nullish(),
  closed_at: instant.nullish(),
  merge_commit_sha: hash.nullish(),
  squash_commit_sha: hash.nullish(),
  sha: hash.nullish(),
  source_branch: line,
  target_branch: line,
})

const states = { opened: 'open', locked: 'open', merged: 'merged', closed: 'closed' } as const

export interface ListedMergeRequest {
  /** Without what stands beneath it. */
  fact: PullRequestFact
  reviewers: HostPerson[]
}

/** A merge request as the list tells it. Lines are not told: the clone knows them. */
export const listedMergeRequest = shape.transform((it): ListedMergeRequest => {
  const state = states[it.state]
  const told = state === 'merged' ? it.merged_at : state === 'closed' ? it.closed_at : null
  const end = state === 'open' ? null : (told ?? it.updated_at)
  const isMerged = state === 'merged'
  const fact: PullRequestFact = {
    ...{ number: it.iid, hostId: it.id, title: it.title, url: it.web_url, state },
    isDraft: it.draft ?? it.work_in_progress ?? false,
    author: it.author,
    mergedBy: isMerged ? (it.merge_user ?? it.merged_by ?? null) : null,
    ...{ createdAt: it.created_at, updatedAt: it.updated_at },
    ...{ mergedAt: isMerged ? end : null, closedAt: end },
    endIsUpperBound: end !== null && !told,
    // A fast-forward makes no commit of its own: then the last of the branch is it.
    mergeCommit: isMerged ? (it.merge_commit_sha ?? it.squash_commit_sha ?? it.sha ?? null) : null,
    ...{ headBranch: it.source_branch, baseBranch: it.target_branch },
    ...{ additions: null, deletions: null, changedFiles: null },
    ...{ reviews: [], comments: [], events: [], commits: [], gap: null },
  }
  return { fact, reviewers: (it.reviewers ?? []).filter((one) => one !== null) }
})
