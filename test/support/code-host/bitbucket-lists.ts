import { api, repositoryUuid, workspaceUuid } from './bitbucket-bodies.js'
import { withFields } from './bitbucket-fields.js'
import type { Answer, Ask, Handler } from './exchange.js'
import { errorBody } from './fault-answer.js'
import { pullRequestIn, repositoriesOf, repositoryNamed } from './lookup.js'
import { atPage, numberIn, pageOf } from './paging.js'
import { fullName, type SeedPullRequest, type SeedRepository } from './seed.js'

export const refusal = (status: number, message: string): Answer => ({
  ...{ status, body: errorBody('bitbucket', status, message) },
})
export const notFound = (what: string) => refusal(404, `${what} not found`)

interface ListRules {
  /** The most that a page may hold. */
  maximum?: number
  hidden?: string[]
  /** Bitbucket does not count every list. */
  isCounted?: boolean
}

/** A page of a list: what follows is an address that the caller must not make itself. */
export function listed<T>(
  ask: Ask,
  all: T[],
  render: (item: T) => unknown,
  rules: ListRules = {},
): Answer {
  const { query, disorder, world, path } = ask
  const { maximum = 100, hidden = [], isCounted = true } = rules
  const pagelen = numberIn(query, 'pagelen', 10)
  if (pagelen > maximum) return refusal(400, 'Invalid pagelen')
  const { items, page, lastPage } = pageOf(all, numberIn(query, 'page', 1), pagelen, disorder)
  const address = new URL(`${api(world.origin, path)}?${query}`)
  const body = {
    ...{ values: items.map(render), pagelen, page, ...(isCounted && { size: all.length }) },
    ...(page < lastPage && { next: atPage(address, page + 1, disorder) }),
    ...(page > 1 && { previous: atPage(address, page - 1, disorder) }),
  }
  return { status: 200, body: withFields(body, query.get('fields'), hidden) }
}

/** Hands on the repository of the path: by names or by uuids; a former name leads on. */
export function inRepository(
  act: (ask: Ask, repository: SeedRepository, ...more: string[]) => Answer,
): Handler {
  return (ask, workspace = '', slug = '', ...more) => {
    const { seed, origin } = ask.world
    const byId = repositoriesOf(seed).find(
      (one) =>
        repositoryUuid(one) === slug &&
        ['{}', one.owner.name, workspaceUuid(one.owner)].includes(workspace),
    )
    if (byId) return act(ask, byId, ...more)
    const known = repositoryNamed(seed, `${workspace}/${slug}`)
    if (!known) return notFound(`Repository ${workspace}/${slug}`)
    if (!known.isFormer) return act(ask, known.found, ...more)
    const rest = ask.path.split('/').slice(4).join('/')
    const path = `/repositories/${fullName(known.found)}${rest ? `/${rest}` : ''}`
    const query = ask.query.size > 0 ? `?${ask.query}` : ''
    return { status: 301, headers: { location: `${api(origin, path)}${query}` }, body: {} }
  }
}

export const inPullRequest = (
  act: (ask: Ask, repository: SeedRepository, pull: SeedPullRequest) => Answer,
) =>
  inRepository((ask, repository, id) => {
    const pull = pullRequestIn(repository, Number(id))
    return pull ? act(ask, repository, pull) : notFound('Pull request')
  })
