import { fullName, type SeedOwner, type SeedPerson, type SeedRepository } from './seed.js'

/** Bitbucket tells microseconds, and the zone as numbers. */
export const bitbucketInstant = (at: Date) => at.toISOString().replace('Z', '000+00:00')

/** A uuid in braces, made of a kind's letter and a number. */
export const bitbucketUuid = (kind: number, id: number) =>
  `{${String(kind).padStart(8, '0')}-0000-4000-8000-${String(id).padStart(12, '0')}}`

export const personUuid = ({ id }: SeedPerson) => bitbucketUuid(1, id)
export const repositoryUuid = ({ id }: SeedRepository) => bitbucketUuid(2, id)
export const workspaceUuid = ({ id }: SeedOwner) => bitbucketUuid(3, id)

export const api = (origin: string, path: string) => `${origin}/2.0${path}`
const href = (url: string) => ({ href: url })

/** An account: no username. One that is gone is left out of whatever it stood in. */
export function bitbucketUser(origin: string, person: SeedPerson | null) {
  if (!person) return undefined
  const uuid = personUuid(person)
  const path = encodeURIComponent(uuid)
  return {
    display_name: person.name,
    links: {
      self: href(api(origin, `/users/${path}`)),
      avatar: href(`${origin}/avatars/${person.id}.png`),
      html: href(`${origin}/${path}/`),
    },
    ...{ type: person.isBot ? 'app_user' : 'user', uuid },
    ...{ account_id: `557058:${uuid.slice(1, -1)}`, nickname: person.username },
  }
}

export function bitbucketWorkspace(origin: string, owner: SeedOwner) {
  const { name } = owner
  return {
    ...{ type: 'workspace', uuid: workspaceUuid(owner), name, slug: name },
    links: {
      avatar: href(`${origin}/workspaces/${name}/avatar/`),
      html: href(`${origin}/${name}/`),
      self: href(api(origin, `/workspaces/${name}`)),
    },
  }
}

/** How a repository stands inside other bodies. */
export function bitbucketRepositoryRef(origin: string, repository: SeedRepository) {
  const path = fullName(repository)
  return {
    ...{ type: 'repository', full_name: path, name: repository.name },
    uuid: repositoryUuid(repository),
    links: {
      self: href(api(origin, `/repositories/${path}`)),
      html: href(`${origin}/${path}`),
      avatar: href(`${origin}/avatars/${repository.id}`),
    },
  }
}

export function bitbucketRepository(origin: string, repository: SeedRepository, who: SeedPerson) {
  const { name, owner, isPrivate, createdAt, lastActiveAt, isFork, defaultBranch } = repository
  const path = fullName(repository)
  const below = (end: string) => href(api(origin, `/repositories/${path}/${end}`))
  const { host, protocol } = new URL(origin)
  const ref = bitbucketRepositoryRef(origin, repository)
  return {
    ...ref,
    links: {
      ...ref.links,
      ...{ pullrequests: below('pullrequests'), commits: below('commits') },
      ...{ forks: below('forks'), watchers: below('watchers'), branches: below('refs/branches') },
      ...{ tags: below('refs/tags'), downloads: below('downloads'), source: below('src') },
      hooks: below('hooks'),
      clone: [
        // With the asker's name in it, as Bitbucket writes it.
        { name: 'https', href: `${protocol}//${who.username}@${host}/${path}.git` },
        { name: 'ssh', href: `git@${host}:${path}.git` },
      ],
    },
    ...{ slug: name, description: '', scm: 'git', website: null, is_private: isPrivate },
    ...{ workspace: bitbucketWorkspace(origin, owner), fork_policy: 'no_public_forks' },
    owner: { ...bitbucketWorkspace(origin, owner), type: 'team', display_name: owner.name },
    ...{ created_on: bitbucketInstant(createdAt), updated_on: bitbucketInstant(lastActiveAt) },
    ...{ size: 1173257, language: '', has_issues: false, has_wiki: false },
    ...{ mainbranch: { name: defaultBranch, type: 'branch' } },
    ...(isFork && { parent: ref }),
  }
}
