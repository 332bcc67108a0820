import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/database/client.js'
import { migrate } from '../../src/database/migrate.js'
import { readMigrations } from '../../src/database/migrations.js'
import { proveIsolation } from '../../src/database/prove.js'
import { makeCompany } from '../support/company.js'

/** An empty database of the owner's, thrown away after the test. */
async function emptyDatabase() {
  const { superUrl, ownerUrl, appUrl } = inject('cluster')
  const name = `empty_${randomBytes(4).toString('hex')}`
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: superUrl })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  await run(`CREATE DATABASE ${name} OWNER codevisto_owner`)
  onTestFinished(() => run(`DROP DATABASE ${name} WITH (FORCE)`))
  const own = (url: string) => url.replace(/\/[^/]*$/, `/${name}`)
  return { ownerUrl: own(ownerUrl), appUrl: own(appUrl) }
}

async function ask(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client.query(sql).finally(() => client.end())
}

describe('migrating', () => {
  test('brings an empty database to this version, and changes nothing the second time', async () => {
    const urls = await emptyDatabase()
    const steps: string[] = []
    const onStep = (step: string) => steps.push(step)
    await migrate({ ...urls, onStep })
    expect(steps).toEqual(readMigrations().map(({ name }) => `Applied ${name}`))
    await migrate({ ...urls, onStep })
    expect(steps).toHaveLength(readMigrations().length)
    const history = `SELECT migration_name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL ORDER BY started_at`
    const { rows } = await ask(urls.ownerUrl, history)
    expect(rows.map((row) => row.migration_name)).toEqual(readMigrations().map(({ name }) => name))
  })

  test('lets two begin at once', async () => {
    const urls = await emptyDatabase()
    await migrate(urls)
    await Promise.all([migrate(urls), migrate(urls), migrate(urls)])
  })

  test('refuses a migration that was edited after it was applied', async () => {
    const urls = await emptyDatabase()
    await migrate(urls)
    await ask(urls.ownerUrl, `UPDATE _prisma_migrations SET checksum = 'edited'`)
    await expect(migrate(urls)).rejects.toThrow(/was changed after it was applied/)
  })

  test('refuses a database that is ahead of this version', async () => {
    const urls = await emptyDatabase()
    await migrate(urls)
    await ask(
      urls.ownerUrl,
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ('x', 'x', '29990101000000_later', now(), 1)`,
    )
    await expect(migrate(urls)).rejects.toThrow(/does not know/)
  })

  test('refuses to go on after a migration that stopped half-way', async () => {
    const urls = await emptyDatabase()
    await migrate(urls)
    await ask(urls.ownerUrl, 'UPDATE _prisma_migrations SET finished_at = NULL')
    await expect(migrate(urls)).rejects.toThrow(/stopped half-way/)
  })
})

describe('a host that gives one credential only', () => {
  test('holds even the owner by row security', async () => {
    const { ownerUrl } = await emptyDatabase()
    const one = { ownerUrl, appUrl: ownerUrl }
    await migrate(one)
    const database = openDatabase(ownerUrl, { connections: 3 })
    try {
      await proveIsolation(database)
      const a = await makeCompany({ database })
      const b = await makeCompany({ database })
      const users = await a.work((db) => db.user.findMany())
      expect(users.map(({ id }) => id)).toEqual([a.owner.id])
      const without = await database.pool.query('SELECT * FROM users')
      expect(without.rows).toEqual([])
      expect(b.owner.companyId).not.toBe(a.owner.companyId)
    } finally {
      await database.close()
    }
  })
})

describe('ASVS 13.2.2, 16.5.3: the proof at start', () => {
  test('refuses a role that row security does not hold', async () => {
    const urls = await emptyDatabase()
    await migrate(urls)
    const { superUrl } = inject('cluster')
    const url = superUrl.replace(/\/[^/]*$/, new URL(urls.ownerUrl).pathname)
    const database = openDatabase(url, { connections: 1 })
    await expect(proveIsolation(database)).rejects.toThrow('not held by row security')
    await database.close()
  })

  test('refuses a table whose row security is off', async () => {
    const urls = await emptyDatabase()
    await migrate(urls)
    const filled = openDatabase(urls.appUrl, { connections: 2 })
    await makeCompany({ database: filled })
    await filled.close()
    await ask(urls.ownerUrl, 'ALTER TABLE users DISABLE ROW LEVEL SECURITY')
    const database = openDatabase(urls.appUrl, { connections: 1 })
    await expect(proveIsolation(database)).rejects.toThrow('the table users')
    await database.close()
  })
})
