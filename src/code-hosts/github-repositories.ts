import { z } from 'zod'
import { id, instant, line } from './answer-shapes.js'
import { checked, checkedItems } from './checked.js'
import type { RemoteRepository } from './code-host.js'
import type { GithubClient } from './github-client.js'
import { HostFault } from './host-fault.js'

const shape = z
  .object({
    id,
    full_name: line,
    owner: z.object({ login: line }),
    clone_url: z.url(),
    html_url: z.url(),
    default_branch: line.nullish(),
    private: z.boolean(),
    archived: z.boolean().default(false),
    fork: z.boolean(),
    pushed_at: instant.nullish(),
  })
  .transform(
    (it): RemoteRepository => ({
      ...{ hostId: it.id, fullName: it.full_name, owner: it.owner.login },
      ...{ cloneUrl: it.clone_url, webUrl: it.html_url },
      ...{ defaultBranch: it.default_branch || null, isPrivate: it.private },
      ...{ isArchived: it.archived, isFork: it.fork, lastActiveAt: it.pushed_at ?? null },
    }),
  )

/** All repositories a token reaches, pushed to last first. Pages are counted, not followed. */
export async function* githubRepositories(
  client: GithubClient,
): AsyncGenerator<RemoteRepository[]> {
  for (let page = 1; ; page += 1) {
    const { data, headers } = await client.rest('GET /user/repos', {
      ...{ sort: 'pushed', direction: 'desc', per_page: 100, page },
    })
    const items = checked(z.array(z.unknown()), data, 'GitHub')
    yield checkedItems(shape, items).items
    if (!/rel="next"/.test(headers.get('link') ?? '')) return
  }
}

/** A repository by its number, wherever it has moved to; null when it is gone or out of reach. */
export async function githubRepository(
  client: GithubClient,
  hostId: string,
): Promise<RemoteRepository | null> {
  try {
    const { data } = await client.rest('GET /repositories/{id}', { id: hostId })
    return checked(shape, data, 'GitHub')
  } catch (fault) {
    if (fault instanceof HostFault && fault.kind === 'not-found') return null
    throw fault
  }
}
