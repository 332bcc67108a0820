import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** Networks that are nobody's business from here: this machine, private nets, metadata services. */
const inside = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  inside.ipv4.addSubnet(network, bits, 'ipv4')
}
for (const [network, bits] of [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  // A list of its own: in one with the others, ::ffff:0:0/96 holds every IPv4 address as well.
  inside.ipv6.addSubnet(network, bits, 'ipv6')
}

/** Whether an IP address is on the public internet. Mapped and tunnelled IPv4 counts as inside. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !inside.ipv4.check(address, 'ipv4')
  return isIP(address) === 6 && !inside.ipv6.check(address, 'ipv6')
}

export type Outbound =
  | { kind: 'public'; address: string }
  | { kind: 'inside' }
  /** There is no such host, or nobody to ask. */
  | { kind: 'unknown' }

/** Asks for all addresses of a host name; one that leads inside makes the whole host inside. */
export async function resolveOutbound(hostname: string): Promise<Outbound> {
  const found = await lookup(hostname, { all: true }).catch(() => [])
  const [first] = found
  if (!first) return { kind: 'unknown' }
  if (!found.every(({ address }) => isPublicAddress(address))) return { kind: 'inside' }
  return { kind: 'public', address: first.address }
}
