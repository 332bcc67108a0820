import { type Beneath, type BeneathList, lists, readBeneath } from './github-beneath.js'
import type { GithubClient } from './github-client.js'
import { askGraphql, wanted } from './github-graphql.js'
import { completed, type ReadPullRequest } from './github-pull-request.js'
import { beneathQuery } from './github-query.js'
import { HostFault } from './host-fault.js'
import type { PullRequestFact } from './pull-request-fact.js'

/** Requests for one pull request, at most: a thousand of each list. */
const roundsAtMost = 10

/** Faults that are the whole reading's, not one item's. */
const isForAll = (fault: unknown) =>
  !(fault instanceof HostFault) ||
  ['auth', 'forbidden', 'rate-limit', 'blocked-origin'].includes(fault.kind)

/** Reads on where a list did not fit into the page; what cannot be read is said to be missing. */
export async function withMore(
  client: GithubClient,
  repository: { owner: string; name: string },
  read: ReadPullRequest,
): Promise<PullRequestFact> {
  const { beneath, fact } = read
  if (beneath.hasMoreLines) startReviewsAgain(beneath)
  const isShort = new Set<string>()
  for (let round = 0; ; round += 1) {
    const open = lists.filter((name) => beneath.next[name] !== undefined)
    if (open.length === 0) break
    if (round === roundsAtMost) {
      for (const name of open) isShort.add(name)
      break
    }
    try {
      add(beneath, await more(client, { ...repository, number: fact.number }, beneath.next))
    } catch (fault) {
      if (isForAll(fault)) throw fault
      for (const name of open) isShort.add(name)
      break
    }
    // A hundred for one review were asked for.
    if (beneath.hasMoreLines) isShort.add('comments')
  }
  return completed(read, isShort)
}

/** Their comments have no cursor that could be gone on from: all reviews are asked for, with more. */
function startReviewsAgain(beneath: Beneath): void {
  beneath.reviews = []
  beneath.comments = beneath.comments.filter(({ kind }) => kind === 'conversation')
  beneath.next.reviews = ''
  beneath.hasMoreLines = false
}

async function more(
  client: GithubClient,
  where: { owner: string; name: string; number: number },
  next: Beneath['next'],
): Promise<Beneath> {
  const asks = (name: BeneathList) => next[name] !== undefined
  const variables = {
    ...{ ...where, hasReviews: asks('reviews'), hasComments: asks('comments') },
    ...{ hasEvents: asks('events'), hasCommits: asks('commits') },
    ...Object.fromEntries(lists.map((name) => [name, next[name] || null])),
  }
  const answer = await askGraphql(client, beneathQuery, variables)
  return readBeneath(wanted(answer, ['repository', 'pullRequest']) as Record<string, unknown>)
}

function add(beneath: Beneath, found: Beneath): void {
  beneath.reviews.push(...found.reviews)
  beneath.comments.push(...found.comments)
  beneath.events.push(...found.events)
  beneath.commits.push(...found.commits)
  for (const name of found.broken) beneath.broken.add(name)
  beneath.next = found.next
  beneath.hasMoreLines = found.hasMoreLines
}
