import type pg from 'pg'

/** What a table holds: how many rows, and a sum that depends on every byte of them, in no order. */
export interface TableSum {
  rows: bigint
  checksum: string
}

/** What a database is, for comparing it with another: both read in the same words. */
export interface DatabaseSums {
  tables: Map<string, TableSum>
  /** How far each sequence has counted. */
  sequences: Map<string, bigint>
  /** One line for each key, index, policy, trigger and function. */
  structure: Set<string>
}

const own = `n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'`

const tables = `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${own} ORDER BY 1`

/** The digests of all rows, added up: the same wherever and in whatever order they are stored. */
const sumOf = (table: string) => `SELECT count(*)::text AS rows,
  coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text AS checksum FROM ${table} t`

const sequences = `SELECT format('%I.%I', schemaname, sequencename) AS name,
    coalesce(last_value, 0)::text AS at
  FROM pg_sequences WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`

const structure = `
  SELECT 'key ' || k.conrelid::regclass || ' ' || pg_get_constraintdef(k.oid) AS line FROM pg_constraint k
    JOIN pg_namespace n ON n.oid = k.connamespace WHERE k.conrelid <> 0 AND k.contype <> 'n' AND ${own}
  UNION SELECT 'index ' || pg_get_indexdef(i.indexrelid) FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${own}
  UNION SELECT 'policy ' || tablename || ' ' || policyname || ' ' || coalesce(qual, '') || coalesce(with_check, '')
    FROM pg_policies
  UNION SELECT 'row security ' || c.oid::regclass FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relrowsecurity AND ${own}
  UNION SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT t.tgisinternal
  UNION SELECT 'function ' || p.oid::regprocedure || ' ' || md5(p.prosrc) FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${own}`

/** Settings that decide how a value reads as text; both sides must have the same. */
export const sameWords = `SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres';
  SET bytea_output = 'hex'; SET extra_float_digits = 1; SET search_path = pg_catalog`

/**
 * Reads all of a database, as its owner, in the transaction that the connection is in. It takes as long
 * as reading every row once.
 */
export async function sumDatabase(client: pg.Client): Promise<DatabaseSums> {
  const found = new Map<string, TableSum>()
  for (const { name } of (await client.query<{ name: string }>(tables)).rows) {
    const { rows } = await client.query<{ rows: string; checksum: string }>(sumOf(name))
    found.set(name, { rows: BigInt(rows[0]!.rows), checksum: rows[0]!.checksum })
  }
  const counted = await client.query<{ name: string; at: string }>(sequences)
  const lines = await client.query<{ line: string }>(structure)
  return {
    tables: found,
    sequences: new Map(counted.rows.map(({ name, at }) => [name, BigInt(at)])),
    structure: new Set(lines.rows.map(({ line }) => line)),
  }
}

/** One sentence for each way in which a restored database is not the one that was dumped. */
export function differencesOf(dumped: DatabaseSums, restored: DatabaseSums): string[] {
  const said: string[] = []
  for (const [name, { rows, checksum }] of dumped.tables) {
    const there = restored.tables.get(name)
    if (!there) said.push(`${name} is missing.`)
    else if (there.rows !== rows) said.push(`${name} has ${there.rows} rows instead of ${rows}.`)
    else if (there.checksum !== checksum) said.push(`${name} has other rows than before.`)
  }
  for (const name of restored.tables.keys()) {
    if (!dumped.tables.has(name)) said.push(`${name} is there and was not dumped.`)
  }
  // Sequences stand outside of transactions: those of a running product may be further on in the dump.
  for (const [name, at] of dumped.sequences) {
    if ((restored.sequences.get(name) ?? -1n) < at) said.push(`The sequence ${name} is behind.`)
  }
  for (const line of dumped.structure) {
    if (!restored.structure.has(line)) said.push(`This is missing: ${line}`)
  }
  return said
}
