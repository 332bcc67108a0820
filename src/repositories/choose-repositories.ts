import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { lockConnection } from './connections.js'
import { joinRepositories } from './join-repositories.js'
import { readSource, SourceRefused, type SourceRules } from './source.js'

/** What became of repositories that were chosen. */
export interface Chosen {
  /** New here. */
  added: bigint[]
  /** Here already, by address or through a connection that is gone: read through this one now. */
  joined: bigint[]
  /** Full names of those whose address is not read from here. */
  refused: string[]
}

/** A chosen repository as its row is to be. */
export interface Choice {
  hostId: string
  fullName: string
  webUrl: string
  source: string
  sourceKey: string
  defaultBranch: string | null
  hostState: string | null
}

const queueAll = namedQuery<{ queued: string }>(
  'queue-chosen-collections',
  `SELECT directory.queue_collection($1, id, $2::bigint, now())::text AS queued
   FROM unnest($3::bigint[]) AS id`,
)

/** Puts the reading of repositories' pull requests in line. */
async function collect(db: CompanyDatabase, connectionId: bigint, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return
  const { companyId } = db
  const data = ids.map((repositoryId) => ({ companyId, repositoryId }))
  await db.collection.createMany({ data, skipDuplicates: true })
  await db.run(queueAll, connectionId, ids)
}

/** What stands on the connection's list under these ids, and was not chosen through it before. */
async function choicesOf(
  db: CompanyDatabase,
  connectionId: bigint,
  hostIds: readonly string[],
  rules: Pick<SourceRules, 'outboundAllow'>,
): Promise<{ choices: Choice[]; refused: string[] }> {
  const among = { connectionId, hostId: { in: [...hostIds] } }
  const known = await db.repository.findMany({ where: among, select: { hostId: true } })
  const here = new Set(known.map(({ hostId }) => hostId))
  const listed = await db.remoteRepository.findMany({ where: among, orderBy: { fullName: 'asc' } })
  const choices = new Map<string, Choice>()
  const refused: string[] = []
  for (const remote of listed.filter(({ hostId }) => !here.has(hostId))) {
    const { hostId, fullName, webUrl, cloneUrl, defaultBranch } = remote
    try {
      const source = readSource(cloneUrl, { ...rules, allowsLocalPaths: false })
      const hostState = remote.isArchived ? 'archived' : null
      const row = { hostId, fullName, webUrl, source: cloneUrl, defaultBranch, hostState }
      choices.set(source.key, { ...row, sourceKey: source.key })
    } catch (error) {
      if (!(error instanceof SourceRefused)) throw error
      refused.push(fullName)
    }
  }
  return { choices: [...choices.values()], refused }
}

/**
 * Chooses repositories of a connection's list, hundreds as well as one: rows, and places in line for
 * their pull requests. Analyses are the caller's to ask for. The same ones again are left as they are.
 * @returns null where there is no such connection
 */
export async function chooseRepositories(
  db: CompanyDatabase,
  connectionId: bigint,
  hostIds: readonly string[],
  rules: Pick<SourceRules, 'outboundAllow'>,
): Promise<Chosen | null> {
  const connection = await lockConnection(db, connectionId)
  if (!connection) return null
  const { choices, refused } = await choicesOf(db, connectionId, hostIds, rules)
  const { joined, rest } = await joinRepositories(db, connection, choices)
  const { companyId } = db
  const hostStateAt = new Date()
  const rows = await db.repository.createManyAndReturn({
    data: rest.map((choice) => ({
      ...{ companyId, connectionId, name: choice.fullName, ...choice },
      hostStateAt: choice.hostState ? hostStateAt : null,
    })),
    skipDuplicates: true,
    select: { id: true },
  })
  const added = rows.map(({ id }) => id)
  await collect(db, connectionId, [...added, ...joined])
  return { added, joined, refused }
}
