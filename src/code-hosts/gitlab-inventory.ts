import { z } from 'zod'
import { count, instant } from './answer-shapes.js'
import { checkedItems } from './checked.js'
import { gitlabPage } from './gitlab-list.js'
import type { JsonClient } from './json-client.js'

const entry = z
  .object({ iid: count, created_at: instant, updated_at: instant })
  .transform((it) => ({ number: it.iid, createdAt: it.created_at, updatedAt: it.updated_at }))

/** Numbers and last updates of all merge requests, the oldest first; anchored, as lists end at 50,000. */
export async function* gitlabInventory(
  client: JsonClient,
  hostId: string,
): AsyncGenerator<{ number: number; updatedAt: Date }[]> {
  const path = `/projects/${encodeURIComponent(hostId)}/merge_requests`
  const anchorEvery = 100
  let after: string | null = null
  for (let page = 1; ; page += 1) {
    const { items, hasMore } = await gitlabPage(client, path, {
      ...{ state: 'all', scope: 'all', order_by: 'created_at', sort: 'asc', view: 'simple' },
      ...(after ? { created_after: after } : {}),
      ...{ per_page: 100, page },
    })
    const read = checkedItems(entry, items).items
    yield read.map(({ number, updatedAt }) => ({ number, updatedAt }))
    if (!hasMore) return
    const last = read.at(-1)?.createdAt.toISOString()
    if (page >= anchorEvery && last && last !== after) {
      after = last
      page = 0
    }
  }
}
