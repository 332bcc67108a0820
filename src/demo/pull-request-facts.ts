import type {
  CommitFact,
  EventFact,
  HostPerson,
  PullRequestFact,
} from '../code-hosts/pull-request-fact.js'
import type { Change } from './change-plan.js'
import { signatureOf } from './finish-commit.js'
import { commitHash } from './history.js'
import type { Year } from './plan-changes.js'
import type { Random } from './random.js'
import { Ids, reviewsOf } from './review-facts.js'
import { minuteMs } from './work-clock.js'

/** Lines and files of a change, as its commits told them. */
export interface Volume {
  additions: number
  deletions: number
  files: number
}

function eventsOf(change: Change, ids: Ids): EventFact[] {
  const { author, readyAt, reviews, mergedAt, mergedBy, closedAt, createdAt } = change
  const event = (kind: EventFact['kind'], at: number, account: HostPerson | null): EventFact => ({
    ...{ hostId: ids.next(), kind, at: new Date(at), account },
  })
  const asked = reviews[0]?.by.account
  return [
    ...(readyAt === null ? [] : [event('ready', readyAt, author.account)]),
    ...(asked ? [event('review-requested', (readyAt ?? createdAt) + minuteMs / 2, asked)] : []),
    ...(closedAt === null ? [] : [event('closed', closedAt, author.account)]),
    ...(mergedAt === null ? [] : [event('merged', mergedAt, mergedBy?.account ?? null)]),
  ]
}

function commitsOf(change: Change, random: Random): CommitFact[] {
  return change.commits.map((at, index) => {
    const { name, email } = signatureOf(change, random, false)
    const hash = commitHash(change.plan, `${change.key}/${index}`)
    const by = { authorName: name, authorEmail: email, account: change.author.account }
    return { hash, authoredAt: new Date(at), ...by }
  })
}

const latest = (...instants: (number | null)[]) => Math.max(...instants.map((at) => at ?? 0))
const dateOf = (instant: number | null) => (instant === null ? null : new Date(instant))

/** A change as its code host would tell of it. */
export function pullRequestFact(
  change: Change,
  { url, volume, year }: { url: string; volume: Volume | null; year: Year },
  random: Random,
): PullRequestFact {
  const { number, plan, key, author, mergedBy, mergedAt, closedAt, createdAt } = change
  const ids = new Ids(`${plan.name}-${number}`)
  const { reviews, comments } = reviewsOf(change, year, ids, random)
  const lastWords = comments.map(({ writtenAt }) => writtenAt.getTime())
  const updatedAt = latest(
    createdAt,
    change.readyAt,
    mergedAt,
    closedAt,
    ...change.commits,
    ...lastWords,
  )
  return {
    ...{ number: number!, hostId: `${plan.name}-${number}`, title: change.title },
    url: `${url}/pull/${number}`,
    state: mergedAt !== null ? 'merged' : closedAt !== null ? 'closed' : 'open',
    ...{
      isDraft: change.isStillDraft,
      author: author.account,
      mergedBy: mergedBy?.account ?? null,
    },
    ...{ createdAt: new Date(createdAt), updatedAt: new Date(updatedAt) },
    ...{
      mergedAt: dateOf(mergedAt),
      closedAt: dateOf(closedAt ?? mergedAt),
      endIsUpperBound: false,
    },
    mergeCommit:
      mergedAt === null || plan.way === 'rebase' ? null : commitHash(plan, `${key}/merged`),
    ...{ headBranch: `${author.account.username}/${key}`, baseBranch: 'main' },
    additions: volume?.additions ?? 40,
    deletions: volume?.deletions ?? 12,
    changedFiles: volume?.files ?? 3,
    ...{ reviews, comments, events: eventsOf(change, ids), commits: commitsOf(change, random) },
    gap: null,
  }
}
