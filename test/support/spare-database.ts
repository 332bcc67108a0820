import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../../src/database/client.js'

/** A migrated database of one test's own, to be spoilt. */
export interface SpareDatabase {
  database: Database
  ownerUrl: string
  appUrl: string
  superUrl: string
  /** Runs SQL that nothing holds. */
  spoil(sql: string): Promise<void>
  drop(): Promise<void>
}

const at = (url: string, name: string) => url.replace(/\/[^/]*$/, `/${name}`)

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

/** Copies the migrated template. */
export async function spareDatabase(): Promise<SpareDatabase> {
  const { ownerUrl, appUrl, superUrl } = inject('cluster')
  const name = `spare_${randomBytes(6).toString('hex')}`
  const system = at(superUrl, 'postgres')
  await run(system, `CREATE DATABASE ${name} TEMPLATE codevisto OWNER codevisto_owner`)
  const database = openDatabase(at(appUrl, name), { connections: 4 })
  return {
    database,
    ownerUrl: at(ownerUrl, name),
    appUrl: at(appUrl, name),
    superUrl: at(superUrl, name),
    spoil: (sql) => run(at(superUrl, name), sql),
    async drop() {
      await database.close()
      await run(system, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}
