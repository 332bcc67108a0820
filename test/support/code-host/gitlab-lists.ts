import type { Answer, Ask, Handler } from './exchange.js'
import { errorBody } from './fault-answer.js'
import { pullRequestIn, repositoryNamed, repositoryWith } from './lookup.js'
import { atPage, numberIn, pageOf } from './paging.js'
import type { SeedPullRequest, SeedRepository } from './seed.js'

export const notFound = (what: string): Answer => ({
  ...{ status: 404, body: errorBody('gitlab', 404, `${what} Not Found`) },
})

/** Above so many rows GitLab no longer counts them. */
const countedRows = 10_000

/** A page of a list with GitLab's headers. */
export function listed<T>(ask: Ask, all: T[], render: (item: T) => unknown): Answer {
  const { world, path, query, disorder } = ask
  const size = Math.min(100, numberIn(query, 'per_page', 20))
  const { items, page, lastPage, total } = pageOf(all, numberIn(query, 'page', 1), size, disorder)
  const address = new URL(`${world.origin}/api/v4${path}?${query}`)
  const link = (to: number, name: string) => `<${atPage(address, to, disorder)}>; rel="${name}"`
  const isCounted = total <= countedRows
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < lastPage ? [link(page + 1, 'next')] : []),
    link(1, 'first'),
    ...(isCounted ? [link(lastPage, 'last')] : []),
  ]
  const headers = {
    ...{ link: links.join(', '), 'x-page': String(page), 'x-per-page': String(size) },
    'x-next-page': page < lastPage ? String(page + 1) : '',
    'x-prev-page': page > 1 ? String(page - 1) : '',
    ...(isCounted && { 'x-total': String(total), 'x-total-pages': String(lastPage) }),
  }
  return { status: 200, headers, body: items.map(render) }
}

/** Hands on the project of the path, by number or by name; a former name leads on. */
export function inProject(
  act: (ask: Ask, repository: SeedRepository, ...more: string[]) => Answer,
): Handler {
  return (ask, id = '', ...more) => {
    const { seed, origin } = ask.world
    if (/^\d+$/.test(id)) {
      const repository = repositoryWith(seed, Number(id))
      return repository ? act(ask, repository, ...more) : notFound('Project')
    }
    const known = repositoryNamed(seed, id)
    if (!known) return notFound('Project')
    if (!known.isFormer) return act(ask, known.found, ...more)
    const path = ask.path.replace(/^\/projects\/[^/]+/, `/projects/${known.found.id}`)
    const query = ask.query.size > 0 ? `?${ask.query}` : ''
    const headers = { location: `${origin}/api/v4${path}${query}` }
    return { status: 301, headers, body: { message: '301 Moved Permanently' } }
  }
}

export const inMergeRequest = (
  act: (ask: Ask, pull: SeedPullRequest, repository: SeedRepository) => Answer,
) =>
  inProject((ask, repository, iid) => {
    const pull = pullRequestIn(repository, Number(iid))
    return pull ? act(ask, pull, repository) : notFound('Merge request')
  })
