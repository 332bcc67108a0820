import type { components } from '@octokit/openapi-types'
import { apiOf, organisationUrls, repositoryUrls, userUrls } from './github-urls.js'
import {
  fullName,
  type SeedOwner,
  type SeedPerson,
  type SeedPullRequest,
  type SeedRepository,
} from './seed.js'

type Schemas = components['schemas']

/** GitHub tells no fractions of a second. */
export const githubInstant = (at: Date) => `${at.toISOString().slice(0, 19)}Z`
export const nodeId = (kind: string, id: number) =>
  `${kind}_${Buffer.from(`${kind}:${id}`).toString('base64url')}`

/** Who is left where an account was deleted. */
const ghost: SeedPerson = { id: 10137, username: 'ghost', name: '', email: '', isBot: false }

export function githubUser(origin: string, person: SeedPerson | null): Schemas['simple-user'] {
  const { id, username, isBot } = person ?? ghost
  const login = isBot ? `${username}[bot]` : username
  return {
    ...{ login, id, node_id: nodeId(isBot ? 'BOT' : 'U', id), gravatar_id: '' },
    ...userUrls(origin, encodeURIComponent(login)),
    ...{ html_url: `${origin}/${username}`, avatar_url: `${origin}/avatars/${id}` },
    ...{ type: isBot ? 'Bot' : 'User', site_admin: false },
  }
}

export function githubSelf(origin: string, person: SeedPerson): Schemas['public-user'] {
  return {
    ...githubUser(origin, person),
    ...{ name: person.name, email: null, bio: null, blog: null, company: null, hireable: null },
    ...{ location: null, followers: 0, following: 0, public_gists: 0, public_repos: 0 },
    ...{ created_at: '2020-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' },
    user_view_type: 'public',
  }
}

export function githubOrganisation(origin: string, owner: SeedOwner) {
  const { id, name } = owner
  const body: Schemas['organization-simple'] = {
    ...{ login: name, id, node_id: nodeId('O', id), ...organisationUrls(origin, name) },
    ...{ avatar_url: `${origin}/avatars/${id}`, description: null },
  }
  return body
}

function ownerOf(origin: string, { id, name }: SeedOwner): Schemas['simple-user'] {
  const person = { id, username: name, name, email: '', isBot: false }
  return { ...githubUser(origin, person), node_id: nodeId('O', id), type: 'Organization' }
}

export function githubRepository(origin: string, repository: SeedRepository) {
  const { id, name, owner, createdAt, lastActiveAt, isPrivate, isArchived } = repository
  const path = fullName(repository)
  const host = new URL(origin).host
  const body: Schemas['repository'] = {
    ...{ id, node_id: nodeId('R', id), name, full_name: path, owner: ownerOf(origin, owner) },
    ...repositoryUrls(origin, path),
    ...{ private: isPrivate, visibility: isPrivate ? 'private' : 'public', archived: isArchived },
    ...{ fork: repository.isFork, disabled: false, default_branch: repository.defaultBranch },
    ...{ html_url: `${origin}/${path}`, clone_url: `${origin}/${path}.git` },
    ...{ git_url: `git://${host}/${path}.git`, ssh_url: `git@${host}:${path}.git` },
    ...{ svn_url: `${origin}/${path}`, mirror_url: null, homepage: null, description: null },
    ...{ language: null, license: null, size: 108, topics: [], is_template: false },
    ...{ has_issues: true, has_projects: true, has_wiki: true, has_pages: false },
    ...{ has_downloads: true, has_discussions: false, forks: 0, forks_count: 0 },
    ...{ open_issues: 0, open_issues_count: 0, watchers: 0, watchers_count: 0 },
    ...{ stargazers_count: 0, web_commit_signoff_required: false, allow_forking: true },
    ...{ created_at: githubInstant(createdAt), updated_at: githubInstant(lastActiveAt) },
    pushed_at: githubInstant(lastActiveAt),
    permissions: { admin: false, maintain: false, push: false, triage: false, pull: true },
  }
  return body
}

/** One repository asked for by name says a little more than one in a list. */
export function githubFullRepository(
  origin: string,
  repository: SeedRepository,
): Schemas['full-repository'] {
  const { has_downloads: _, ...body } = githubRepository(origin, repository)
  return { ...body, network_count: 0, subscribers_count: 0 } as Schemas['full-repository']
}

export function githubPullRequest(
  origin: string,
  repository: SeedRepository,
  pull: SeedPullRequest,
): Schemas['pull-request-simple'] {
  const { id, number, state, endedAt, author } = pull
  const path = fullName(repository)
  const api = `${apiOf(origin)}/repos/${path}`
  const url = `${api}/pulls/${number}`
  const html = `${origin}/${path}/pull/${number}`
  const issue = `${api}/issues/${number}`
  const head = pull.commits.at(-1)?.hash ?? '0'.repeat(40)
  const statuses = `${api}/statuses/${head}`
  const remarks = `${api}/pulls/comments{/number}`
  const ended = endedAt && githubInstant(endedAt)
  const side = (ref: string, sha: string) => {
    const { owner } = repository
    const repo = githubRepository(origin, repository)
    return { label: `${owner.name}:${ref}`, ref, sha, user: ownerOf(origin, owner), repo }
  }
  const from = side(pull.headBranch, head)
  return {
    ...{ id, node_id: nodeId('PR', id), number, title: pull.title, body: pull.body || null },
    ...{ state: state === 'open' ? 'open' : 'closed', draft: pull.isDraft, locked: false },
    user: githubUser(origin, author),
    ...{ created_at: githubInstant(pull.createdAt), updated_at: githubInstant(pull.updatedAt) },
    ...{ closed_at: ended, merged_at: state === 'merged' ? ended : null },
    // While it is open this is the commit that a merge would make.
    merge_commit_sha: pull.mergeCommit ?? '7e57'.repeat(10),
    // The description forgets what the recordings show: a deleted fork has no repository.
    head: (pull.isForkGone ? { ...from, repo: null } : from) as typeof from,
    base: side(pull.baseBranch, 'ba5e'.repeat(10)),
    ...{ assignee: null, assignees: [], requested_reviewers: [], requested_teams: [] },
    ...{ labels: [], milestone: null, author_association: 'MEMBER', auto_merge: null },
    ...{ active_lock_reason: null, url, html_url: html, diff_url: `${html}.diff` },
    ...{ patch_url: `${html}.patch`, issue_url: issue, comments_url: `${issue}/comments` },
    ...{ commits_url: `${url}/commits`, review_comments_url: `${url}/comments` },
    ...{ review_comment_url: remarks, statuses_url: statuses },
    _links: {
      ...{ self: { href: url }, html: { href: html }, issue: { href: issue } },
      ...{ comments: { href: `${issue}/comments` }, review_comment: { href: remarks } },
      ...{ review_comments: { href: `${url}/comments` }, commits: { href: `${url}/commits` } },
      statuses: { href: statuses },
    },
  }
}
