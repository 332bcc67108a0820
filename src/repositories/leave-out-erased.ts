import type { HostPerson, PullRequestFact } from '../code-hosts/pull-request-fact.js'
import { type ErasedNames, erasedAccount, erasedName, pseudonym } from '../people/erased-names.js'
import { scrub, scrubBranch } from '../people/scrub.js'

/** An account of a connection, as one text. */
export const accountKey = (connectionId: bigint, externalId: string): string =>
  `${connectionId} ${externalId}`

/** Somebody as they may be stored: a pseudonym for whoever was erased. */
export function personAllowed(
  person: HostPerson,
  connectionId: bigint,
  erased: ErasedNames,
): HostPerson {
  const account = erased.find('account', accountKey(connectionId, person.externalId))
  if (account?.identityId) {
    const key = erasedAccount(account.identityId)
    const name = erasedName(account.developerId)
    return { externalId: key, username: key, name, email: null, isBot: person.isBot }
  }
  const owner = erased.find('email', person.email) ?? erased.find('username', person.username)
  if (!owner) return person
  return { ...person, username: null, name: erasedName(owner.developerId), email: null }
}

/** A pull request without the names and addresses of whoever was erased. Accounts are not touched. */
export function factAllowed(fact: PullRequestFact, erased: ErasedNames): PullRequestFact {
  return {
    ...{ ...fact, title: scrub(fact.title, erased) },
    ...{ headBranch: scrubBranch(fact.headBranch, erased) },
    comments: fact.comments.map((one) => ({ ...one, text: scrub(one.text, erased) })),
    commits: fact.commits.map((commit) => {
      const owner = erased.find('email', commit.authorEmail)
      if (!owner) return commit
      const { name: authorName, email: authorEmail } = pseudonym(owner)
      return { ...commit, authorName, authorEmail }
    }),
  }
}
