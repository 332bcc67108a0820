import { isIP, type LookupFunction } from 'node:net'
import { HostFault } from './host-fault.js'
import { isPublicAddress, type Outbound, resolveOutbound } from './outbound-address.js'

/** @throws HostFault where a host is named by an address that is not on the public internet */
export function refuseInsideAddress(hostname: string): void {
  const address = hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(address) !== 0 && !isPublicAddress(address)) throw leadsInside(hostname)
}

const leadsInside = (hostname: string) =>
  new HostFault(
    'blocked-origin',
    `${hostname} leads to a private network, which is not asked from here.`,
  )

/**
 * A look-up for sockets that hands out only an address that was checked: what is connected to is
 * what was looked at, however quickly a name changes its mind.
 */
export function pinnedLookup(
  resolve: (hostname: string) => Promise<Outbound> = resolveOutbound,
): LookupFunction {
  return (hostname, options, callback) => {
    const fail = (fault: Error) => callback(fault, '', 0)
    resolve(hostname).then((found) => {
      if (found.kind === 'inside') return fail(leadsInside(hostname))
      if (found.kind === 'unknown') {
        return fail(new HostFault('network', `There is no host named ${hostname}.`))
      }
      const family = isIP(found.address)
      if (options.all) return callback(null, [{ address: found.address, family }])
      return callback(null, found.address, family)
    }, fail)
  }
}
