import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { type Database, openDatabase } from '../../src/database/client.js'

const own = (url: string) =>
  url.replace(/\/[^/]*$/, `/codevisto_${process.env.VITEST_POOL_ID ?? '1'}`)

/** Connection strings of this worker's database. */
export function databaseUrls() {
  const { ownerUrl, appUrl, superUrl } = inject('cluster')
  return { ownerUrl: own(ownerUrl), appUrl: own(appUrl), superUrl: own(superUrl) }
}

let opened: Database | null = null

/** This worker's database as the running role; closed with the worker. */
export function testDatabase(): Database {
  opened ??= openDatabase(databaseUrls().appUrl, { connections: 12 })
  return opened
}

/** A plain connection for looking behind the product's back; closed when the test is over. */
export async function connectAs(role: 'owner' | 'app' | 'super'): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrls()[`${role}Url`] })
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

/** Forgets the runs that earlier tests of this worker left in line, where a test's own must take turns. */
export async function forgetRuns(): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrls().superUrl })
  await client.connect()
  await client.query('DELETE FROM directory.runs')
  await client.end()
}
