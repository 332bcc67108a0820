import type { CodeHost, QuotaFact } from '../code-hosts/code-host.js'
import type { Database } from '../database/client.js'
import type { CompanyDatabase } from '../database/company.js'
import type { Log } from '../platform/log.js'
import type { Telemetry } from '../platform/telemetry.js'
import { type HostServices, openConnection } from '../repositories/open-connection.js'

/** A connection opened for one reading. */
export interface OpenHost {
  host: CodeHost
  /** As it writes itself: "GitHub". */
  title: string
}

/** What collecting works with. */
export interface CollectServices {
  database: Database
  log: Log
  /** Opens a connection; null where it was removed. Asks nobody yet. */
  connect(
    db: CompanyDatabase,
    connectionId: bigint,
    onQuota: (quota: QuotaFact) => void,
  ): Promise<OpenHost | null>
}

/** Opens connections by their stored tokens. What hosts say of allowances is told to the numbers, too. */
export function connecting(
  services: HostServices,
  telemetry: Pick<Telemetry, 'quota'> | null = null,
): CollectServices['connect'] {
  return async (db, connectionId, onQuota) => {
    const open = await openConnection(services, db, connectionId, (quota) => {
      onQuota(quota)
      if (open) telemetry?.quota({ host: open.kind, ...quota })
    })
    return open && { host: open.host, title: services.hosts[open.kind].title }
  }
}
