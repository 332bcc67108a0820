import { gitAccess } from './git-access.js'
import { githubAddresses } from './github-addresses.js'
import { githubClient } from './github-client.js'
import { githubInventory } from './github-inventory.js'
import { githubMembers } from './github-people.js'
import { githubPullRequests } from './github-pull-requests.js'
import { githubRepositories, githubRepository } from './github-repositories.js'
import { githubTokenReport } from './github-token.js'
import { readGithubWebhook } from './github-webhook.js'
import type { HostType } from './host-type.js'

const publicOrigin = 'https://github.com'

/** GitHub: the public one, one with its own data residence (ghe.com), and Enterprise Server. */
export const github: HostType = {
  kind: 'github',
  title: 'GitHub',
  publicOrigin,
  isSelfHosted: true,
  needsTokenUser: false,
  tokenPage: (origin) =>
    `${origin}/settings/personal-access-tokens/new?${new URLSearchParams({
      name: 'Codevisto',
      description: 'Reads commits, pull requests and reviews for Codevisto.',
      ...{ contents: 'read', metadata: 'read', pull_requests: 'read', members: 'read' },
    })}`,
  permissions: [
    { permission: 'Metadata: read', purpose: 'To list repositories.' },
    { permission: 'Contents: read', purpose: 'To measure commits.' },
    { permission: 'Pull requests: read', purpose: 'To read pull requests, reviews and comments.' },
    {
      permission: 'Members: read (organisation)',
      purpose: 'To know which account is which developer.',
    },
  ],
  origins: (origin) => [...new Set([new URL(githubAddresses(origin).api).origin, origin])],
  connect(access) {
    const client = githubClient(access)
    return {
      kind: 'github',
      checkToken: () => githubTokenReport(client),
      repositories: () => githubRepositories(client),
      repository: (hostId) => githubRepository(client, hostId),
      members: (owner) => githubMembers(client, owner),
      pullRequests: (asked) => githubPullRequests(client, asked),
      inventory: (repository) => githubInventory(client, repository),
      gitAccess: (cloneUrl) =>
        gitAccess(cloneUrl, access.origin, { user: 'x-access-token', token: access.token }),
    }
  },
  readWebhook: readGithubWebhook,
}
