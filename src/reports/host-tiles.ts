import type { HostType } from '../code-hosts/host-type.js'
import type { HostTile } from './connection-types.js'

/** The hosts that can be connected, in the order of their list. */
export function hostTiles(hosts: Readonly<Record<string, HostType>>): HostTile[] {
  return Object.values(hosts).map(({ kind, title, publicOrigin, isSelfHosted }) => {
    const { hostname } = new URL(publicOrigin)
    const where = isSelfHosted ? `${hostname}, or a server of your own` : hostname
    return { kind, title, where, href: `/settings/connections/new?host=${kind}` }
  })
}
