import { createHash } from 'node:crypto'
import pg from 'pg'
import { Problem } from '../platform/errors.js'
import type { Tls } from '../platform/tls.js'
import { connectionTo } from './connection.js'
import { grantRunningRole } from './grants.js'
import { filters, migrationsList, readMigrations, readSchema } from './migrations.js'
import { sayPurpose } from './purpose.js'
import { withSchemaEngine } from './schema-engine.js'

export interface MigrateOptions {
  ownerUrl: string
  /**
   * Connection string of the running role; the owner's own where the host gives one credential. Null
   * where nobody runs on this database yet: whoever will, migrates again and is given what they need.
   */
  appUrl: string | null
  tls?: Tls | null
  /** Customers' own data are to be kept here: the database says so from now on. */
  isProduction?: boolean
  /** Told of each step that changes something. */
  onStep?: (sentence: string) => void
}

const checksum = (sql: string) => createHash('sha256').update(sql).digest('hex')

/** Whether the history in the database is the one on disk: asked first, since it is cheap. */
export async function isCurrent(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ found: string | null }>(
    "SELECT to_regclass('public._prisma_migrations')::text AS found",
  )
  if (!rows[0]?.found) return false
  const applied = await client.query<{ migration_name: string; checksum: string }>(
    `SELECT migration_name, checksum FROM public._prisma_migrations
     WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name`,
  )
  const history = applied.rows.map((row) => `${row.migration_name} ${row.checksum}`)
  const wanted = readMigrations().map(({ name, sql }) => `${name} ${checksum(sql)}`)
  return history.join() === wanted.join()
}

/** Applies what is missing; refuses a history that was edited, has failed or is ahead of the code. */
async function applyMissing({ ownerUrl, tls, onStep }: MigrateOptions): Promise<void> {
  const connection = connectionTo(ownerUrl, tls ?? null)
  await withSchemaEngine(connection, readSchema(), async (engine) => {
    const list = migrationsList()
    const seen = await engine.diagnoseMigrationHistory({
      migrationsList: list,
      optInToShadowDatabase: false,
      filters,
    })
    const [edited] = seen.editedMigrationNames
    const [failed] = seen.failedMigrationNames
    if (edited) {
      throw new Problem(
        `The migration ${edited} was changed after it was applied.`,
        'Put its file back as it was and write a new migration instead.',
      )
    }
    if (failed) {
      throw new Problem(
        `The migration ${failed} stopped half-way in this database.`,
        'Look at public._prisma_migrations, mend the database, and resolve it with prisma migrate resolve.',
      )
    }
    if (seen.history && seen.history.diagnostic !== 'databaseIsBehind') {
      throw new Problem(
        'This database has migrations that this version of Codevisto does not know.',
        'Start the newer version that made them, or restore a backup.',
      )
    }
    const applied = await engine.applyMigrations({ migrationsList: list, filters })
    for (const name of applied.appliedMigrationNames) onStep?.(`Applied ${name}`)
  })
}

/**
 * Brings the database to this version: applies migrations as the owner, then gives the running role
 * what it needs and no more. Safe to run twice and by two at once.
 * @throws Problem when the history cannot be continued
 */
export async function migrate(options: MigrateOptions): Promise<void> {
  const { ownerUrl, appUrl, tls = null, isProduction = false } = options
  const client = new pg.Client(connectionTo(ownerUrl, tls))
  await client.connect()
  try {
    if (!(await isCurrent(client))) await applyMissing(options)
    if (appUrl !== null) await grantRunningRole(client, { ownerUrl, appUrl })
    if (isProduction) await sayPurpose(client, 'production')
  } finally {
    await client.end()
  }
}
