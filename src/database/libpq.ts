import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Tls, TlsMode } from '../platform/tls.js'

/** How PostgreSQL's programs call what the configuration calls otherwise. */
const sslModes = {
  verify: 'verify-full',
  pin: 'verify-ca',
  encrypt: 'require',
} as const satisfies Record<TlsMode, string>

/**
 * Runs `work` with what PostgreSQL's programs need to reach a database: everything in the environment,
 * nothing in arguments, which every account of the machine can read.
 */
export async function withLibpq<T>(
  url: string,
  tls: Tls | null,
  work: (environment: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const folder = mkdtempSync(join(tmpdir(), 'codevisto-'))
  try {
    const certificate = join(folder, 'certificate.pem')
    if (tls?.certificate) writeFileSync(certificate, tls.certificate, { mode: 0o600 })
    const sslMode = tls ? sslModes[tls.mode] : (searchParams.get('sslmode') ?? 'prefer')
    const root = tls?.certificate ? certificate : tls?.mode === 'verify' ? 'system' : ''
    return await work({
      ...{ PGHOST: hostname.replace(/^\[|\]$/g, ''), PGPORT: port || '5432' },
      ...{ PGUSER: decodeURIComponent(username), PGPASSWORD: decodeURIComponent(password) },
      ...{ PGDATABASE: decodeURIComponent(pathname.slice(1)), PGSSLMODE: sslMode },
      ...{ PGCONNECT_TIMEOUT: '10', LC_ALL: 'C' },
      ...(root ? { PGSSLROOTCERT: root } : {}),
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
