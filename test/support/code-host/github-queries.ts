import { GraphQLError } from 'graphql'
import type { Ask } from './exchange.js'
import { githubActor } from './github-actors.js'
import { githubInstant, nodeId } from './github-bodies.js'
import { type ConnectionAsked, connection } from './github-connection.js'
import { githubPullNode } from './github-nodes.js'
import { inOrder, pullRequestIn, repositoriesOf, repositoryNamed } from './lookup.js'
import { fullName, type SeedRepository } from './seed.js'

interface PullsAsked extends ConnectionAsked {
  states?: string[] | null
  orderBy?: { field: string; direction: 'ASC' | 'DESC' } | null
}

const fault = (type: string, message: string) => new GraphQLError(message, { extensions: { type } })

/** What a query starts from. */
export class GithubQueries {
  readonly #ask: Ask

  constructor(ask: Ask) {
    this.#ask = ask
  }

  repository({ owner, name }: { owner: string; name: string }) {
    const known = repositoryNamed(this.#ask.world.seed, `${owner}/${name}`)
    if (!known) {
      const message = `Could not resolve to a Repository with the name '${owner}/${name}'.`
      throw fault('NOT_FOUND', message)
    }
    return this.#repository(known.found)
  }

  node({ id }: { id: string }) {
    const repository = repositoriesOf(this.#ask.world.seed).find(
      (one) => nodeId('R', one.id) === id,
    )
    if (repository) return this.#repository(repository)
    throw fault('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`)
  }

  nodes({ ids }: { ids: string[] }) {
    return ids.map((id) => this.node({ id }))
  }

  organization({ login }: { login: string }) {
    const { seed, origin } = this.#ask.world
    const owner = seed.owners.find(({ name }) => name === login)
    if (!owner) throw fault('NOT_FOUND', `Could not resolve to an Organization '${login}'.`)
    return {
      ...{ __typename: 'Organization', id: nodeId('O', owner.id), databaseId: owner.id, login },
      membersWithRole: (asked: ConnectionAsked) =>
        connection(owner.members, asked, (person) => githubActor(origin, person)),
    }
  }

  #repository(repository: SeedRepository) {
    const { id, owner, name, isPrivate, isArchived, isFork, lastActiveAt } = repository
    const { origin } = this.#ask.world
    return {
      ...{ __typename: 'Repository', id: nodeId('R', id), databaseId: id, name },
      ...{ nameWithOwner: fullName(repository), url: `${origin}/${fullName(repository)}` },
      ...{ isPrivate, isArchived, isFork, pushedAt: githubInstant(lastActiveAt) },
      defaultBranchRef: { name: repository.defaultBranch },
      owner: { __typename: 'Organization', login: owner.name, id: nodeId('O', owner.id) },
      pullRequest: ({ number }: { number: number }) => {
        const found = pullRequestIn(repository, number)
        if (found) return this.#pull(repository, found)
        throw fault('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`)
      },
      pullRequests: (asked: PullsAsked) => this.#pulls(repository, asked),
    }
  }

  #pull(repository: SeedRepository, pull: SeedRepository['pullRequests'][number]) {
    return githubPullNode(this.#ask.world.origin, repository, pull)
  }

  #pulls(repository: SeedRepository, asked: PullsAsked) {
    const { token, disorder } = this.#ask
    if (!token.isClassic && !token.grants.includes('pull_requests=read')) {
      throw fault('FORBIDDEN', 'Resource not accessible by personal access token')
    }
    const { states, orderBy } = asked
    const pulls = repository.pullRequests.filter(
      ({ state }) => !states || states.includes(state.toUpperCase()),
    )
    const by = orderBy?.field === 'UPDATED_AT' ? 'updatedAt' : 'createdAt'
    const direction = orderBy?.direction === 'DESC' ? 'desc' : 'asc'
    const all = inOrder(pulls, by, direction)
    return connection(all, asked, (pull) => this.#pull(repository, pull), disorder)
  }
}
