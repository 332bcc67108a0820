import pg from 'pg'
import { Problem } from '../platform/errors.js'
import type { Tls } from '../platform/tls.js'
import { restoreDump, writeDump } from './backup.js'
import { findBackupPrograms } from './backup-programs.js'
import { openDatabase } from './client.js'
import { connectionTo } from './connection.js'
import { migrate } from './migrate.js'
import { proveIsolation } from './prove.js'
import { type DatabaseSums, differencesOf, sameWords, sumDatabase } from './table-sums.js'

export interface BackupCheck {
  /** The database to dump: as its owner, and as the running role. */
  ownerUrl: string
  appUrl: string
  /** The empty database to restore into, as the role that owns it. */
  intoUrl: string
  tls: Tls | null
  /** Where the dump is written. */
  file: string
  searchPath: string
  /** Told of each step. */
  onStep: (sentence: string) => void
}

/** What a dump would not hold, though it said nothing. @throws Problem that says what to do instead */
async function mustSeeAll(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string }>(
    `SELECT c.oid::regclass::text AS table FROM pg_class c WHERE c.relrowsecurity
       AND NOT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
       AND (c.relforcerowsecurity OR NOT pg_has_role(c.relowner, 'USAGE')) LIMIT 1`,
  )
  if (rows.length === 0) return
  throw new Problem(
    `Row security holds this role as well, on ${rows[0]!.table} and others: its dump would miss rows.`,
    'Name the owner in DATABASE_URL and the running role in DATABASE_APP_URL and run npm run migrate. ' +
      'Where the host gives one credential only, use the host’s own physical backups.',
  )
}

/** The same as the running role would meet it: migrated, and closed to whoever names no company. */
async function rehearse({ appUrl, intoUrl, tls }: BackupCheck): Promise<void> {
  const running = new URL(intoUrl)
  const { username, password } = new URL(appUrl)
  Object.assign(running, { username, password })
  await migrate({ ownerUrl: intoUrl, appUrl: running.href, tls })
  const database = openDatabase(running.href, { connections: 1, tls })
  await proveIsolation(database).finally(() => database.close())
}

async function connect(url: string, tls: Tls | null): Promise<pg.Client> {
  const client = new pg.Client(connectionTo(url, tls))
  await client.connect()
  await client.query(sameWords)
  return client
}

/**
 * Dumps a database as its owner, restores it into an empty one and compares both, row by row and rule by
 * rule. The product may run on: dump and comparison are of one moment.
 * @returns what was compared, and a sentence for each difference
 */
export async function checkBackup(
  check: BackupCheck,
): Promise<{ sums: DatabaseSums; differences: string[] }> {
  const { ownerUrl, intoUrl, tls, file, searchPath, onStep } = check
  const source = await connect(ownerUrl, tls)
  try {
    const { rows } = await source.query<{ version: string }>(
      "SELECT current_setting('server_version_num') AS version",
    )
    const programs = findBackupPrograms(searchPath, Math.floor(Number(rows[0]!.version) / 10_000))
    await mustSeeAll(source)
    await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
    const exported = await source.query<{ id: string }>('SELECT pg_export_snapshot() AS id')
    onStep(`Dumps with pg_dump of PostgreSQL ${programs.major}.`)
    const sums = await sumDatabase(source)
    await writeDump(programs, { url: ownerUrl, tls, file, snapshot: exported.rows[0]!.id })
    await source.query('COMMIT')
    onStep('Restores it into an empty database.')
    await restoreDump(programs, { url: intoUrl, tls, file })
    const target = await connect(intoUrl, tls)
    const restored = await sumDatabase(target).finally(() => target.end())
    onStep(
      'Gives the running role its rights there, and proves that it sees nothing without a company.',
    )
    await rehearse(check)
    return { sums, differences: differencesOf(sums, restored) }
  } finally {
    await source.end()
  }
}
