import { createHash } from 'node:crypto'
import { type Answer, type Ask, type Handler, type Route, router } from './exchange.js'
import {
  githubFullRepository,
  githubOrganisation,
  githubPullRequest,
  githubRepository,
  githubSelf,
  githubUser,
} from './github-bodies.js'
import { inRepository, linked, notFound } from './github-lists.js'
import { inOrder, repositoriesOf, repositoryWith } from './lookup.js'
import type { SeedRepository } from './seed.js'

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

const one = ({ world }: Ask, repository: SeedRepository): Answer => ({
  ...{ status: 200, body: githubFullRepository(world.origin, repository) },
})

const rateLimit: Handler = () => {
  const rate = { limit: 5000, remaining: 5000, reset: 1_800_000_000, used: 0 }
  const resources = { core: rate, search: rate, graphql: rate }
  return { status: 200, body: { resources, rate } }
}

const organisation =
  (act: (ask: Ask, owner: Ask['world']['seed']['owners'][number]) => Answer): Handler =>
  (ask, name) => {
    const owner = ask.world.seed.owners.find((other) => other.name === name)
    return owner ? act(ask, owner) : notFound
  }

const routes: Route[] = [
  [
    'GET',
    '/user',
    ({ world, token }) => {
      return { status: 200, body: githubSelf(world.origin, token.person) }
    },
  ],
  [
    'GET',
    '/user/repos',
    (ask) =>
      linked(ask, repositoriesOf(ask.world.seed), (it) => githubRepository(ask.world.origin, it)),
  ],
  [
    'GET',
    '/user/orgs',
    (ask) => linked(ask, ask.world.seed.owners, (it) => githubOrganisation(ask.world.origin, it)),
  ],
  [
    'GET',
    '/orgs/:org/members',
    organisation((ask, { members }) =>
      linked(ask, members, (it) => githubUser(ask.world.origin, it)),
    ),
  ],
  [
    'GET',
    '/orgs/:org/repos',
    organisation((ask, owner) =>
      linked(
        ask,
        repositoriesOf(ask.world.seed).filter((it) => it.owner === owner),
        (it) => githubRepository(ask.world.origin, it),
      ),
    ),
  ],
  ['GET', '/repos/:owner/:repo', inRepository(one)],
  ['GET', '/repositories/:id', byId(one)],
  ['GET', '/repos/:owner/:repo/pulls', inRepository(pullRequests)],
  ['GET', '/repositories/:id/pulls', byId(pullRequests)],
  ['GET', '/rate_limit', rateLimit],
]

const route = router(routes)

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
