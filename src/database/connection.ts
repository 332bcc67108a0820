import type { ConnectionOptions } from 'node:tls'
import { type Tls, tlsOptions } from '../platform/tls.js'

/** What node-postgres and all who build on it connect with. */
export interface PostgresConnection {
  connectionString: string
  ssl?: ConnectionOptions
}

/**
 * What node-postgres connects with. Words about TLS in the address itself are dropped: they would
 * stand above the configuration's.
 */
export function connectionTo(url: string, tls: Tls | null): PostgresConnection {
  const address = new URL(url)
  if (tls === null) return { connectionString: url }
  for (const name of [...address.searchParams.keys()]) {
    if (/^ssl/.test(name) || name === 'uselibpqcompat') address.searchParams.delete(name)
  }
  const ssl = tlsOptions(tls)
  return ssl ? { connectionString: address.href, ssl } : { connectionString: url }
}
