import { z } from 'zod'
import { instant, line } from './answer-shapes.js'
import { bitbucketPages, repositoryPath } from './bitbucket-list.js'
import { bitbucketUser } from './bitbucket-person.js'
import { checkedItems } from './checked.js'
import type { RemoteRepository } from './code-host.js'
import { HostFault } from './host-fault.js'
import type { JsonClient } from './json-client.js'
import type { HostPerson } from './pull-request-fact.js'

const workspaces = z.object({ workspace: z.object({ slug: line }) })
const member = z.object({ user: bitbucketUser })

/** The clone address is made from the origin: Bitbucket writes the asker's name into its own. */
const repository = (origin: string) =>
  z
    .object({
      uuid: z.string().min(3).max(200),
      full_name: line,
      links: z.object({ html: z.object({ href: z.url() }) }),
      mainbranch: z.object({ name: line }).nullish(),
      is_private: z.boolean(),
      parent: z.unknown().optional(),
      updated_on: instant.nullish(),
    })
    .transform(
      (it): RemoteRepository => ({
        ...{ hostId: it.uuid, fullName: it.full_name, owner: it.full_name.split('/')[0] ?? '' },
        cloneUrl: new URL(`/${it.full_name}.git`, origin).href,
        ...{ webUrl: it.links.html.href, defaultBranch: it.mainbranch?.name ?? null },
        ...{ isPrivate: it.is_private, isArchived: false, isFork: Boolean(it.parent) },
        lastActiveAt: it.updated_on ?? null,
      }),
    )

/** Slugs of the workspaces a token reaches. Tokens of one workspace may not ask: then it is `known`. */
export async function bitbucketWorkspaces(
  client: JsonClient,
  known: string | null,
): Promise<string[]> {
  if (known !== null) return [known]
  const slugs: string[] = []
  for await (const { values } of bitbucketPages(client, '/user/workspaces?pagelen=100')) {
    slugs.push(...checkedItems(workspaces, values).items.map(({ workspace }) => workspace.slug))
  }
  return slugs
}

/** All repositories a token reaches: workspace by workspace, in each the last touched first. */
export async function* bitbucketRepositories(
  client: JsonClient,
  told: { origin: string; workspace: string | null },
): AsyncGenerator<RemoteRepository[]> {
  for (const slug of await bitbucketWorkspaces(client, told.workspace)) {
    const first = `/repositories/${encodeURIComponent(slug)}?sort=-updated_on&pagelen=100`
    for await (const { values } of bitbucketPages(client, first)) {
      yield checkedItems(repository(told.origin), values).items
    }
  }
}

/** A repository by its uuid, wherever it has moved to; null when it is gone or out of reach. */
export async function bitbucketRepository(
  client: JsonClient,
  origin: string,
  hostId: string,
): Promise<RemoteRepository | null> {
  try {
    return (await client.get(repositoryPath(hostId), repository(origin))).body
  } catch (fault) {
    if (fault instanceof HostFault && fault.kind === 'not-found') return null
    throw fault
  }
}

/** Members of a workspace. */
export async function* bitbucketMembers(
  client: JsonClient,
  owner: string,
): AsyncGenerator<HostPerson[]> {
  const first = `/workspaces/${encodeURIComponent(owner)}/members?pagelen=100`
  for await (const { values } of bitbucketPages(client, first)) {
    const { items } = checkedItems(member, values)
    yield items.flatMap(({ user }) => user ?? [])
  }
}
