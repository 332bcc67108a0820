import type { components } from '@octokit/openapi-types'
import { githubInstant, githubUser, nodeId } from './github-bodies.js'
import { apiOf } from './github-urls.js'
import { fullName, type SeedCommit, type SeedRepository } from './seed.js'

/** A commit as REST lists it. */
export function githubListedCommit(
  origin: string,
  repository: SeedRepository,
  { hash, at, message, account, authorName: name, authorEmail: email }: SeedCommit,
): components['schemas']['commit'] {
  const path = fullName(repository)
  const api = `${apiOf(origin)}/repos/${path}`
  const who = { name, email, date: githubInstant(at) }
  const user = account && githubUser(origin, account)
  return {
    ...{ sha: hash, node_id: nodeId('C', Number.parseInt(hash.slice(0, 8), 16)), parents: [] },
    ...{ url: `${api}/commits/${hash}`, html_url: `${origin}/${path}/commit/${hash}` },
    ...{ comments_url: `${api}/commits/${hash}/comments`, author: user, committer: user },
    commit: {
      ...{ author: who, committer: who, message, comment_count: 0 },
      ...{
        url: `${api}/git/commits/${hash}`,
        tree: { sha: hash, url: `${api}/git/trees/${hash}` },
      },
    },
  }
}
