import { z } from 'zod'
import { checked, checkedItems } from './checked.js'
import type { GithubClient } from './github-client.js'
import { askGraphql, connection, type GraphqlAnswer, wanted } from './github-graphql.js'
import { githubActor } from './github-person.js'
import { membersQuery } from './github-query.js'
import { HostFault } from './host-fault.js'
import type { HostPerson } from './pull-request-fact.js'

const address = z.object({ email: z.email() })

const refusesAddresses = ({ errors }: GraphqlAnswer) =>
  errors?.some(({ type }) => type === 'INSUFFICIENT_SCOPES') ?? false

/** Members of an organisation; nobody for a person's own repositories. */
export async function* githubMembers(
  client: GithubClient,
  owner: string,
): AsyncGenerator<HostPerson[]> {
  let after: string | null = null
  let hasEmail = true
  do {
    let answer = await askGraphql(client, membersQuery(hasEmail), { owner, after })
    if (hasEmail && refusesAddresses(answer)) {
      hasEmail = false
      answer = await askGraphql(client, membersQuery(hasEmail), { owner, after })
    }
    const found = membersIn(answer)
    if (found === null) return
    const { pageInfo, nodes } = checked(connection, found, 'GitHub')
    yield nodes.flatMap((node) => {
      const [person] = checkedItems(githubActor, [node]).items
      return person ? [{ ...person, email: address.safeParse(node).data?.email ?? null }] : []
    })
    if (pageInfo.hasNextPage && pageInfo.endCursor === after) return
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after !== null)
}

function membersIn(answer: GraphqlAnswer): unknown {
  try {
    return wanted(answer, ['organization', 'membersWithRole'])
  } catch (fault) {
    if (fault instanceof HostFault && fault.kind === 'not-found') return null
    throw fault
  }
}
