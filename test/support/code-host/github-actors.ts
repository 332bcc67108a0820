import { githubInstant, nodeId } from './github-bodies.js'
import type { SeedCommit, SeedPerson } from './seed.js'

/** An account in GraphQL: bots without "[bot]" after their names, a deleted account as nothing. */
export function githubActor(origin: string, person: SeedPerson | null) {
  if (!person) return null
  const { id, username, name, isBot } = person
  const shared = {
    ...{ id: nodeId(isBot ? 'BOT' : 'U', id), databaseId: id, login: username },
    ...{ url: `${origin}/${username}`, resourcePath: `/${username}` },
    ...{ avatarUrl: `${origin}/avatars/${id}`, createdAt: '2020-01-01T00:00:00Z' },
  }
  if (isBot) return { __typename: 'Bot', ...shared }
  return { __typename: 'User', ...shared, name, email: '', isSiteAdmin: false, isViewer: false }
}

export function githubCommit(origin: string, path: string, commit: SeedCommit) {
  const { hash, at, message, account, authorName, authorEmail } = commit
  const who = {
    ...{ name: authorName, email: authorEmail, date: githubInstant(at) },
    user: account?.isBot ? null : githubActor(origin, account),
  }
  return {
    ...{ __typename: 'Commit', id: nodeId('C', Number.parseInt(hash.slice(0, 8), 16)) },
    ...{ oid: hash, abbreviatedOid: hash.slice(0, 7), url: `${origin}/${path}/commit/${hash}` },
    ...{ message, messageHeadline: message, messageBody: '', author: who, committer: who },
    ...{ authoredDate: githubInstant(at), committedDate: githubInstant(at) },
    authors: () => ({ nodes: [who], totalCount: 1 }),
    ...{ additions: 1, deletions: 0, changedFilesIfAvailable: 1 },
  }
}
