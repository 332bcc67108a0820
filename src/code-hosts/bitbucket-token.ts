import { z } from 'zod'
import { bitbucketPage } from './bitbucket-list.js'
import { bitbucketUser } from './bitbucket-person.js'
import { bitbucketWorkspaces } from './bitbucket-repositories.js'
import type { TokenReport } from './code-host.js'
import { HostFault } from './host-fault.js'
import type { JsonClient } from './json-client.js'
import type { HostPerson } from './pull-request-fact.js'

/** Scopes that are asked for, and what is not read without each. */
export const bitbucketScopes = {
  user: 'read:user:bitbucket',
  workspace: 'read:workspace:bitbucket',
  repository: 'read:repository:bitbucket',
  pullRequest: 'read:pullrequest:bitbucket',
}

const consequences: [permission: string, consequence: string][] = [
  [bitbucketScopes.user, 'It is not known whose token this is.'],
  [bitbucketScopes.workspace, 'Workspaces and their members are not listed.'],
  [bitbucketScopes.repository, 'Commits are not read: nothing is measured.'],
  [bitbucketScopes.pullRequest, 'Pull requests, reviews and comments are not read.'],
]

/** Only reads, under the names of API tokens or of older ones. */
const harmless = /^(?:read:[a-z]+:bitbucket|account|email|project|repository|pullrequest)$/

const named = z.object({ full_name: z.string() })

/** Asks Bitbucket whose token this is and tries what it will be used for. At most four requests. */
export async function bitbucketTokenReport(
  client: JsonClient,
  workspace: string | null,
): Promise<TokenReport> {
  const refused = new Set<string>()
  const unlessRefused = async <Found>(scope: string, asked: Promise<Found>) => {
    try {
      return await asked
    } catch (fault) {
      const kind = fault instanceof HostFault ? fault.kind : null
      if (kind !== 'forbidden' && kind !== 'not-found') throw fault
      if (kind === 'forbidden') refused.add(scope)
      return null
    }
  }
  const { user, repository, pullRequest } = bitbucketScopes
  const account = await unlessRefused(user, client.get('/user', bitbucketUser))
  const owners =
    (await unlessRefused(bitbucketScopes.workspace, bitbucketWorkspaces(client, workspace))) ?? []
  const [owner] = owners
  const first = `/repositories/${encodeURIComponent(owner ?? '')}?sort=-updated_on&pagelen=1`
  const listed = owner ? await unlessRefused(repository, bitbucketPage(client, first)) : null
  const { full_name: name } = named.safeParse(listed?.values[0]).data ?? {}
  const path = (name ?? '').split('/').map(encodeURIComponent).join('/')
  if (name) {
    await unlessRefused(
      pullRequest,
      bitbucketPage(client, `/repositories/${path}/pullrequests?pagelen=1`),
    )
  }
  const told = listed?.headers.get('x-oauth-scopes') ?? account?.headers.get('x-oauth-scopes') ?? ''
  const grants = told.split(',').flatMap((scope) => scope.trim() || [])
  return {
    account: account?.body ?? nobodyOf(owner),
    // Bitbucket does not say when a token ends.
    ...{ expiresAt: null, grants, owners },
    missing: consequences.flatMap(([permission, consequence]) =>
      refused.has(permission) ? [{ permission, consequence }] : [],
    ),
    excess: grants.filter((scope) => !harmless.test(scope)),
  }
}

/** Tokens of repositories and workspaces belong to no account. */
function nobodyOf(owner: string | undefined): HostPerson {
  const externalId = `access-token:${owner ?? 'unknown'}`
  return { externalId, username: owner ?? null, name: null, email: null, isBot: true }
}
