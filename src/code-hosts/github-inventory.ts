import { z } from 'zod'
import { count, instant } from './answer-shapes.js'
import { checked, checkedItems } from './checked.js'
import type { PullRequestsAsked } from './code-host.js'
import type { GithubClient } from './github-client.js'
import { connection } from './github-graphql.js'
import { askNamed } from './github-named.js'
import { inventoryQuery } from './github-query.js'

const entry = z.object({ number: count, updatedAt: instant })

/** Numbers and last updates of all pull requests, a hundred a request and point. */
export async function* githubInventory(
  client: GithubClient,
  repository: PullRequestsAsked['repository'],
): AsyncGenerator<z.output<typeof entry>[]> {
  let after: string | null = null
  do {
    const { answer } = await askNamed(client, repository, inventoryQuery, { after })
    const { pageInfo, nodes } = checked(connection, answer, 'GitHub')
    yield checkedItems(entry, nodes).items
    if (pageInfo.hasNextPage && pageInfo.endCursor === after) return
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after !== null)
}
