import pg from 'pg'
import { ownedModels } from '../../src/database/owned.js'
import { databaseUrls } from './database.js'

/** Rows that come and go with whoever looks at a page, and those that say who looked at a person. */
const passing = ['sessions', 'last_seen', 'access_entries']

const pools = new Map<string, pg.Pool>()

/** One connection a database for all snapshots of this worker: sweeps take hundreds. */
export function poolOf(connectionString: string): pg.Pool {
  const known = pools.get(connectionString)
  if (known) return known
  const pool = new pg.Pool({
    connectionString,
    max: 1,
    idleTimeoutMillis: 1000,
    allowExitOnIdle: true,
  })
  // A database that is dropped takes its connections along.
  pool.on('error', () => {})
  pools.set(connectionString, pool)
  return pool
}

const rowsOf = (table: string, condition = '') =>
  `SELECT '${table}' AS name, coalesce(json_agg(t ORDER BY t::text), '[]')::text AS rows
   FROM ${table} t ${condition}`

const ofCompany = Object.values(ownedModels)
  .map(({ table, key }) => rowsOf(`public."${table}"`, `WHERE "${key}" = $1`))
  .join(' UNION ALL ')

const text = ({ rows }: pg.QueryResult<{ name: string; rows: string }>) =>
  rows
    .map((row) => `${row.name} ${row.rows}`)
    .sort()
    .join('\n')

/**
 * Everything of a company, as whoever is held by nothing sees it, in one text.
 * @param url another database than this worker's
 */
export async function snapshot(companyId: bigint, url = databaseUrls().superUrl): Promise<string> {
  return text(await poolOf(url).query(ofCompany, [String(companyId)]))
}

/**
 * Where each row stands and which transaction wrote it: another word after any write, even one that
 * leaves all values as they were, and at a fraction of what the rows themselves cost.
 */
const marksOf = (table: string, condition = '') =>
  `SELECT '${table}' AS name, count(*) || ' ' ||
     coalesce(sum(hashtextextended(t.ctid::text || t.xmin::text, 0)), 0) AS rows
   FROM ${table} t ${condition}`

/** Whether anything was written at all, but for what changes with every look at a page, in one text. */
export async function wholeFingerprint(): Promise<string> {
  const pool = poolOf(databaseUrls().superUrl)
  const { rows } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'directory') AND tablename <> ALL ($1)`,
    [passing],
  )
  return text(await pool.query(rows.map(({ name }) => marksOf(name)).join(' UNION ALL ')))
}
