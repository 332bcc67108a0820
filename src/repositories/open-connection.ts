import type { CodeHost, QuotaFact } from '../code-hosts/code-host.js'
import type { HostKind, HostType } from '../code-hosts/host-type.js'
import type { CompanyDatabase } from '../database/company.js'
import type { Secrets } from '../platform/secrets.js'

/** What it takes to reach code hosts. */
export interface HostServices {
  /** Opens tokens. */
  secrets: Secrets
  /** The kinds of hosts there are. */
  hosts: Record<HostKind, HostType>
  /** A fetch that goes to these origins and nowhere else. */
  fetchWithin(origins: readonly string[]): typeof globalThis.fetch
}

/** A code host and what opens it, before or after it is stored. */
export interface HostKey {
  kind: HostKind
  origin: string
  token: string
  tokenUser: string | null
}

/** A connection that can be used. Keep it no longer than the work it is for. */
export interface OpenConnection {
  id: bigint
  kind: HostKind
  origin: string
  name: string
  host: CodeHost
}

/** Where a connection's token is kept: the place it is encrypted for. */
export const tokenPlace = ({ companyId }: CompanyDatabase, id: bigint) => ({
  ...{ companyId, column: 'connections.token', id },
})

/** A code host as a token sees it. Asks nobody yet. */
export function connectHost(
  { hosts, fetchWithin }: HostServices,
  { kind, ...key }: HostKey,
  onQuota: (quota: QuotaFact) => void = () => {},
): CodeHost {
  const type = hosts[kind]
  return type.connect({ ...key, fetch: fetchWithin(type.origins(key.origin)), onQuota })
}

/**
 * Opens a connection for use: the one place where its token is decrypted. Asks nobody yet; end the
 * transaction before the host is asked.
 * @param onQuota told what the host says of its allowance, after every answer
 * @returns null where there is no such connection, or it was removed
 */
export async function openConnection(
  services: HostServices,
  db: CompanyDatabase,
  id: bigint,
  onQuota: (quota: QuotaFact) => void = () => {},
): Promise<OpenConnection | null> {
  const found = await db.connection.findFirst({ where: { id, removedAt: null } })
  if (!found?.token) return null
  const token = services.secrets.decrypt(found.token, tokenPlace(db, id))
  const { host: kind, origin, name, tokenUser } = found
  const host = connectHost(services, { kind, origin, token, tokenUser }, onQuota)
  return { id, kind, origin, name, host }
}
