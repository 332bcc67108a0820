import { z } from 'zod'
import { id, instant, line } from './answer-shapes.js'
import { checkedItems } from './checked.js'
import type { RemoteRepository } from './code-host.js'
import { gitlabPages, unlessAbsent } from './gitlab-list.js'
import { gitlabUser } from './gitlab-person.js'
import type { JsonClient } from './json-client.js'
import type { HostPerson } from './pull-request-fact.js'

/** The clone address is made from the origin: servers behind others tell addresses of their inside. */
const project = (origin: string) =>
  z
    .object({
      id,
      path_with_namespace: line,
      namespace: z.object({ full_path: line }),
      web_url: z.url(),
      default_branch: line.nullish(),
      visibility: z.string().optional(),
      archived: z.boolean().default(false),
      forked_from_project: z.unknown().optional(),
      last_activity_at: instant.nullish(),
    })
    .transform(
      (it): RemoteRepository => ({
        ...{ hostId: it.id, fullName: it.path_with_namespace, owner: it.namespace.full_path },
        cloneUrl: new URL(`/${it.path_with_namespace}.git`, origin).href,
        ...{ webUrl: it.web_url, defaultBranch: it.default_branch || null },
        ...{ isPrivate: it.visibility !== 'public', isArchived: it.archived },
        ...{ isFork: Boolean(it.forked_from_project), lastActiveAt: it.last_activity_at ?? null },
      }),
    )

/** All projects a token is a member of, the last active first. */
export async function* gitlabProjects(
  client: JsonClient,
  origin: string,
): AsyncGenerator<RemoteRepository[]> {
  const query = { membership: 'true', order_by: 'last_activity_at', sort: 'desc' }
  for await (const items of gitlabPages(client, '/projects', query)) {
    yield checkedItems(project(origin), items).items
  }
}

/** A project by its number, wherever it has moved to; null when it is gone or out of reach. */
export async function gitlabProject(
  client: JsonClient,
  origin: string,
  hostId: string,
): Promise<RemoteRepository | null> {
  const path = `/projects/${encodeURIComponent(hostId)}`
  const found = await unlessAbsent(client.get(path, project(origin)))
  return found?.body ?? null
}

/** Members of a group, those of groups above it included; nobody for a person's own projects. */
export async function* gitlabMembers(
  client: JsonClient,
  owner: string,
): AsyncGenerator<HostPerson[]> {
  const pages = gitlabPages(client, `/groups/${encodeURIComponent(owner)}/members/all`)
  for (;;) {
    const page = await unlessAbsent(pages.next())
    if (page === null || page.done) return
    yield checkedItems(gitlabUser, page.value).items.filter((person) => person !== null)
  }
}
