import { createHmac, randomUUID } from 'node:crypto'
import type { HostKind } from '../../../src/code-hosts/host-type.js'
import { bitbucketRepositoryRef } from './bitbucket-bodies.js'
import { bitbucketPullRequest } from './bitbucket-pull-request.js'
import { githubPullRequest, githubRepository } from './github-bodies.js'
import { gitlabProject } from './gitlab-bodies.js'
import type { SeedPullRequest, SeedRepository } from './seed.js'

/** A webhook as its host sends it: the body is signed as it stands. */
export interface Delivery {
  headers: Record<string, string>
  body: string
}

const signed = (secret: string, body: string) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`

/** What a host sends when a pull request was updated. */
export function delivery(
  kind: HostKind,
  told: { origin: string; repository: SeedRepository; pull: SeedPullRequest; secret: string },
): Delivery {
  const { origin, repository, pull, secret } = told
  const json = { 'content-type': 'application/json' }
  if (kind === 'github') {
    const pull_request = githubPullRequest(origin, repository, pull)
    const of = { number: pull.number, repository: githubRepository(origin, repository) }
    const body = JSON.stringify({ action: 'edited', pull_request, ...of })
    const named = { 'x-github-event': 'pull_request', 'x-github-delivery': randomUUID() }
    return { headers: { ...json, ...named, 'x-hub-signature-256': signed(secret, body) }, body }
  }
  if (kind === 'gitlab') {
    const object_attributes = { iid: pull.number, action: 'update', title: pull.title }
    const project = gitlabProject(origin, repository)
    const body = JSON.stringify({ object_kind: 'merge_request', project, object_attributes })
    const named = { 'x-gitlab-event': 'Merge Request Hook', 'x-gitlab-event-uuid': randomUUID() }
    return { headers: { ...json, ...named, 'x-gitlab-token': secret }, body }
  }
  const pullrequest = bitbucketPullRequest(origin, repository, pull)
  const body = JSON.stringify({
    ...{ pullrequest, repository: bitbucketRepositoryRef(origin, repository) },
  })
  const named = { 'x-event-key': 'pullrequest:updated', 'x-request-uuid': randomUUID() }
  return { headers: { ...json, ...named, 'x-hub-signature': signed(secret, body) }, body }
}
