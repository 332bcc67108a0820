import { describe, expect, test } from 'vitest'
import { isPublicAddress, resolveOutbound } from '../../src/code-hosts/outbound-address.js'

describe('ASVS 1.3.6: an address inside', () => {
  test.each([
    ['this host', ['0.0.0.0', '0.255.255.255', '::']],
    ['loopback', ['127.0.0.1', '127.255.255.254', '::1']],
    ['private nets', ['10.0.0.5', '172.16.0.1', '172.31.255.255', '192.168.1.1']],
    ['carriers’ nets', ['100.64.0.0', '100.127.255.255']],
    ['link-local and metadata services', ['169.254.169.254', 'fe80::1', 'febf::1']],
    ['unique local and site-local', ['fc00::1', 'fd00:ec2::254', 'fec0::1']],
    ['protocol assignments', ['192.0.0.1', '192.0.0.255', '2001::1', '2001:10::1']],
    ['documentation', ['192.0.2.1', '198.51.100.7', '203.0.113.9', '2001:db8::1', '3fff::1']],
    ['benchmarks', ['198.18.0.1', '198.19.255.255', '2001:2::1']],
    ['6to4 relays and tunnels', ['192.88.99.1', '2002:7f00:1::', '2002:808:808::1']],
    ['multicast', ['224.0.0.1', '239.255.255.255', 'ff02::1']],
    ['reserved and broadcast', ['240.0.0.1', '255.255.255.255']],
    ['IPv4 in IPv6, mapped', ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8']],
    ['IPv4 in IPv6, compatible', ['::127.0.0.1', '::7f00:1']],
    ['IPv4 in IPv6, by NAT64', ['64:ff9b::10.0.0.1', '64:ff9b::808:808', '64:ff9b:1::1']],
    ['discard and segment routing', ['100::1', '5f00::1']],
  ])('%s', (_, addresses) => {
    for (const address of addresses)
      expect([address, isPublicAddress(address)]).toEqual([address, false])
  })

  test.each(['', 'localhost', '8.8.8', '8.8.8.8 ', '0x7f000001', '2130706433', '[::1]'])(
    'is %j too: no address at all',
    (text) => {
      expect(isPublicAddress(text)).toBe(false)
    },
  )

  test('is one with a scope', () => {
    expect(isPublicAddress('fe80::1%eth0')).toBe(false)
  })
})

test.each([
  ...['1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0'],
  ...[
    '128.0.0.1',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.1',
    '192.167.255.255',
    '223.255.255.255',
  ],
  ...['2606:50c0:8000::153', '2a00:1450:4001::1', '2400:cb00::1', '2003::1'],
])('%s is on the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

describe('looking a host up', () => {
  test.each(['localhost', '127.0.0.1', '10.0.0.5', '::1'])(
    'finds that %s is inside',
    async (host) => {
      expect(await resolveOutbound(host)).toEqual({ kind: 'inside' })
    },
  )

  test('finds no host where there is none', async () => {
    expect(await resolveOutbound('nothing.invalid')).toEqual({ kind: 'unknown' })
  })

  test('takes an address as it is', async () => {
    expect(await resolveOutbound('8.8.8.8')).toEqual({ kind: 'public', address: '8.8.8.8' })
  })
})
