import { gitlabInstant, gitlabUser } from './gitlab-bodies.js'
import { fullName, type SeedCommit, type SeedPullRequest, type SeedRepository } from './seed.js'

const states = { open: 'opened', merged: 'merged', closed: 'closed' }

export function gitlabMergeRequest(
  origin: string,
  repository: SeedRepository,
  pull: SeedPullRequest,
) {
  const { id, number, state, endedAt, endedBy, isDraft } = pull
  const path = fullName(repository)
  const ended = endedAt && gitlabInstant(endedAt)
  const ender = endedAt && gitlabUser(origin, endedBy)
  const reviewers = [...new Set(pull.events.flatMap(({ asked }) => asked ?? []))]
  const [isMerged, isClosed] = [state === 'merged', state === 'closed']
  return {
    ...{ id, iid: number, project_id: repository.id, title: pull.title, description: pull.body },
    ...{ state: states[state], created_at: gitlabInstant(pull.createdAt) },
    updated_at: gitlabInstant(pull.updatedAt),
    ...{ merged_by: isMerged ? ender : null, merge_user: isMerged ? ender : null },
    ...{ merged_at: isMerged ? ended : null, closed_by: isClosed ? ender : null },
    ...{ closed_at: isClosed ? ended : null, target_branch: pull.baseBranch },
    ...{ source_branch: pull.headBranch, upvotes: 0, downvotes: 0 },
    ...{ user_notes_count: pull.comments.length, author: gitlabUser(origin, pull.author) },
    ...{ assignees: [], assignee: null, labels: [], milestone: null },
    reviewers: reviewers.map((person) => gitlabUser(origin, person)),
    source_project_id: pull.isForkGone ? null : repository.id,
    ...{ target_project_id: repository.id, draft: isDraft, work_in_progress: isDraft },
    ...{ merge_when_pipeline_succeeds: false, merge_status: 'can_be_merged' },
    ...{ sha: pull.commits.at(-1)?.hash ?? '0'.repeat(40), merge_commit_sha: pull.mergeCommit },
    ...{ squash_commit_sha: null, discussion_locked: null, should_remove_source_branch: null },
    ...{ force_remove_source_branch: true, reference: `!${number}` },
    references: { short: `!${number}`, relative: `!${number}`, full: `${path}!${number}` },
    web_url: `${origin}/${path}/-/merge_requests/${number}`,
    time_stats: {
      ...{ time_estimate: 0, total_time_spent: 0 },
      ...{ human_time_estimate: null, human_total_time_spent: null },
    },
    ...{ squash: false, task_completion_status: { count: 0, completed_count: 0 } },
    ...{ has_conflicts: false, blocking_discussions_resolved: true },
  }
}

export function gitlabCommit(origin: string, repository: SeedRepository, commit: SeedCommit) {
  const { hash, at, authorName, authorEmail, message } = commit
  const date = gitlabInstant(at)
  return {
    ...{ id: hash, short_id: hash.slice(0, 8), created_at: date, parent_ids: [], title: message },
    ...{ message: `${message}\n`, author_name: authorName, author_email: authorEmail },
    ...{ authored_date: date, committer_name: authorName, committer_email: authorEmail },
    ...{ committed_date: date, trailers: {}, extended_trailers: {} },
    web_url: `${origin}/${fullName(repository)}/-/commit/${hash}`,
  }
}

/** Who approves now: by each person's last word. */
export function gitlabApprovals(origin: string, repository: SeedRepository, pull: SeedPullRequest) {
  const { id, number, title, body } = pull
  const last = new Map(
    pull.reviews
      .filter(({ verdict }) => verdict === 'approved' || verdict === 'dismissed')
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      .map((review) => [review.author?.id, review]),
  )
  const approvals = [...last.values()].filter(({ verdict }) => verdict === 'approved')
  return {
    ...{ id, iid: number, project_id: repository.id, title, description: body },
    ...{ state: states[pull.state], merge_status: 'can_be_merged', approved: approvals.length > 0 },
    ...{ created_at: gitlabInstant(pull.createdAt), updated_at: gitlabInstant(pull.updatedAt) },
    ...{ approvals_required: 0, approvals_left: 0, user_has_approved: false },
    ...{ user_can_approve: false, require_password_to_approve: false },
    approved_by: approvals.map(({ author, at }) => ({
      ...{ user: gitlabUser(origin, author), approved_at: gitlabInstant(at) },
    })),
  }
}
