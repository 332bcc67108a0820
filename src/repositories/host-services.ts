import { guardedFetch } from '../code-hosts/guarded-fetch.js'
import { hosts } from '../code-hosts/hosts.js'
import type { Config } from '../config.js'
import type { Secrets } from '../platform/secrets.js'
import type { HostServices } from './open-connection.js'

/** How code hosts are reached in this installation. */
export function openHostServices(
  { outboundAllow }: Pick<Config, 'outboundAllow'>,
  secrets: Secrets,
): HostServices {
  return { secrets, hosts, fetchWithin: (origins) => guardedFetch({ origins, outboundAllow }) }
}
