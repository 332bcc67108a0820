import type { RemoteRepository } from '../code-hosts/code-host.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { readSource, SourceRefused, type SourceRules } from './source.js'

/** What is special about a repository on its host. */
export type HostState = 'archived' | 'gone' | 'no-access'

interface ChosenRow {
  id: bigint
  hostId: string
  fullName: string | null
  source: string
  webUrl: string | null
  hostState: string | null
}

const chosen = namedQuery<ChosenRow>(
  'chosen-repositories',
  `SELECT id, "hostId", "fullName", source, "webUrl", "hostState" FROM repositories
   WHERE "companyId" = $1 AND "connectionId" = $2::bigint AND "hostId" = ANY($3::text[])`,
)

/** A key that an address has only for the length of a move: two repositories may have changed places. */
const clear = namedQuery<never>(
  'clear-source-keys',
  `UPDATE repositories SET "sourceKey" = 'moving:' || id
   WHERE "companyId" = $1 AND id = ANY($2::bigint[])`,
)

const isMoved = (row: ChosenRow, remote: RemoteRepository) =>
  row.fullName !== remote.fullName ||
  row.source !== remote.cloneUrl ||
  row.webUrl !== remote.webUrl ||
  (row.hostState === 'archived') !== remote.isArchived ||
  row.hostState === 'gone' ||
  row.hostState === 'no-access'

/**
 * Brings chosen repositories in line with what their host says of them: renamed, transferred, archived,
 * or back again. They are known by the host's own ids; what was read of them is not touched.
 * @returns how many had changed
 */
export async function followRepositories(
  db: CompanyDatabase,
  connectionId: bigint,
  remotes: readonly RemoteRepository[],
  rules: Pick<SourceRules, 'outboundAllow'>,
): Promise<number> {
  const byId = new Map(remotes.map((remote) => [remote.hostId, remote]))
  const rows = await db.run(chosen, connectionId, [...byId.keys()])
  const moved = rows.filter((row) => isMoved(row, byId.get(row.hostId)!))
  const readdressed = moved.filter((row) => row.source !== byId.get(row.hostId)!.cloneUrl)
  if (readdressed.length > 0) {
    await db.run(
      clear,
      readdressed.map(({ id }) => id),
    )
  }
  for (const row of moved) await follow(db, row, byId.get(row.hostId)!, rules)
  return moved.length
}

async function follow(
  db: CompanyDatabase,
  { id, hostState: before, source }: ChosenRow,
  remote: RemoteRepository,
  rules: Pick<SourceRules, 'outboundAllow'>,
): Promise<void> {
  const { companyId } = db
  const { fullName, webUrl, cloneUrl } = remote
  const hostState: HostState | null = remote.isArchived ? 'archived' : null
  const address = source === cloneUrl ? {} : await newAddress(db, id, cloneUrl, rules)
  await db.repository.update({
    where: { companyId_id: { companyId, id } },
    data: {
      ...{ name: fullName, fullName, webUrl, ...address, hostState },
      ...(before === hostState ? {} : { hostStateAt: new Date() }),
    },
  })
}

/** The address to read from, with a key of its own where another row here has the address's. */
async function newAddress(
  db: CompanyDatabase,
  id: bigint,
  cloneUrl: string,
  rules: Pick<SourceRules, 'outboundAllow'>,
): Promise<{ source: string; sourceKey: string }> {
  const own = { source: cloneUrl, sourceKey: `moved:${id}` }
  try {
    const { key } = readSource(cloneUrl, { ...rules, allowsLocalPaths: false })
    const other = await db.repository.findFirst({ where: { sourceKey: key }, select: { id: true } })
    return other ? own : { source: cloneUrl, sourceKey: key }
  } catch (error) {
    // Not read from here: the next analysis says so, by this address.
    if (error instanceof SourceRefused) return own
    throw error
  }
}

/** Says that a host no longer shows a repository. What was read of it stays. */
export async function loseRepository(
  db: CompanyDatabase,
  id: bigint,
  hostState: 'gone' | 'no-access',
): Promise<void> {
  const where = { id, OR: [{ hostState: null }, { hostState: { not: hostState } }] }
  await db.repository.updateMany({ where, data: { hostState, hostStateAt: new Date() } })
}

const missing = namedQuery<{ id: bigint; hostId: string }>(
  'unlisted-repositories',
  `SELECT r.id, r."hostId" FROM repositories r
   WHERE r."companyId" = $1 AND r."connectionId" = $2::bigint AND r."hostId" IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM remote_repositories l WHERE l."companyId" = r."companyId"
       AND l."connectionId" = r."connectionId" AND l."hostId" = r."hostId")
   ORDER BY r."hostState" IS NOT NULL, r."hostStateAt", r.id LIMIT $3::int`,
)

/** Chosen repositories that did not stand on the last whole list; those not known to be lost first. */
export function unlistedRepositories(db: CompanyDatabase, connectionId: bigint, most: number) {
  return db.run(missing, connectionId, most)
}
