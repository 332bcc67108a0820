import { guardedFetch } from '../code-hosts/guarded-fetch.js'
import type { Config } from '../config.js'
import type { Secrets } from '../platform/secrets.js'
import type { HostServices } from './open-connection.js'

/** How code hosts are reached in this installation. */
export function openHostServices(
  { outboundAllow }: Pick<Config, 'outboundAllow'>,
  secrets: Secrets,
): HostServices {
  // The adapters' list of hosts comes here.
  const hosts = {} as HostServices['hosts']
  return { secrets, hosts, fetchWithin: (origins) => guardedFetch({ origins, outboundAllow }) }
}
