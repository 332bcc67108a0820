import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/database/client.js'
import { connectionTo } from '../../src/database/connection.js'
import { type EmbeddedServer, startEmbedded } from '../../src/database/embedded.js'
import { embeddedAccount } from '../../src/database/embedded-account.js'
import { migrate } from '../../src/database/migrate.js'
import type { Tls } from '../../src/platform/tls.js'
import { certificateFiles, makeCertificate, type TestCertificate } from '../support/certificate.js'

let folder: string
let server: EmbeddedServer
let own: TestCertificate
let other: TestCertificate

beforeAll(async () => {
  own = await makeCertificate('localhost')
  other = await makeCertificate('localhost')
  const files = certificateFiles(own, embeddedAccount())
  folder = mkdtempSync(join(tmpdir(), 'codevisto-tls-'))
  chmodSync(folder, 0o755)
  const tls = ['ssl=on', `ssl_cert_file=${files.certificate}`, `ssl_key_file=${files.key}`]
  server = await startEmbedded(folder, [...tls, 'fsync=off'])
})

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Whether PostgreSQL says that this connection is encrypted. */
async function isEncrypted(tls: Tls | null, url = server.appUrl): Promise<boolean> {
  const client = new pg.Client(connectionTo(url, tls))
  await client.connect()
  const { rows } = await client.query<{ ssl: boolean }>(
    'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
  )
  await client.end()
  return rows[0]!.ssl
}

describe('ASVS 12.3.1, 12.3.2: PostgreSQL over TLS', () => {
  test('is reached by the pinned certificate, and by no other', async () => {
    const mode = 'pin' as const
    expect(await isEncrypted({ mode, certificate: own.certificate })).toBe(true)
    await expect(isEncrypted({ mode, certificate: other.certificate })).rejects.toThrow()
    await expect(isEncrypted({ mode: 'verify', certificate: null })).rejects.toThrow('self-signed')
    expect(await isEncrypted({ mode: 'encrypt', certificate: null })).toBe(true)
    expect(await isEncrypted(null)).toBe(false)
  })

  test('words in the address do not weaken what was chosen', async () => {
    const weak = `${server.appUrl}?sslmode=disable&sslrootcert=/none&application_name=x`
    expect(await isEncrypted({ mode: 'pin', certificate: own.certificate }, weak)).toBe(true)
    const { connectionString } = connectionTo(weak, { mode: 'encrypt', certificate: null })
    expect(connectionString).toBe(`${server.appUrl}?application_name=x`)
  })

  test('migrations and the running product go the same way', async () => {
    const tls = { mode: 'pin', certificate: own.certificate } as const
    await migrate({ ownerUrl: server.ownerUrl, appUrl: server.appUrl, tls })
    const database = openDatabase(server.appUrl, { tls })
    const [row] = await database.prisma.$queryRaw<[{ ssl: boolean }]>`
      SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()`
    await database.close()
    expect(row.ssl).toBe(true)
  })
})
