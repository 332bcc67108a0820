import { once } from 'node:events'
import { connect, createServer } from 'node:tls'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeTls, type Tls, tlsOptions } from '../../src/platform/tls.js'
import { makeCertificate, type TestCertificate } from '../support/certificate.js'

let server: ReturnType<typeof createServer>
let port: number
let own: TestCertificate
let other: TestCertificate

beforeAll(async () => {
  own = await makeCertificate('db.example.com')
  other = await makeCertificate('db.example.com')
  server = createServer({ cert: own.certificate, key: own.key }, (socket) => socket.end('hello'))
  server.on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})

afterAll(() => void server.close())

/** How a connection to a server that calls itself `name` ends. */
async function reach(tls: Tls, name: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, servername: name, ...tlsOptions(tls) })
  return new Promise((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    socket.once('data', (data) => resolve(String(data)))
  })
}

describe('ASVS 12.3.2, 12.3.4: the other end of an internal connection', () => {
  test('verify: needs an authority that vouches, and the name', async () => {
    const mode = 'verify' as const
    expect(await reach({ mode, certificate: null }, 'db.example.com')).toBe(
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    )
    expect(await reach({ mode, certificate: own.certificate }, 'db.example.com')).toBe('hello')
    expect(await reach({ mode, certificate: own.certificate }, 'other.example.com')).toBe(
      'ERR_TLS_CERT_ALTNAME_INVALID',
    )
  })

  test('pin: needs this very certificate, whatever name it bears', async () => {
    const mode = 'pin' as const
    expect(await reach({ mode, certificate: own.certificate }, 'ec2-1.example.net')).toBe('hello')
    expect(await reach({ mode, certificate: other.certificate }, 'db.example.com')).not.toBe(
      'hello',
    )
  })

  test('encrypt: takes any certificate, and nothing without one', async () => {
    expect(await reach({ mode: 'encrypt', certificate: null }, 'x.example.com')).toBe('hello')
  })

  test('a pin without a certificate is refused', () => {
    expect(() => tlsOptions({ mode: 'pin', certificate: null })).toThrow('no certificate to pin')
  })

  test('is said in words', () => {
    expect(describeTls(null)).toBe('not encrypted')
    expect(describeTls({ mode: 'encrypt', certificate: null })).toBe(
      'encrypted, certificate not verified',
    )
  })
})
