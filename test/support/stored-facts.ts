import type { HostPerson, PullRequestFact } from '../../src/code-hosts/pull-request-fact.js'
import type { TestCompany } from './company.js'

/** What is stored of a repository's pull requests, as an adapter would have handed it out. */
export async function storedFacts(
  company: TestCompany,
  repositoryId: bigint,
): Promise<PullRequestFact[]> {
  const account = { include: { account: true } } as const
  const rows = await company.work((db) =>
    db.pullRequest.findMany({
      where: { repositoryId },
      include: {
        ...{ author: true, mergedBy: true, reviews: account, comments: account, events: account },
        commits: { include: { account: true, identity: true } },
      },
      orderBy: { number: 'asc' },
    }),
  )
  const person = (row: (HostPerson & { id: bigint }) | null): HostPerson | null =>
    row && {
      ...{ externalId: row.externalId, username: row.username, name: row.name },
      ...{ email: row.email, isBot: row.isBot },
    }
  return rows.map(({ reviews, comments, events, commits, author, mergedBy, ...own }) => ({
    ...{ ...own, author: person(author), mergedBy: person(mergedBy) },
    reviews: reviews.map(({ account: by, ...review }) => ({ ...review, author: person(by) })),
    comments: comments.map(({ account: by, text, kind, ...comment }) => ({
      ...{ ...comment, kind: kind as 'line', text: text ?? '', author: person(by) },
    })),
    events: events.map(({ account: by, kind, ...event }) => ({
      ...{ ...event, kind: kind as 'ready', account: person(by) },
    })),
    commits: commits.map(({ hash, authoredAt, account: by, identity }) => ({
      ...{ hash: Buffer.from(hash).toString('hex'), authoredAt, account: person(by) },
      ...{ authorName: identity?.name ?? '', authorEmail: identity?.email ?? '' },
    })),
    gap: own.isWhole ? null : 'not whole',
  }))
}
