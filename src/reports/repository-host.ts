import type { CompanyDatabase } from '../database/company.js'
import type { Repository } from '../repositories/repositories.js'
import type { RepositoryHost } from './page-types.js'

type Notice = NonNullable<RepositoryHost['notice']>

const kept = 'What was read before stays, and the numbers are of then.'

/** What is said of a repository's state on its host: a tag in a list, and a notice on its page. */
const states: Record<string, { mark: string } & Notice> = {
  archived: {
    ...{ mark: 'Archived', tone: '', title: 'This repository is archived on its host' },
    text: 'Nothing new can come; it is still read and counted.',
  },
  gone: {
    ...{ mark: 'Gone', tone: 'warn', title: 'The host knows this repository no longer' },
    text: `It was deleted, or the token no longer reaches it. ${kept}`,
  },
  'no-access': {
    ...{ mark: 'No access', tone: 'warn', title: 'The token may not see this repository any more' },
    text: `Give the token access to it again, or replace it. ${kept}`,
  },
}

const unconnected: { mark: string } & Notice = {
  ...{
    mark: 'Not connected',
    tone: 'warn',
    title: 'The connection of this repository was removed',
  },
  text: `Nothing is read through it any more. ${kept} Connect the host again and choose the repository there to go on.`,
}

/** A word for a list of repositories; null where nothing is special. */
export const hostMark = (hostState: string | null, isUnconnected: boolean): string | null =>
  isUnconnected ? unconnected.mark : (states[hostState ?? '']?.mark ?? null)

/** Connections that were removed, by id. */
export async function removedConnections(db: CompanyDatabase): Promise<ReadonlySet<bigint>> {
  const where = { removedAt: { not: null } }
  const found = await db.connection.findMany({ where, select: { id: true } })
  return new Set(found.map(({ id }) => id))
}

/** Through what a repository is read; null for one that was added by its address alone. */
export async function repositoryHost(
  db: CompanyDatabase,
  { connectionId, webUrl, hostState }: Repository,
  maySee: boolean,
): Promise<RepositoryHost | null> {
  if (connectionId === null) return null
  const { name, removedAt } = await db.connection.findFirstOrThrow({ where: { id: connectionId } })
  const said = removedAt ? unconnected : states[hostState ?? '']
  return {
    connection: removedAt ? `${name} (removed)` : name,
    connectionHref: maySee && !removedAt ? `/settings/connections/${connectionId}` : null,
    // Only what a browser may follow.
    webUrl: webUrl && /^https?:\/\//.test(webUrl) ? webUrl : null,
    notice: said ? { tone: said.tone, title: said.title, text: said.text } : null,
  }
}
