import { z } from 'zod'
import { checked } from './checked.js'
import type { Cursor, PullRequestPage, PullRequestsAsked } from './code-host.js'
import type { GithubClient } from './github-client.js'
import { connection } from './github-graphql.js'
import { withMore } from './github-more.js'
import { askNamed } from './github-named.js'
import { type ReadPullRequest, readPullRequest } from './github-pull-request.js'
import { pullRequestsQuery } from './github-query.js'
import { HostFault } from './host-fault.js'

const page = connection.extend({ totalCount: z.int() })

const place = z.object({
  after: z.string().nullable(),
  /** The last update there was when the reading began. */
  newest: z.string().nullable(),
  size: z.number(),
})

/** For pages that GitHub could not finish, or that were too large. */
const smallSize = 10
const start = { after: null, newest: null, size: 50 }

/** Pull requests from the one updated last, back to `since`, with everything beneath them. */
export async function* githubPullRequests(
  client: GithubClient,
  asked: PullRequestsAsked,
): AsyncGenerator<PullRequestPage | 'unchanged'> {
  let etag: string | null = null
  if (asked.cursor === null) {
    const mark = await firstPageMark(client, asked)
    if (mark === 'unchanged') return yield 'unchanged'
    etag = mark
  }
  const seen = new Set<number>()
  let at = asked.cursor ? checked(place, asked.cursor, 'GitHub') : start
  for (;;) {
    const { size, answer, repository } = await readPage(client, asked, at)
    const read = answer.nodes.map(readPullRequest)
    const all = read.filter((one) => one !== null)
    at = { ...at, size, newest: at.newest ?? newestOf(all) }
    const items = []
    for (const one of all) {
      const { number, updatedAt } = one.fact
      if (seen.has(number) || (asked.since && updatedAt < asked.since)) continue
      seen.add(number)
      items.push(await withMore(client, repository, one))
    }
    const { hasNextPage, endCursor } = answer.pageInfo
    const isBehind = all.some(({ fact }) => asked.since && fact.updatedAt < asked.since)
    const isLast = !hasNextPage || isBehind
    if (!isLast && (endCursor === null || endCursor === at.after)) {
      throw new HostFault('contract', 'GitHub’s pages lead nowhere.')
    }
    const next: Cursor | null = isLast ? null : { ...at, after: endCursor }
    const newest = at.newest === null ? asked.since : new Date(at.newest)
    yield {
      ...{ items, next, readTo: isLast ? newest : null, total: answer.totalCount, etag },
      skipped: read.length - all.length,
    }
    if (isLast) return
    at = { ...at, after: endCursor }
    etag = null
  }
}

const newestOf = (all: ReadPullRequest[]): string | null =>
  all.length === 0
    ? null
    : new Date(Math.max(...all.map(({ fact }) => fact.updatedAt.getTime()))).toISOString()

/**
 * The mark of the list's first place, which costs nothing while nothing moves. Taken before anything is
 * read, so that what happens meanwhile shows the next time.
 */
async function firstPageMark(client: GithubClient, asked: PullRequestsAsked) {
  const { status, headers } = await client.rest('GET /repositories/{id}/pulls', {
    ...{ id: asked.repository.hostId, state: 'all', sort: 'updated', direction: 'desc' },
    ...{ per_page: 1, headers: asked.etag ? { 'if-none-match': asked.etag } : {} },
  })
  return status === 304 ? 'unchanged' : headers.get('etag')
}

/** Smaller pages where whole ones are too much for the host, or for us. */
async function readPage(
  client: GithubClient,
  asked: PullRequestsAsked,
  { size, after }: z.output<typeof place>,
) {
  try {
    const found = await askNamed(client, asked.repository, pullRequestsQuery, { size, after })
    return { ...found, size, answer: checked(page, found.answer, 'GitHub') }
  } catch (fault) {
    const isTooMuch = fault instanceof HostFault && ['server', 'too-large'].includes(fault.kind)
    if (!isTooMuch || size <= smallSize) throw fault
    return readPage(client, asked, { size: smallSize, after, newest: null })
  }
}
