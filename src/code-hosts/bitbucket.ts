import { bitbucketInventory } from './bitbucket-inventory.js'
import { bitbucketPullRequests } from './bitbucket-pull-requests.js'
import {
  bitbucketMembers,
  bitbucketRepositories,
  bitbucketRepository,
} from './bitbucket-repositories.js'
import { bitbucketScopes, bitbucketTokenReport } from './bitbucket-token.js'
import { readBitbucketWebhook } from './bitbucket-webhook.js'
import { gitAccess } from './git-access.js'
import type { HostAccess, HostType } from './host-type.js'
import { jsonClient } from './json-client.js'

const publicOrigin = 'https://bitbucket.org'

const apiOrigin = (origin: string) =>
  origin === publicOrigin ? 'https://api.bitbucket.org' : origin

/**
 * API tokens go with the e-mail address of their owner. Access tokens of a repository, a project or a
 * workspace go with no address; the name beside one is its workspace, as it may not ask for that itself.
 */
function credentialsOf({ token, tokenUser }: HostAccess) {
  if (tokenUser?.includes('@')) {
    const basic = Buffer.from(`${tokenUser}:${token}`).toString('base64')
    return {
      ...{ authorization: `Basic ${basic}`, workspace: null },
      gitUser: 'x-bitbucket-api-token-auth',
    }
  }
  return { authorization: `Bearer ${token}`, workspace: tokenUser, gitUser: 'x-token-auth' }
}

/** Bitbucket Cloud. */
export const bitbucket: HostType = {
  kind: 'bitbucket',
  title: 'Bitbucket',
  publicOrigin,
  isSelfHosted: false,
  needsTokenUser: true,
  // Scopes cannot be filled in there: the page has to name them.
  tokenPage: () => 'https://id.atlassian.com/manage-profile/security/api-tokens',
  permissions: [
    {
      permission: bitbucketScopes.repository,
      purpose: 'To list repositories and measure commits.',
    },
    {
      permission: bitbucketScopes.pullRequest,
      purpose: 'To read pull requests, reviews and comments.',
    },
    {
      permission: bitbucketScopes.workspace,
      purpose: 'To find workspaces, and which account is which developer.',
    },
    { permission: bitbucketScopes.user, purpose: 'To show whose token this is.' },
  ],
  origins: (origin) => [...new Set([apiOrigin(origin), origin])],
  connect(access) {
    const { origin } = access
    const { authorization, workspace, gitUser } = credentialsOf(access)
    const client = jsonClient(access, {
      ...{ title: 'Bitbucket', apiUrl: `${apiOrigin(origin)}/2.0`, authorization },
      resource: ({ pathname }) => (pathname.startsWith('/2.0/repositories') ? 'api' : 'other'),
    })
    return {
      kind: 'bitbucket',
      checkToken: () => bitbucketTokenReport(client, workspace),
      repositories: () => bitbucketRepositories(client, { origin, workspace }),
      repository: (hostId) => bitbucketRepository(client, origin, hostId),
      members: (owner) => bitbucketMembers(client, owner),
      pullRequests: (asked) => bitbucketPullRequests(client, asked),
      inventory: ({ hostId }) => bitbucketInventory(client, hostId),
      gitAccess: (cloneUrl) => gitAccess(cloneUrl, origin, { user: gitUser, token: access.token }),
    }
  },
  readWebhook: readBitbucketWebhook,
}
