import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/database/embedded.js'
import { migrate } from '../../src/database/migrate.js'
import { makeQueueTables } from '../../src/jobs/queue-tables.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection strings of the migrated template; tests work on their worker's copy of it. */
    cluster: { ownerUrl: string; appUrl: string; superUrl: string }
  }
}

/** How many test workers there are (vitest.config.ts); each has a database of its own. */
export const workers = 2

/**
 * One PostgreSQL for the whole run, thrown away afterwards: a free port, no disk flushes, the roles of
 * production, and a migrated database that each worker gets a copy of.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'codevisto-test-'))
  // Root's PostgreSQL runs under another account, which must be able to enter.
  chmodSync(folder, 0o755)
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  const server = await startEmbedded(folder, settings)
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const { ownerUrl, appUrl, superUrl } = server
    await migrate({ ownerUrl, appUrl })
    await makeQueueTables(ownerUrl, appUrl)
    const client = new pg.Client({ connectionString: superUrl })
    await client.connect()
    for (let worker = 1; worker <= workers; worker++) {
      await client.query(
        `CREATE DATABASE codevisto_${worker} TEMPLATE codevisto OWNER codevisto_owner`,
      )
      await client.query(`GRANT TEMPORARY ON DATABASE codevisto_${worker} TO codevisto_app`)
    }
    await client.end()
    project.provide('cluster', { ownerUrl, appUrl, superUrl })
  } catch (error) {
    await stop()
    throw error
  }
  return stop
}
