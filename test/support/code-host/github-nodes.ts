import { githubActor, githubCommit } from './github-actors.js'
import { githubInstant, nodeId } from './github-bodies.js'
import { type ConnectionAsked, connection } from './github-connection.js'
import { timelineNode, timelineOf } from './github-timeline.js'
import { fullName, type SeedComment, type SeedPullRequest, type SeedRepository } from './seed.js'
import { seedHash } from './seed-pull-request.js'

/** The line comments of each review: those of its author, at its instant. */
function linesOf(pull: SeedPullRequest, reviewId: number): SeedComment[] {
  const lines = pull.comments.filter(({ kind }) => kind === 'line')
  return lines.filter((line) => {
    const home = pull.reviews.find(
      ({ author, at }) => author === line.author && at.getTime() === line.at.getTime(),
    )
    if (!home) throw new Error('A comment beneath a line needs a review of its author, then.')
    return home.id === reviewId
  })
}

/** A pull request as GraphQL resolves it: connections are functions, called with what is asked. */
export function githubPullNode(origin: string, repository: SeedRepository, pull: SeedPullRequest) {
  const path = fullName(repository)
  const url = `${origin}/${path}/pull/${pull.number}`
  const { id, number, title, body, state, endedAt, mergeCommit, headBranch, baseBranch } = pull
  const ended = endedAt && githubInstant(endedAt)
  const isMerged = state === 'merged'
  const commit = mergeCommit
    ? { hash: mergeCommit, at: endedAt ?? pull.updatedAt, authorName: '', authorEmail: '' }
    : null
  const merge = commit && githubCommit(origin, path, { ...commit, account: null, message: title })
  const written = (kind: string, item: { id: number; at: Date; body: string }) => ({
    ...{ id: nodeId(kind, item.id), databaseId: item.id, fullDatabaseId: String(item.id) },
    ...{ body: item.body, bodyText: item.body, bodyHTML: '', url: `${url}#${kind}${item.id}` },
    ...{ createdAt: githubInstant(item.at), updatedAt: githubInstant(item.at) },
  })
  const line = (comment: SeedComment) => ({
    ...{ ...written('PRRC', comment), __typename: 'PullRequestReviewComment' },
    ...{ author: githubActor(origin, comment.author), path: 'src/shop.ts', outdated: false },
    ...{ diffHunk: '@@ -1 +1 @@\n-old\n+new', state: 'SUBMITTED', line: 1, replyTo: null },
  })
  const lines = pull.comments.filter(({ kind }) => kind === 'line')
  const talk = pull.comments.filter(({ kind }) => kind === 'conversation')
  return {
    ...{ __typename: 'PullRequest', id: nodeId('PR', id), databaseId: id, number, title, body },
    ...{ fullDatabaseId: String(id), state: state.toUpperCase(), isDraft: pull.isDraft, url },
    ...{ merged: isMerged, closed: state !== 'open', author: githubActor(origin, pull.author) },
    ...{ createdAt: githubInstant(pull.createdAt), updatedAt: githubInstant(pull.updatedAt) },
    ...{ closedAt: ended, mergedAt: isMerged ? ended : null },
    mergedBy: isMerged ? githubActor(origin, pull.endedBy) : null,
    ...{ mergeCommit: merge, headRefName: headBranch, baseRefName: baseBranch },
    ...{ headRefOid: pull.commits.at(-1)?.hash ?? seedHash(title), baseRefOid: seedHash('base') },
    ...{ additions: pull.additions, deletions: pull.deletions, changedFiles: pull.changedFiles },
    isCrossRepository: pull.isForkGone,
    reviews: (asked: ConnectionAsked) =>
      connection(pull.reviews, asked, (review) => ({
        ...{ ...written('PRR', review), __typename: 'PullRequestReview' },
        ...{ author: githubActor(origin, review.author), state: review.verdict.toUpperCase() },
        submittedAt: review.verdict === 'pending' ? null : githubInstant(review.at),
        comments: (more: ConnectionAsked) => connection(linesOf(pull, review.id), more, line),
      })),
    comments: (asked: ConnectionAsked) =>
      connection(talk, asked, (comment) => ({
        ...{ ...written('IC', comment), __typename: 'IssueComment' },
        author: githubActor(origin, comment.author),
      })),
    reviewThreads: (asked: ConnectionAsked) =>
      connection(lines, asked, (comment) => ({
        ...{ id: nodeId('PRRT', comment.id), path: 'src/shop.ts', isResolved: false },
        comments: (more: ConnectionAsked) => connection([comment], more, line),
      })),
    reviewRequests: (asked: ConnectionAsked) => connection([], asked, () => null),
    timelineItems: (asked: ConnectionAsked & { itemTypes?: string[] | null }) =>
      connection(timelineOf(pull, asked.itemTypes), asked, (event) =>
        timelineNode(origin, event, event.kind === 'merged' ? merge : null),
      ),
    commits: (asked: ConnectionAsked) =>
      connection(pull.commits, asked, (one) => ({
        ...{ __typename: 'PullRequestCommit', id: nodeId('PRC', number), url },
        commit: githubCommit(origin, path, one),
      })),
  }
}
