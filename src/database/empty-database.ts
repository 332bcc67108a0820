import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { errorCode, Problem } from '../platform/errors.js'
import type { Tls } from '../platform/tls.js'
import { connectionTo } from './connection.js'

/** A database of a server under another name. */
export function besideUrl(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

async function ask<Row extends pg.QueryResultRow>(url: string, tls: Tls | null, sql: string) {
  const client = new pg.Client(connectionTo(url, tls))
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

/** @throws Problem when the database holds a table, whoever's */
export async function mustBeEmpty(url: string, tls: Tls | null): Promise<void> {
  const [row] = await ask<{ tables: number }>(
    url,
    tls,
    `SELECT count(*)::int AS tables FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
       AND n.nspname NOT LIKE 'pg\\_%'`,
  )
  if (row?.tables === 0) return
  throw new Problem(
    `The database to restore into is not empty: it has ${row?.tables} tables.`,
    'Make a new one and name that. Nothing has been changed.',
  )
}

/** A database for the length of one check. */
export interface PassingDatabase {
  url: string
  drop(): Promise<void>
}

/**
 * Makes an empty database beside another one, on its server.
 * @param by connection string of whoever may make databases there
 * @param owner connection string of the role that it will belong to
 * @throws Problem where that role may not
 */
export async function makeDatabase(
  by: string,
  owner: string,
  tls: Tls | null,
): Promise<PassingDatabase> {
  const name = `codevisto_check_${randomBytes(6).toString('hex')}`
  const role = decodeURIComponent(new URL(owner).username).replaceAll('"', '""')
  try {
    await ask(by, tls, `CREATE DATABASE ${name} OWNER "${role}" TEMPLATE template0`)
  } catch (error) {
    if (errorCode(error) !== '42501') throw error
    throw new Problem(
      'The owner of this database may not make another one.',
      'Make an empty database yourself, on any server, and name it: npm run backup:check -- --into postgres://…',
    )
  }
  return {
    url: besideUrl(owner, name),
    async drop() {
      await ask(by, tls, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}
