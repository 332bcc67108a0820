import { settle } from '../../src/analysis/settle.js'
import type { HostPerson, PullRequestFact } from '../../src/code-hosts/pull-request-fact.js'
import { storePullRequests } from '../../src/repositories/store-pull-requests.js'
import type { TestCompany } from './company.js'
import { makeRepository } from './facts.js'

/** Somebody on a host; the number is made from the login. */
export function hostPerson(username: string, given: Partial<HostPerson> = {}): HostPerson {
  return { externalId: `id-${username}`, username, name: null, email: null, isBot: false, ...given }
}

/** An instant of a day of May 2026, in UTC. */
export const may = (day: number, hour = 0, minute = 0) =>
  new Date(Date.UTC(2026, 4, day, hour, minute))

type CommitFact = PullRequestFact['commits'][number]

let count = 0

export function hostCommit(
  author: HostPerson,
  at: Date,
  given: Partial<CommitFact> = {},
): CommitFact {
  count += 1
  const login = author.username ?? 'somebody'
  return {
    hash: count.toString(16).padStart(40, '0'),
    authoredAt: at,
    authorName: author.name ?? login,
    authorEmail: `${login}@acme.io`,
    account: author,
    ...given,
  }
}

export const hostReview = (
  author: HostPerson | null,
  submittedAt: Date,
  verdict: PullRequestFact['reviews'][number]['verdict'] = 'approved',
  bodyLength = 0,
): PullRequestFact['reviews'][number] => ({
  hostId: `r-${submittedAt.getTime()}-${author?.username}`,
  ...{ author, verdict, submittedAt, bodyLength },
})

export const hostComment = (
  author: HostPerson | null,
  writtenAt: Date,
  text: string,
  kind: PullRequestFact['comments'][number]['kind'] = 'line',
): PullRequestFact['comments'][number] => ({
  hostId: `c-${writtenAt.getTime()}-${author?.username}`,
  ...{ author, kind, writtenAt, text, length: text.length },
})

/** A pull request of Ann's, merged by Ben the day after he approved it; give what a test is about. */
export function pullRequest(number: number, given: Partial<PullRequestFact> = {}): PullRequestFact {
  const [ann, ben] = [hostPerson('ann'), hostPerson('ben')]
  const url = `https://github.com/acme/shop/pull/${number}`
  const marks = { state: 'merged', isDraft: false, author: ann, mergedBy: ben } as const
  return {
    ...{ number, hostId: `pr-${number}`, title: `Change ${number}`, url, ...marks },
    ...{ createdAt: may(4, 10), updatedAt: may(5, 20), mergedAt: may(5, 20), closedAt: may(5, 20) },
    ...{ endIsUpperBound: false, mergeCommit: null, headBranch: 'change', baseBranch: 'main' },
    ...{ additions: 20, deletions: 4, changedFiles: 2 },
    reviews: [hostReview(ben, may(4, 15))],
    comments: [],
    events: [],
    commits: [hostCommit(ann, may(4, 8))],
    gap: null,
    ...given,
  }
}

export interface Connected {
  repositoryId: bigint
  connectionId: bigint
}

/** A connection to a code host, without a token. */
export async function makeConnection(
  company: TestCompany,
  { origin = 'https://github.com', host = 'github' as const } = {},
): Promise<bigint> {
  const data = { companyId: company.id, host, origin, name: 'Acme', addedById: company.owner.id }
  return company.work(async (db) => (await db.connection.create({ data })).id)
}

/** A repository that is read through a connection. */
export async function makeConnected(
  company: TestCompany,
  { name = 'shop', connectionId = null as bigint | null } = {},
): Promise<Connected> {
  const through = connectionId ?? (await makeConnection(company))
  const { repositoryId } = await makeRepository(company, name)
  await company.work(async (db) => {
    const fullName = `acme/${name}`
    const data = { connectionId: through, hostId: `host-${repositoryId}`, fullName }
    await db.repository.updateMany({ where: { id: repositoryId }, data })
    await db.collection.create({ data: { companyId: company.id, repositoryId } })
  })
  return { repositoryId, connectionId: through }
}

/** Stores pull requests as a worker does. */
export function storeFacts(
  company: TestCompany,
  place: Connected,
  facts: PullRequestFact[],
): Promise<void> {
  return company.work(async (db) => {
    await settle(db, { developerIds: await storePullRequests(db, place, facts) })
  })
}
