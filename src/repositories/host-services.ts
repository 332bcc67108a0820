import type { Config } from '../config.js'
import type { Secrets } from '../platform/secrets.js'
import type { HostServices } from './open-connection.js'

/** How code hosts are reached in this installation. */
export function openHostServices(
  _config: Pick<Config, 'outboundAllow'>,
  secrets: Secrets,
): HostServices {
  return { secrets, hosts: {} as HostServices['hosts'], fetchWithin: () => fetch }
}
