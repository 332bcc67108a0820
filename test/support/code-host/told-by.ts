import type { HostKind } from '../../../src/code-hosts/host-type.js'
import { instant, nobody, type PlainPullRequest } from './plain-form.js'
import type { SeedComment, SeedEvent, SeedPerson, SeedPullRequest, SeedReview } from './seed.js'
import { spokenIn } from './spoken.js'

/** What a host does not tell, however well it is asked. All else must be the same from all three. */
interface Silence {
  /** Lines and files are in the clone. */
  size: boolean
  commits: boolean
  commitAccounts: boolean
  /** Beyond the twelfth digit. */
  wholeHash: boolean
  /** A review without a verdict. */
  commented: boolean
  /** A review's words are a comment like any other. */
  reviewBodies: boolean
  events: SeedEvent['kind'][]
}

const silences: Record<HostKind, Silence> = {
  github: {
    ...{ size: false, commits: false, commitAccounts: false, wholeHash: false },
    ...{ commented: false, reviewBodies: false, events: [] },
  },
  gitlab: {
    ...{ size: true, commits: false, commitAccounts: true, wholeHash: false },
    ...{ commented: true, reviewBodies: true, events: [] },
  },
  bitbucket: {
    ...{ size: true, commits: true, commitAccounts: true, wholeHash: true },
    // What is declined stays so; there is no telling of drafts that the fake could be sure of.
    ...{ commented: true, reviewBodies: true, events: ['draft', 'ready', 'reopened'] },
  },
}

const who = (person: SeedPerson | null) => person?.username ?? nobody

/** The plain form that a host's adapter must come to, straight from the seed. */
export function toldBy(kind: HostKind, pull: SeedPullRequest): PlainPullRequest {
  const silence = silences[kind]
  const { state, endedAt, mergeCommit } = pull
  return {
    ...{ number: pull.number, title: pull.title, state, isDraft: pull.isDraft },
    author: who(pull.author),
    mergedBy: state === 'merged' ? who(pull.endedBy) : nobody,
    ...{ createdAt: instant(pull.createdAt), updatedAt: instant(pull.updatedAt) },
    ...{ endedAt: endedAt && instant(endedAt), endIsUpperBound: false },
    mergeCommit: silence.wholeHash ? (mergeCommit?.slice(0, 12) ?? null) : mergeCommit,
    branches: `${pull.headBranch} -> ${pull.baseBranch}`,
    size: silence.size ? [null, null, null] : [pull.additions, pull.deletions, pull.changedFiles],
    reviews: reviewsOf(pull, silence).sort(),
    comments: commentsOf(pull, silence).sort(),
    events: eventsOf(pull, silence).sort(),
    commits: commitsOf(pull, silence).sort(),
    gap: null,
  }
}

function reviewsOf({ reviews }: SeedPullRequest, silence: Silence): string[] {
  const isTold = ({ verdict }: SeedReview) =>
    verdict !== 'pending' && (verdict !== 'commented' || !silence.commented)
  return reviews
    .filter(isTold)
    .map(({ at, author, verdict }) => [instant(at), who(author), verdict].join(' '))
}

function commentsOf(pull: SeedPullRequest, silence: Silence): string[] {
  const line = ({ at, author, body }: Omit<SeedComment, 'kind'>, kind: string) =>
    [instant(at), who(author), kind, body.length].join(' ')
  if (silence.reviewBodies) return spokenIn(pull).map((comment) => line(comment, comment.kind))
  const words = pull.reviews.filter(({ body, verdict }) => body !== '' && verdict !== 'pending')
  return [
    ...pull.comments.map((comment) => line(comment, comment.kind)),
    ...words.map((review) => line(review, 'review')),
  ]
}

function eventsOf({ events, state }: SeedPullRequest, silence: Silence): string[] {
  const isReopenable = !silence.events.includes('reopened')
  const last = events.findLast(({ kind }) => kind === state)
  return events
    .filter((event) => !silence.events.includes(event.kind))
    .filter((event) => isReopenable || event.kind !== 'closed' || event === last)
    .map(({ at, kind, by, asked }) =>
      [instant(at), kind, who(kind === 'review-requested' ? asked : by)].join(' '),
    )
}

function commitsOf({ commits }: SeedPullRequest, silence: Silence): string[] {
  if (silence.commits) return []
  return commits.map(({ hash, at, authorEmail, account }) => {
    const isTold = account && !account.isBot && !silence.commitAccounts
    return [hash, instant(at), authorEmail, isTold ? account.username : nobody].join(' ')
  })
}
