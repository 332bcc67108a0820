import { databaseUrls } from './database.js'
import { poolOf } from './snapshot.js'

/**
 * Rows that point at a row that is not there, by the catalogue of foreign keys: asked of the rows
 * themselves, not of the constraints.
 * @param url another database than this worker's
 */
export async function orphans(url = databaseUrls().superUrl): Promise<string[]> {
  const pool = poolOf(url)
  const { rows: keys } = await pool.query<{
    name: string
    from: string
    to: string
    columns: string[]
    targets: string[]
  }>(
    `SELECT k.conname AS name, k.conrelid::regclass::text AS "from", k.confrelid::regclass::text AS "to",
       ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS c (n, at)
         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = c.n ORDER BY c.at) AS columns,
       ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS c (n, at)
         JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = c.n ORDER BY c.at) AS targets
     FROM pg_constraint k WHERE k.contype = 'f'
       AND k.connamespace IN ('public'::regnamespace, 'directory'::regnamespace)`,
  )
  const found: string[] = []
  for (const { name, from, to, columns, targets } of keys) {
    const isSet = columns.map((column) => `f."${column}" IS NOT NULL`).join(' AND ')
    const same = columns.map((column, at) => `t."${targets[at]}" = f."${column}"`).join(' AND ')
    const { rows } = await pool.query<{ count: string }>(
      `SELECT count(*) FROM ${from} f WHERE ${isSet}
         AND NOT EXISTS (SELECT 1 FROM ${to} t WHERE ${same})`,
    )
    if (rows[0]!.count !== '0') found.push(`${name}: ${rows[0]!.count}`)
  }
  return found
}
