import type { HostKind, HostType } from '../code-hosts/host-type.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { readReport } from '../repositories/token-report.js'
import type {
  ConnectionPage,
  ConnectionRemovalPage,
  ConnectionRow,
  ConnectionState,
  ConnectionsPage,
} from './connection-types.js'
import { hostTiles } from './host-tiles.js'

/** A token that ends in less than this is worth a word, in days. */
const soonDays = 14
const dayMs = 86_400_000

export type Hosts = Record<HostKind, HostType>

const counts = namedQuery<{ connectionId: bigint; chosen: number; lastReadAt: Date | null }>(
  'connection-counts',
  `SELECT r."connectionId", count(*)::int AS chosen, max(l."finishedAt") AS "lastReadAt"
   FROM repositories r LEFT JOIN collections l
     ON l."companyId" = r."companyId" AND l."repositoryId" = r.id
   WHERE r."companyId" = $1 AND r."connectionId" IS NOT NULL GROUP BY 1`,
)

type Stored = Awaited<ReturnType<typeof listConnections>>[number]

const listConnections = (db: CompanyDatabase, id: bigint | null) =>
  db.connection.findMany({
    where: id === null ? {} : { id, removedAt: null },
    include: { quotas: { orderBy: { resource: 'asc' } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })

function stateOf({ faultTitle, faultCode, tokenExpiresAt, report }: Stored): ConnectionState {
  const left = tokenExpiresAt ? tokenExpiresAt.getTime() - Date.now() : null
  if (left !== null && left <= 0) return { tone: 'bad', text: 'Token expired' }
  if (faultTitle) {
    return faultCode === 'auth' || faultCode === 'forbidden'
      ? { tone: 'bad', text: 'Token refused' }
      : { tone: 'warn', text: 'Held up' }
  }
  if (left !== null && left < soonDays * dayMs) return { tone: 'warn', text: 'Token ends soon' }
  if (readReport(report)?.missing.length) return { tone: 'warn', text: 'Permissions missing' }
  return { tone: 'good', text: 'Working' }
}

async function countsOf(db: CompanyDatabase) {
  const rows = await db.run(counts)
  const known = new Map(rows.map((row) => [row.connectionId, row]))
  return (id: bigint) => known.get(id) ?? { chosen: 0, lastReadAt: null }
}

type Counted = { chosen: number; lastReadAt: Date | null }

function row(found: Stored, { chosen, lastReadAt }: Counted, hosts: Hosts): ConnectionRow {
  const { id, name, host, origin, accountName, tokenEnd, faultTitle, faultAdvice } = found
  return {
    ...{ id: String(id), href: `/settings/connections/${id}`, name, host: hosts[host].title },
    ...{ origin, accountName, tokenEnd, state: stateOf(found), expiresAt: found.tokenExpiresAt },
    ...{ chosen, lastReadAt },
    quotas: found.quotas.map(({ resource, limit, remaining, resetAt }) => ({
      ...{ resource, limit, remaining, resetAt },
    })),
    fault: faultTitle ? { title: faultTitle, advice: faultAdvice ?? '' } : null,
  }
}

/** `/settings/connections`: those in use by name, then those that were removed. */
export async function connections(
  db: CompanyDatabase,
  hosts: Hosts,
  mayAdd: boolean,
): Promise<ConnectionsPage> {
  const of = await countsOf(db)
  const found = await listConnections(db, null)
  return {
    rows: found.filter((one) => !one.removedAt).map((one) => row(one, of(one.id), hosts)),
    removed: found.flatMap(({ id, name, origin, removedAt }) =>
      removedAt && of(id).chosen > 0
        ? [{ name, origin, removedAt, repositories: of(id).chosen }]
        : [],
    ),
    ...{ hosts: hostTiles(hosts), mayAdd },
  }
}

/** `/settings/connections/:id`, or null when it is not there or was removed. */
export async function connection(
  db: CompanyDatabase,
  id: bigint,
  hosts: Hosts,
  may: { change: boolean; remove: boolean },
): Promise<Omit<ConnectionPage, 'form'> | null> {
  const [found] = await listConnections(db, id)
  if (!found) return null
  const type = hosts[found.host]
  const report = readReport(found.report)
  const reached = await db.remoteRepository.count({ where: { connectionId: id } })
  const { webhookSecret, webhookSeenAt, tokenUser, checkedAt } = found
  return {
    ...row(found, (await countsOf(db))(id), hosts),
    ...{ href: `/settings/connections/${id}`, needsTokenUser: type.needsTokenUser, tokenUser },
    ...{ tokenPage: type.tokenPage(found.origin), checkedAt, username: report?.username ?? null },
    ...{ grants: report?.grants ?? [], missing: report?.missing ?? [] },
    ...{ excess: report?.excess ?? [], owners: report?.owners ?? [] },
    reached: found.listedAt || reached > 0 ? reached : null,
    webhook: { isMade: webhookSecret !== null, seenAt: webhookSeenAt },
    ...{ mayChange: may.change, mayRemove: may.remove },
  }
}

/** `/settings/connections/:id/remove`, or null. */
export async function connectionRemoval(
  db: CompanyDatabase,
  id: bigint,
  hosts: Hosts,
): Promise<Omit<ConnectionRemovalPage, 'form'> | null> {
  const found = await db.connection.findFirst({ where: { id, removedAt: null } })
  if (!found) return null
  const repositories = await db.repository.count({ where: { connectionId: id } })
  const { name, host } = found
  return { name, href: `/settings/connections/${id}`, host: hosts[host].title, repositories }
}
