import { createHash } from 'node:crypto'
import { type Answer, type Ask, type Handler, router } from './exchange.js'
import {
  githubFullRepository,
  githubOrganisation,
  githubPullRequest,
  githubRepository,
  githubSelf,
  githubUser,
} from './github-bodies.js'
import { githubListedCommit } from './github-listed-commit.js'
import { inRepository, linked, notFound } from './github-lists.js'
import { inOrder, repositoriesOf, repositoryWith } from './lookup.js'
import type { SeedOwner, SeedRepository } from './seed.js'

const byId =
  (act: (ask: Ask, repository: SeedRepository) => Answer): Handler =>
  (ask, id) => {
    const repository = repositoryWith(ask.world.seed, Number(id))
    return repository ? act(ask, repository) : notFound
  }

const pullRequests = (ask: Ask, repository: SeedRepository): Answer => {
  const { query, world } = ask
  const state = query.get('state') ?? 'open'
  const isAsked = ({ state: its }: { state: string }) =>
    state === 'all' || (its === 'open') === (state === 'open')
  const by = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt'
  const direction = query.get('direction') === 'asc' ? 'asc' : 'desc'
  const all = inOrder(repository.pullRequests.filter(isAsked), by, direction)
  return linked(ask, all, (one) => githubPullRequest(world.origin, repository, one))
}

const repository = ({ world }: Ask, found: SeedRepository): Answer =>
  one(githubFullRepository(world.origin, found))

const commits = (ask: Ask, found: SeedRepository): Answer => {
  const all = found.pullRequests.flatMap((pull) => pull.commits).toReversed()
  return linked(ask, all, (commit) => githubListedCommit(ask.world.origin, found, commit))
}

const rateLimit = (): Answer => {
  const rate = { limit: 5000, remaining: 5000, reset: 1_800_000_000, used: 0 }
  return one({ resources: { core: rate, search: rate, graphql: rate }, rate })
}

const inOrganisation =
  (act: (ask: Ask, owner: SeedOwner) => Answer): Handler =>
  (ask, name) => {
    const owner = ask.world.seed.owners.find((other) => other.name === name)
    return owner ? act(ask, owner) : notFound
  }

const repositories = (ask: Ask, owner?: SeedOwner): Answer => {
  const all = repositoriesOf(ask.world.seed).filter((it) => !owner || it.owner === owner)
  return linked(ask, all, (it) => githubRepository(ask.world.origin, it))
}

const organisations = (ask: Ask): Answer =>
  linked(ask, ask.world.seed.owners, (it) => githubOrganisation(ask.world.origin, it))

const members = (ask: Ask, { members: all }: SeedOwner): Answer =>
  linked(ask, all, (it) => githubUser(ask.world.origin, it))

const one = (body: unknown): Answer => ({ status: 200, body })

const route = router({
  '/user': ({ world, token }) => one(githubSelf(world.origin, token.person)),
  '/user/repos': (ask) => repositories(ask),
  '/user/orgs': organisations,
  '/orgs/:org/members': inOrganisation(members),
  '/orgs/:org/repos': inOrganisation(repositories),
  '/repos/:owner/:repo': inRepository(repository),
  '/repositories/:id': byId(repository),
  '/repos/:owner/:repo/commits': inRepository(commits),
  '/repos/:owner/:repo/pulls': inRepository(pullRequests),
  '/repositories/:id/pulls': byId(pullRequests),
  '/rate_limit': rateLimit,
})

/** GitHub's REST answers, with the mark that makes asking again cheap. */
export async function answerGithubRest(ask: Ask): Promise<Answer> {
  const answer = (await route(ask)) ?? notFound
  if (answer.status !== 200 || ask.method !== 'GET') return answer
  const digest = createHash('sha256').update(JSON.stringify(answer.body)).digest('hex')
  const etag = `W/"${digest}"`
  const headers = { ...answer.headers, etag, vary: 'Accept, Authorization' }
  if (ask.headers['if-none-match'] === etag) return { status: 304, headers }
  return { ...answer, headers }
}
