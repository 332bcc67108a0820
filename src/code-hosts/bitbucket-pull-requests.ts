import { z } from 'zod'
import { completedPullRequest } from './bitbucket-complete.js'
import { ActivityFeed, activityOf } from './bitbucket-feed.js'
import { bitbucketPage, repositoryPath } from './bitbucket-list.js'
import { type ListedPullRequest, listedPullRequest } from './bitbucket-pull-request.js'
import { checked, checkedItems } from './checked.js'
import type { PullRequestPage, PullRequestsAsked } from './code-host.js'
import { HostFault } from './host-fault.js'
import type { JsonClient } from './json-client.js'
import type { PullRequestFact } from './pull-request-fact.js'

const place = z.object({
  list: z.string(),
  feed: z.string().nullable(),
  reached: z.iso.datetime().nullable(),
  /** When the reading began, by the host's clock. */
  begun: z.iso.datetime(),
})

const gapText = 'Not all of its reviews and comments could be read.'
/** Pull requests that only the activity names, in one reading. */
const leftAtMost = 50

function firstPage(hostId: string, since: Date | null): string {
  const query = new URLSearchParams({ sort: '-created_on', pagelen: '50' })
  for (const state of ['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED']) query.append('state', state)
  query.set('fields', '+values.participants')
  if (since) query.set('q', `updated_on>=${since.toISOString().replace('Z', '+00:00')}`)
  return `${repositoryPath(hostId)}/pullrequests?${query}`
}

/**
 * Pull requests from the one made last, with the repository's whole activity read back beside them: a
 * pull request is complete once the activity was read back to its beginning. Only those that began
 * before the part that is read, or that it was not read of again after a break, take a request each.
 */
export async function* bitbucketPullRequests(
  client: JsonClient,
  { repository: { hostId }, since, cursor }: PullRequestsAsked,
): AsyncGenerator<PullRequestPage> {
  const from = cursor ? checked(place, cursor, 'Bitbucket') : null
  const resumedAt = from?.reached ? new Date(from.reached) : null
  const feed = from
    ? new ActivityFeed(client, { next: from.feed, reached: resumedAt })
    : ActivityFeed.start(client, hostId)
  let begun = from?.begun ?? null
  const seen = new Set<number>()

  const complete = async (listed: ListedPullRequest): Promise<PullRequestFact> => {
    const { number, createdAt, updatedAt } = listed.fact
    const isInFeed =
      (since === null || createdAt >= since) && (resumedAt === null || updatedAt < resumedAt)
    const known = feed.take(number)
    if (isInFeed) {
      return completedPullRequest(listed, known, feed.broken.has(number) ? gapText : null)
    }
    const { entries, isShort } = await activityOf(client, hostId, number)
    return completedPullRequest(listed, entries, isShort ? gapText : null)
  }

  let address = from?.list ?? firstPage(hostId, since)
  for (;;) {
    const { values, next, size, headers } = await bitbucketPage(client, address)
    begun ??= dateOf(headers).toISOString()
    const { items, skipped } = checkedItems(listedPullRequest, values)
    const oldest = Math.min(...items.map(({ fact }) => fact.createdAt.getTime()))
    const floor = Math.max(oldest, since?.getTime() ?? 0)
    if (items.length > 0) await feed.readBackTo(new Date(floor))
    const facts: PullRequestFact[] = []
    for (const listed of items) {
      if (seen.has(listed.fact.number)) continue
      seen.add(listed.fact.number)
      facts.push(await complete(listed))
    }
    if (next === address) throw new HostFault('contract', 'Bitbucket’s pages lead nowhere.')
    if (next === null && since) facts.push(...(await unlisted(client, hostId, feed, since, seen)))
    yield {
      ...{ items: facts, skipped, etag: null, total: since === null ? (size ?? null) : null },
      readTo: next === null ? new Date(begun) : null,
      next: next === null ? null : cursorOf(next, feed, begun),
    }
    if (next === null) return
    address = next
  }
}

const cursorOf = (list: string, feed: ActivityFeed, begun: string) => ({
  ...{ list, feed: feed.next, reached: feed.reached?.toISOString() ?? null, begun },
})

/** An approval need not count as an update: those are found by the activity alone. */
async function unlisted(
  client: JsonClient,
  hostId: string,
  feed: ActivityFeed,
  since: Date,
  seen: ReadonlySet<number>,
): Promise<PullRequestFact[]> {
  await feed.readBackTo(since)
  const facts: PullRequestFact[] = []
  const numbers = feed.left(since).filter((number) => !seen.has(number))
  for (const number of numbers.slice(0, leftAtMost)) {
    const path = `${repositoryPath(hostId)}/pullrequests/${number}`
    const { body } = await client.get(path, z.unknown())
    const [listed] = checkedItems(listedPullRequest, [body]).items
    if (!listed) continue
    const { entries, isShort } = await activityOf(client, hostId, number)
    facts.push(completedPullRequest(listed, entries, isShort ? gapText : null))
  }
  return facts
}

function dateOf(headers: Headers): Date {
  const told = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(told) ? new Date() : new Date(told)
}
