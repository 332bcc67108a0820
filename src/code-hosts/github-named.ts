import type { PullRequestsAsked } from './code-host.js'
import type { GithubClient } from './github-client.js'
import { askGraphql, isAbsent, partOf, wanted } from './github-graphql.js'
import { githubRepository } from './github-repositories.js'
import { HostFault } from './host-fault.js'

export interface NamedRepository {
  owner: string
  name: string
}

/**
 * Asks for pull requests of a repository by its name, as queries must, and makes sure that it is the
 * one with this id: names change, and are taken by others.
 * @param query asks for the repository's databaseId as well
 * @throws HostFault "not-found" when it is gone
 */
export async function askNamed(
  client: GithubClient,
  { hostId, fullName }: PullRequestsAsked['repository'],
  query: string,
  variables: Record<string, unknown>,
): Promise<{ answer: unknown; repository: NamedRepository }> {
  const ask = async (known: string) => {
    const [owner = '', name = ''] = known.split('/')
    const answer = await askGraphql(client, query, { owner, name, ...variables })
    // A failure is no sign that the repository is gone.
    if (!isAbsent(answer)) wanted(answer, ['repository'])
    if (String(partOf(answer, ['repository', 'databaseId'])) !== hostId) return null
    return { answer: wanted(answer, ['repository', 'pullRequests']), repository: { owner, name } }
  }
  const found = await ask(fullName)
  if (found) return found
  const today = await githubRepository(client, hostId)
  const again = today && today.fullName !== fullName ? await ask(today.fullName) : null
  if (again) return again
  throw new HostFault('not-found', `GitHub no longer has ${fullName}, or hides it.`)
}
