import type { HostPerson, PullRequestFact } from '../code-hosts/pull-request-fact.js'
import { digestOf } from '../database/digest.js'
import { lineOf, wordsOf } from './kept-text.js'

/** Rows of one page, by table, as the statements of store-statements.ts read them. */
export interface PageRows {
  pullRequests: object[]
  reviews: object[]
  comments: object[]
  events: object[]
  commits: object[]
  identities: { digest: string; name: string; email: string }[]
}

/** Everybody a page names, some of them often. */
export function peopleOf(facts: readonly PullRequestFact[]): HostPerson[] {
  return facts
    .flatMap((fact) => [
      ...[fact.author, fact.mergedBy],
      ...[...fact.reviews, ...fact.comments].map(({ author }) => author),
      ...[...fact.events, ...fact.commits].map(({ account }) => account),
    ])
    .filter((person) => person !== null)
}

/** Before this no date of a commit is meant; after a day from now neither. */
const earliest = Date.UTC(1990, 0, 1)
const dayMs = 86_400_000
const held = (date: Date) =>
  new Date(Math.min(Math.max(date.getTime(), earliest), Date.now() + dayMs))

const identityOf = (commit: { authorName: string; authorEmail: string }) => {
  const [name, email] = [lineOf(commit.authorName), lineOf(commit.authorEmail)]
  return { name, email, digest: digestOf(name, email).toString('hex') }
}

/** The last of those told twice: pages overlap, and lists repeat what moves while they are read. */
export function latest(facts: readonly PullRequestFact[]): PullRequestFact[] {
  const byNumber = new Map<number, PullRequestFact>()
  for (const fact of facts) {
    const known = byNumber.get(fact.number)
    if (!known || fact.updatedAt >= known.updatedAt) byNumber.set(fact.number, fact)
  }
  return [...byNumber.values()]
}

/**
 * A page as rows.
 * @param accounts ids of accounts by the host's own number or uuid
 * @param keepsText whether the company keeps words of comments
 */
export function rowsOf(
  facts: readonly PullRequestFact[],
  accounts: ReadonlyMap<string, bigint>,
  keepsText: boolean,
): PageRows {
  const idOf = (person: HostPerson | null) =>
    person && (accounts.get(person.externalId)?.toString() ?? null)
  const rows: PageRows = {
    ...{ pullRequests: [], reviews: [], comments: [], events: [], commits: [], identities: [] },
  }
  for (const fact of facts) {
    const { number, reviews, comments, events, commits, author, mergedBy, gap, ...own } = fact
    rows.pullRequests.push({
      ...{ ...own, number, authorId: idOf(author), mergedById: idOf(mergedBy) },
      ...{ isWhole: gap === null, title: lineOf(fact.title), url: lineOf(fact.url) },
      ...{ headBranch: lineOf(fact.headBranch), baseBranch: lineOf(fact.baseBranch) },
    })
    for (const { author: by, ...review } of reviews) {
      rows.reviews.push({ number, ...review, accountId: idOf(by) })
    }
    for (const { author: by, text, ...comment } of comments) {
      const words = keepsText ? wordsOf(text) : null
      rows.comments.push({ number, ...comment, text: words, accountId: idOf(by) })
    }
    for (const { account, ...event } of events) {
      rows.events.push({ number, ...event, accountId: idOf(account) })
    }
    for (const commit of commits) {
      const identity = identityOf(commit)
      const { hash, authoredAt, account } = commit
      const row = { number, hash, authoredAt: held(authoredAt), accountId: idOf(account) }
      rows.commits.push({ ...row, identity: identity.digest })
      rows.identities.push(identity)
    }
  }
  return rows
}
