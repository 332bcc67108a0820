import { fullName, type SeedOwner, type SeedPerson, type SeedRepository } from './seed.js'

/** GitLab tells milliseconds. */
export const gitlabInstant = (at: Date) => at.toISOString()

const ghost: SeedPerson = { id: 4, username: 'ghost', name: 'Ghost User', email: '', isBot: false }

/** Who a person is inside any other body; a deleted account is the user `ghost`. */
export function gitlabUser(origin: string, person: SeedPerson | null) {
  const { id, username: own, name, isBot } = person ?? ghost
  const username = isBot ? `project_7_bot_${id.toString(16).padStart(16, 'a')}` : own
  return {
    ...{ id, username, name, state: 'active' },
    ...{ avatar_url: `${origin}/uploads/${id}.png`, web_url: `${origin}/${username}` },
  }
}

export function gitlabSelf(origin: string, person: SeedPerson) {
  return {
    ...gitlabUser(origin, person),
    ...{ created_at: '2020-01-01T00:00:00.000Z', bio: '', location: '', public_email: null },
    ...{
      bot: person.isBot,
      email: person.email,
      commit_email: person.email,
      two_factor_enabled: true,
    },
    ...{ external: false, private_profile: false, confirmed_at: '2020-01-01T00:00:00.000Z' },
  }
}

export function gitlabGroup(origin: string, { id, name }: SeedOwner) {
  return {
    ...{ id, name, path: name, full_name: name, full_path: name, parent_id: null },
    ...{ description: '', visibility: 'private', web_url: `${origin}/groups/${name}` },
    ...{ avatar_url: null, created_at: '2020-01-01T00:00:00.000Z' },
  }
}

const levels = { reporter: 20 }

export function gitlabMember(origin: string, person: SeedPerson) {
  return {
    ...{ ...gitlabUser(origin, person), access_level: levels.reporter, expires_at: null },
    ...{ created_at: '2020-01-01T00:00:00.000Z', membership_state: 'active' },
  }
}

export function gitlabProject(origin: string, repository: SeedRepository) {
  const { id, name, owner, createdAt, lastActiveAt, isPrivate, isFork, isArchived } = repository
  const path = fullName(repository)
  return {
    ...{ id, name, path: name, name_with_namespace: `${owner.name} / ${name}` },
    ...{ path_with_namespace: path, description: null, topics: [], tag_list: [] },
    ...{ created_at: gitlabInstant(createdAt), last_activity_at: gitlabInstant(lastActiveAt) },
    ...{ default_branch: repository.defaultBranch, archived: isArchived, empty_repo: false },
    ...{ visibility: isPrivate ? 'private' : 'public', star_count: 0, forks_count: 0 },
    ...{ http_url_to_repo: `${origin}/${path}.git`, web_url: `${origin}/${path}` },
    ssh_url_to_repo: `git@${new URL(origin).hostname}:${path}.git`,
    ...{ readme_url: null, avatar_url: null, creator_id: 1, open_issues_count: 0 },
    namespace: {
      ...{ id: owner.id, name: owner.name, path: owner.name, kind: 'group', parent_id: null },
      ...{ full_path: owner.name, avatar_url: null, web_url: `${origin}/groups/${owner.name}` },
    },
    ...(isFork && { forked_from_project: { id: 1, path_with_namespace: 'upstream/origin' } }),
  }
}
