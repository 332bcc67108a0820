import { api, bitbucketInstant, bitbucketRepositoryRef, bitbucketUser } from './bitbucket-bodies.js'
import {
  fullName,
  type SeedComment,
  type SeedCommit,
  type SeedPullRequest,
  type SeedRepository,
} from './seed.js'
import { spokenIn } from './spoken.js'

export const bitbucketStates = { open: 'OPEN', merged: 'MERGED', closed: 'DECLINED' }
/** All that Bitbucket tells of a hash inside a pull request. */
const short = (hash: string) => hash.slice(0, 12)
const href = (url: string) => ({ href: url })
const text = (raw: string) => ({ type: 'rendered', raw, markup: 'markdown', html: `<p>${raw}</p>` })

/** How a pull request stands inside other bodies. */
export function bitbucketPullRef(
  origin: string,
  repository: SeedRepository,
  pull: SeedPullRequest,
) {
  const path = fullName(repository)
  return {
    ...{ type: 'pullrequest', id: pull.number, title: pull.title },
    links: {
      self: href(api(origin, `/repositories/${path}/pullrequests/${pull.number}`)),
      html: href(`${origin}/${path}/pull-requests/${pull.number}`),
    },
  }
}

function commitRef(origin: string, repository: SeedRepository, hash: string) {
  const path = fullName(repository)
  const self = href(api(origin, `/repositories/${path}/commit/${hash}`))
  const links = { self, html: href(`${origin}/${path}/commits/${hash}`) }
  return { type: 'commit', hash: short(hash), links }
}

export function sides(origin: string, repository: SeedRepository, pull: SeedPullRequest) {
  const side = (branch: string, hash: string, isGone = false) => ({
    branch: { name: branch },
    commit: commitRef(origin, repository, hash),
    repository: isGone ? undefined : bitbucketRepositoryRef(origin, repository),
  })
  const head = pull.commits.at(-1)?.hash ?? '0'.repeat(40)
  return {
    destination: side(pull.baseBranch, 'ba5e'.repeat(10)),
    source: side(pull.headBranch, head, pull.isForkGone),
  }
}

/** What everybody last said, and when. */
function participants(origin: string, pull: SeedPullRequest) {
  const last = new Map(
    pull.reviews
      .filter(({ verdict }) => verdict !== 'pending' && verdict !== 'commented')
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      .map((review) => [review.author?.id, review]),
  )
  return [...last.values()].map(({ author, verdict, at }) => ({
    ...{ type: 'participant', user: bitbucketUser(origin, author), role: 'REVIEWER' },
    approved: verdict === 'approved',
    state: verdict === 'dismissed' ? null : verdict,
    participated_on: bitbucketInstant(at),
  }))
}

export function bitbucketPullRequest(
  origin: string,
  repository: SeedRepository,
  pull: SeedPullRequest,
) {
  const ref = bitbucketPullRef(origin, repository, pull)
  const below = (end: string) => href(`${ref.links.self.href}/${end}`)
  const { mergeCommit, endedAt, endedBy, createdAt, updatedAt } = pull
  return {
    ...ref,
    links: {
      ...{ ...ref.links, commits: below('commits'), approve: below('approve') },
      ...{ 'request-changes': below('request-changes'), diff: below('diff') },
      ...{ diffstat: below('diffstat'), comments: below('comments'), merge: below('merge') },
      ...{ activity: below('activity'), decline: below('decline'), statuses: below('statuses') },
    },
    ...{ description: pull.body, summary: text(pull.body), state: bitbucketStates[pull.state] },
    ...{ draft: pull.isDraft, close_source_branch: false, reason: '', task_count: 0 },
    comment_count: spokenIn(pull).length,
    merge_commit: mergeCommit && commitRef(origin, repository, mergeCommit),
    ...{ closed_by: endedAt && bitbucketUser(origin, endedBy) },
    author: bitbucketUser(origin, pull.author),
    ...{ created_on: bitbucketInstant(createdAt), updated_on: bitbucketInstant(updatedAt) },
    ...sides(origin, repository, pull),
    ...{ reviewers: [], participants: participants(origin, pull) },
  }
}

export function bitbucketComment(
  origin: string,
  repository: SeedRepository,
  pull: SeedPullRequest,
  { id, author, at, body, kind }: SeedComment,
) {
  const ref = bitbucketPullRef(origin, repository, pull)
  return {
    ...{ type: 'pullrequest_comment', id, content: text(body), deleted: false },
    ...{ user: bitbucketUser(origin, author), pullrequest: ref },
    ...{ created_on: bitbucketInstant(at), updated_on: bitbucketInstant(at) },
    ...(kind === 'line' && { inline: { from: null, to: 1, path: 'src/shop.ts' } }),
    links: {
      self: href(`${ref.links.self.href}/comments/${id}`),
      html: href(`${ref.links.html.href}/_/diff#comment-${id}`),
    },
  }
}

export function bitbucketCommit(origin: string, repository: SeedRepository, commit: SeedCommit) {
  const { hash, at, message, authorName, authorEmail, account } = commit
  const user = bitbucketUser(origin, account)
  return {
    ...{ ...commitRef(origin, repository, hash), hash, message: `${message}\n` },
    date: `${at.toISOString().slice(0, 19)}+00:00`,
    author: { type: 'author', raw: `${authorName} <${authorEmail}>`, ...(user && { user }) },
    ...{ summary: text(message), parents: [] },
    repository: bitbucketRepositoryRef(origin, repository),
  }
}
