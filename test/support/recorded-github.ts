import type { Recorded } from './recorded-host.js'

const actor = (user: Recorded) =>
  user && {
    ...{ __typename: user.type, login: user.login.replace('[bot]', ''), databaseId: user.id },
  }
const list = (nodes: unknown[]) => ({
  ...{ nodes, pageInfo: { hasNextPage: false, endCursor: null } },
})
const about = (url: string, number: number) => url.endsWith(`/${number}`)
const written = (it: Recorded) => ({
  ...{ id: it.node_id, body: it.body, createdAt: it.created_at, author: actor(it.user) },
})

/** Answers that were recorded from GitHub's REST, in the words of its GraphQL. */
export function asGraphql(
  pull: Recorded,
  { reviews, lines, comments }: Record<'reviews' | 'lines' | 'comments', Recorded[]>,
  commits: Recorded[],
) {
  const { number, head, base } = pull
  const its = reviews.filter((one) => about(one.pull_request_url, number))
  const beneath = lines.filter((one) => about(one.pull_request_url, number))
  const merged = { __typename: 'MergedEvent', id: 'm', createdAt: pull.merged_at, actor: null }
  return {
    ...{ id: pull.node_id, number, title: pull.title, url: pull.html_url, isDraft: pull.draft },
    state: pull.merged_at ? 'MERGED' : pull.state.toUpperCase(),
    ...{ createdAt: pull.created_at, updatedAt: pull.updated_at, mergedAt: pull.merged_at },
    ...{ closedAt: pull.closed_at, author: actor(pull.user), mergedBy: null },
    mergeCommit: pull.merge_commit_sha && { oid: pull.merge_commit_sha },
    ...{ headRefName: head.ref, baseRefName: base.ref },
    ...{ additions: 0, deletions: 0, changedFiles: 0 },
    reviews: list(
      its.map((one, place) => ({
        ...{ id: one.node_id, state: one.state, submittedAt: one.submitted_at, body: one.body },
        // Recordings do not say which review a line belongs to: all to the first.
        ...{ author: actor(one.user), comments: list(place === 0 ? beneath.map(written) : []) },
      })),
    ),
    comments: list(comments.filter((one) => about(one.issue_url, number)).map(written)),
    timelineItems: list(pull.merged_at ? [merged] : []),
    commits: list(
      commits.map(({ sha, commit, author }) => ({
        commit: {
          ...{ oid: sha, authoredDate: commit.author.date },
          author: { name: commit.author.name, email: commit.author.email, user: actor(author) },
        },
      })),
    ),
  }
}
