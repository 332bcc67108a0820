import type { HostPerson, PullRequestFact } from '../../../src/code-hosts/pull-request-fact.js'
import type { Seed } from './seed.js'

/** A pull request in words that compare: people by their names in the seed, lists as sorted lines. */
export interface PlainPullRequest {
  number: number
  title: string
  state: string
  isDraft: boolean
  author: string
  mergedBy: string
  createdAt: string
  updatedAt: string
  endedAt: string | null
  endIsUpperBound: boolean
  mergeCommit: string | null
  branches: string
  size: (number | null)[]
  reviews: string[]
  comments: string[]
  events: string[]
  commits: string[]
  gap: string | null
}

export const instant = (at: Date) => at.toISOString().slice(0, 19)
export const nobody = 'nobody'

/** The number at the end of what any host calls a person. */
const numberOf = ({ externalId }: HostPerson) => Number(/(\d+)\}?$/.exec(externalId)?.[1])

/** What an adapter handed out, in the plain form. */
export function plainForm({ people }: Seed, fact: PullRequestFact): PlainPullRequest {
  const who = (person: HostPerson | null) => {
    if (person === null) return nobody
    const known = people.find(({ id }) => id === numberOf(person))
    if (known?.isBot !== person.isBot) throw new Error(`Not the seed's: ${person.externalId}`)
    return known.username
  }
  return {
    ...{ number: fact.number, title: fact.title, state: fact.state, isDraft: fact.isDraft },
    ...{ author: who(fact.author), mergedBy: who(fact.mergedBy) },
    ...{ createdAt: instant(fact.createdAt), updatedAt: instant(fact.updatedAt) },
    endedAt: fact.closedAt && instant(fact.closedAt),
    ...{ endIsUpperBound: fact.endIsUpperBound, mergeCommit: fact.mergeCommit },
    branches: `${fact.headBranch} -> ${fact.baseBranch}`,
    size: [fact.additions, fact.deletions, fact.changedFiles],
    reviews: fact.reviews
      .map(({ author, verdict, submittedAt }) =>
        [instant(submittedAt), who(author), verdict].join(' '),
      )
      .sort(),
    comments: fact.comments
      .map((it) => [instant(it.writtenAt), who(it.author), it.kind, it.length].join(' '))
      .sort(),
    events: fact.events.map((it) => [instant(it.at), it.kind, who(it.account)].join(' ')).sort(),
    commits: fact.commits
      .map((it) => [it.hash, instant(it.authoredAt), it.authorEmail, who(it.account)].join(' '))
      .sort(),
    gap: fact.gap,
  }
}
