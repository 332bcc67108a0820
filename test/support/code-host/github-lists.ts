import type { Answer, Ask, Handler } from './exchange.js'
import { errorBody } from './fault-answer.js'
import { apiOf } from './github-urls.js'
import { repositoryNamed } from './lookup.js'
import { atPage, numberIn, pageOf } from './paging.js'
import type { SeedRepository } from './seed.js'

export const notFound: Answer = { status: 404, body: errorBody('github', 404, 'Not Found') }

/** A page of a list with its Link header, as GitHub writes it. */
export function linked<T>(ask: Ask, all: T[], render: (item: T) => unknown): Answer {
  const { query, disorder, world } = ask
  const size = Math.min(100, numberIn(query, 'per_page', 30))
  const { items, page, lastPage } = pageOf(all, numberIn(query, 'page', 1), size, disorder)
  const address = new URL(`${apiOf(world.origin)}${ask.path}?${query}`)
  const link = (to: number, name: string) => `<${atPage(address, to, disorder)}>; rel="${name}"`
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < lastPage ? [link(page + 1, 'next'), link(lastPage, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ]
  const body = items.map(render)
  return { status: 200, headers: links.length > 0 ? { link: links.join(', ') } : {}, body }
}

/** Hands on the repository of the path; a former name leads to the id, as on GitHub. */
export function inRepository(
  act: (ask: Ask, repository: SeedRepository, ...more: string[]) => Answer,
): Handler {
  return (ask, owner = '', name = '', ...more) => {
    const known = repositoryNamed(ask.world.seed, `${owner}/${name}`)
    if (!known) return notFound
    if (!known.isFormer) return act(ask, known.found, ...more)
    const rest = ask.path.split('/').slice(4).join('/')
    const base = `${apiOf(ask.world.origin)}/repositories/${known.found.id}`
    const query = ask.query.size > 0 ? `?${ask.query}` : ''
    const location = `${base}${rest ? `/${rest}` : ''}${query}`
    const body = { message: 'Moved Permanently', url: location }
    return { status: 301, headers: { location }, body }
  }
}
