import pg from 'pg'
import { type OwnedModel, ownedModels } from '../../src/database/owned.js'
import { databaseUrls } from './database.js'

/** Rows that come and go with whoever looks at a page. */
const passing = new Set(['sessions', 'last_seen'])

let pool: pg.Pool | null = null

/** One connection for all snapshots of this worker: sweeps take hundreds. */
function client(): pg.Pool {
  const connectionString = databaseUrls().superUrl
  pool ??= new pg.Pool({ connectionString, max: 1, allowExitOnIdle: true })
  return pool
}

const rowsOf = `SELECT coalesce(json_agg(t ORDER BY t::text), '[]')::text AS rows`

/** Everything of a company, as the owner of the tables sees it, in one text. */
export async function snapshot(companyId: bigint, besides: OwnedModel[] = []): Promise<string> {
  const parts: string[] = []
  for (const [model, { table, key }] of Object.entries(ownedModels)) {
    if (besides.includes(model as OwnedModel)) continue
    const all = await client().query(`${rowsOf} FROM "${table}" t WHERE "${key}" = $1`, [
      String(companyId),
    ])
    parts.push(`${table} ${all.rows[0].rows}`)
  }
  return parts.join('\n')
}

/** Every row of every table of the product but the sessions, in one text. */
export async function wholeSnapshot(): Promise<string> {
  const tables = await client().query<{ schema: string; name: string }>(
    `SELECT schemaname AS schema, tablename AS name FROM pg_tables
     WHERE schemaname IN ('public', 'directory') ORDER BY 1, 2`,
  )
  const parts: string[] = []
  for (const { schema, name } of tables.rows) {
    if (passing.has(name)) continue
    const { rows } = await client().query(`${rowsOf} FROM "${schema}"."${name}" t`)
    parts.push(`${schema}.${name} ${rows[0].rows}`)
  }
  return parts.join('\n')
}
