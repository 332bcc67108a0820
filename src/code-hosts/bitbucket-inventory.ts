import { z } from 'zod'
import { count, instant } from './answer-shapes.js'
import { bitbucketPages, repositoryPath } from './bitbucket-list.js'
import { checkedItems } from './checked.js'
import type { JsonClient } from './json-client.js'

const entry = z
  .object({ id: count, updated_on: instant })
  .transform((it) => ({ number: it.id, updatedAt: it.updated_on }))

/** Numbers and last updates of all pull requests, fifty a request, and nothing else of them. */
export async function* bitbucketInventory(
  client: JsonClient,
  hostId: string,
): AsyncGenerator<z.output<typeof entry>[]> {
  const query = new URLSearchParams({ sort: 'created_on', pagelen: '50' })
  for (const state of ['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED']) query.append('state', state)
  query.set('fields', 'next,size,values.id,values.updated_on')
  const pages = bitbucketPages(client, `${repositoryPath(hostId)}/pullrequests?${query}`)
  for await (const { values } of pages) yield checkedItems(entry, values).items
}
