import type pg from 'pg'
import { quotedTable, readTables, type Table } from '../../src/anonymize/catalogue.js'

interface Key {
  table: string
  needs: string
  columns: string[]
  targets: string[]
}

const keys = `
  SELECT n.nspname || '.' || c.relname AS "table", fn.nspname || '.' || f.relname AS needs,
    ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u (n, at)
      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.at) AS columns,
    ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS u (n, at)
      JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.at) AS targets
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
  WHERE k.contype = 'f' AND n.nspname IN ('public', 'directory')`

/** Texts that nobody has: "canarium12" in a column each, 24 hex digits in those of bytes. */
class Canaries {
  #made = 0
  readonly all: string[] = []

  text(): string {
    this.all.push(`canarium${++this.#made}x`)
    return this.all.at(-1)!
  }

  bytes(): string {
    const hex = `ca7a51${String(++this.#made).padStart(34, '0')}`
    this.all.push(hex)
    return hex
  }

  /** Under every key that a rule knows, and under one that none does. */
  json(): string {
    const names = ['name', 'username', 'origin', 'branch', 'reason', 'headHash', 'method', 'zz']
    const lists = { owners: [this.text()], grants: [this.text()], missing: [{ x: this.text() }] }
    const told = Object.fromEntries(names.map((name) => [name, this.text()]))
    return JSON.stringify({ ...told, ...lists, [this.text()]: 1, lineage: { from: this.text() } })
  }
}

function valueFor(type: string, canaries: Canaries): string | null {
  if (type === 'text' || type.startsWith('character varying')) return `'${canaries.text()}'`
  if (type === 'bytea') return `'\\x${canaries.bytes()}'`
  if (type === 'text[]') return `ARRAY['${canaries.text()}']`
  if (type === 'jsonb') return `'${canaries.json()}'`
  if (type.endsWith('[]')) return "'{}'"
  if (/^(bigint|integer|smallint|real|double)/.test(type)) return '1'
  if (type === 'boolean') return 'true'
  if (/^(date|timestamp)/.test(type)) return "'2026-03-04'"
  return null
}

/** Whose the canaries are: a company of their own, and ids that nobody has. */
export const canaryCompany = 900_001

/** What a row is made of: keys that lead to rows that are there, and a canary wherever text fits. */
async function rowOf(client: pg.Client, table: Table, all: Key[], canaries: Canaries) {
  const isCompany = table.name === 'public.companies'
  const own = String(canaryCompany)
  const row = new Map([['id', own], ...(isCompany ? [] : [['companyId', own] as const])])
  for (const { needs, columns, targets } of all.filter((key) => key.table === table.name)) {
    if (needs === 'public.companies') continue
    const asked = targets.map((target) => `"${target}"::text`).join(', ')
    const { rows } = await client.query<string[]>({
      text: `SELECT ${asked} FROM ${quotedTable(needs)} WHERE "companyId" = ${canaryCompany}`,
      rowMode: 'array',
    })
    for (const [at, column] of columns.entries()) row.set(column, `'${rows[0]![at]}'`)
  }
  for (const { name, type } of table.columns.filter(({ name }) => !row.has(name))) {
    const value = valueFor(type, canaries)
    if (value !== null) row.set(name, value)
    else if (type !== 'character(1)') {
      const { rows } = await client.query(`SELECT (enum_range(NULL::${type}))[1]::text AS first`)
      row.set(name, `'${rows[0].first}'`)
    }
  }
  const has = new Set(table.columns.map(({ name }) => name))
  return new Map([...row].filter(([name]) => has.has(name)))
}

/**
 * Puts a row of canaries into every table of the product, whatever tables there are: a new one is filled
 * as well. Triggers look away, so that tables which write themselves are filled too.
 * @returns every canary that was put somewhere
 */
export async function plantCanaries(client: pg.Client): Promise<string[]> {
  const canaries = new Canaries()
  const { rows: all } = await client.query<Key>(keys)
  await client.query("SET session_replication_role = 'replica'")
  for (const table of await readTables(client)) {
    const row = await rowOf(client, table, all, canaries)
    const names = [...row.keys()].map((name) => `"${name}"`).join(', ')
    const values = [...row.values()].join(', ')
    await client.query(`INSERT INTO ${quotedTable(table.name)} (${names}) VALUES (${values})`)
  }
  return canaries.all
}
