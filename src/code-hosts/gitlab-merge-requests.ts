import { createHash } from 'node:crypto'
import { z } from 'zod'
import { checked, checkedItems } from './checked.js'
import type { PullRequestPage, PullRequestsAsked } from './code-host.js'
import { withBeneath } from './gitlab-beneath.js'
import { gitlabPage } from './gitlab-list.js'
import { type ListedMergeRequest, listedMergeRequest } from './gitlab-merge-request.js'
import { inParallel } from './in-parallel.js'
import type { JsonClient } from './json-client.js'

const place = z.object({
  /** Everything updated before was handed out. */
  after: z.string().nullable(),
  page: z.number(),
  total: z.number().nullable(),
})

const size = 50
const itemsAtOnce = 4

/**
 * GitLab's own marks save nothing. This one says which were updated when, so that those of the overlap
 * are not read again, each with all beneath it, every time.
 */
const markOf = (listed: readonly ListedMergeRequest[]) => {
  const updates = listed.map(({ fact }) => `${fact.number}@${fact.updatedAt.toISOString()}`)
  return createHash('sha256').update(updates.join()).digest('base64url')
}

/**
 * Merge requests from the one updated longest ago. Every page starts anew at the last update seen: what is
 * updated meanwhile moves to the end and would shift pages that are counted.
 */
export async function* gitlabMergeRequests(
  client: JsonClient,
  { repository, since, cursor, etag }: PullRequestsAsked,
): AsyncGenerator<PullRequestPage | 'unchanged'> {
  const projectPath = `/projects/${encodeURIComponent(repository.hostId)}`
  const seen = new Map<number, number>()
  const trouble = { inARow: 0 }
  let at = cursor
    ? checked(place, cursor, 'GitLab')
    : { after: since?.toISOString() ?? null, page: 1, total: null }
  for (;;) {
    const { items, hasMore, total } = await gitlabPage(client, `${projectPath}/merge_requests`, {
      ...{ state: 'all', scope: 'all', order_by: 'updated_at', sort: 'asc' },
      ...(at.after ? { updated_after: at.after } : {}),
      ...{ per_page: size, page: at.page },
    })
    const read = checkedItems(listedMergeRequest, items)
    const isFirst = at.after === null && at.page === 1
    const isAll = cursor === null && since !== null && seen.size === 0 && !hasMore
    const mark = isAll && read.skipped === 0 ? markOf(read.items) : null
    if (mark !== null && mark === etag) return yield 'unchanged'
    at = { ...at, total: at.total ?? (isFirst ? total : null) }
    const fresh = read.items.filter(({ fact }) => {
      const updated = fact.updatedAt.getTime()
      const isNew = seen.get(fact.number) !== updated
      seen.set(fact.number, updated)
      return isNew
    })
    const facts = await inParallel(fresh, itemsAtOnce, (one) =>
      withBeneath(client, projectPath, one, trouble),
    )
    const last = read.items.at(-1)?.fact.updatedAt.toISOString() ?? at.after
    const isOnward = last !== null && (at.after === null || last > at.after)
    const next = { ...at, after: last, page: isOnward ? 1 : at.page + 1 }
    const isWhole = facts.every(({ gap }) => gap === null)
    yield {
      ...{ items: facts, skipped: read.skipped, next: hasMore ? next : null },
      etag: isWhole ? mark : null,
      ...{ readTo: last === null ? null : new Date(last), total: at.total },
    }
    if (!hasMore) return
    at = next
  }
}
