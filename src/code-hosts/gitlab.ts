import { gitAccess } from './git-access.js'
import { gitlabInventory } from './gitlab-inventory.js'
import { gitlabMergeRequests } from './gitlab-merge-requests.js'
import { gitlabMembers, gitlabProject, gitlabProjects } from './gitlab-projects.js'
import { gitlabTokenReport } from './gitlab-token.js'
import { readGitlabWebhook } from './gitlab-webhook.js'
import type { HostType } from './host-type.js'
import { jsonClient } from './json-client.js'

const scopes = [
  {
    permission: 'read_api',
    purpose: 'To list projects, and to read merge requests, reviews and comments.',
  },
  { permission: 'read_repository', purpose: 'To measure commits.' },
]

/** GitLab: the public one and self-managed servers. */
export const gitlab: HostType = {
  kind: 'gitlab',
  title: 'GitLab',
  publicOrigin: 'https://gitlab.com',
  isSelfHosted: true,
  needsTokenUser: false,
  tokenPage: (origin) =>
    `${origin}/-/user_settings/personal_access_tokens?${new URLSearchParams({
      name: 'Codevisto',
      scopes: scopes.map(({ permission }) => permission).join(','),
    })}`,
  permissions: scopes,
  origins: (origin) => [origin],
  connect(access) {
    const client = jsonClient(access, {
      title: 'GitLab',
      apiUrl: `${access.origin}/api/v4`,
      // Not PRIVATE-TOKEN: that header is not known to anybody as one that must stay at home.
      authorization: `Bearer ${access.token}`,
      resource: () => 'api',
    })
    return {
      kind: 'gitlab',
      checkToken: () => gitlabTokenReport(client),
      repositories: () => gitlabProjects(client, access.origin),
      repository: (hostId) => gitlabProject(client, access.origin, hostId),
      members: (owner) => gitlabMembers(client, owner),
      pullRequests: (asked) => gitlabMergeRequests(client, asked),
      inventory: ({ hostId }) => gitlabInventory(client, hostId),
      gitAccess: (cloneUrl) =>
        gitAccess(cloneUrl, access.origin, { user: 'oauth2', token: access.token }),
    }
  },
  readWebhook: readGitlabWebhook,
}
