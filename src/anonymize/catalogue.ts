import type pg from 'pg'
import { policy } from './policy.js'

/** A table as the database has it. */
export interface Table {
  /** "public.commits". */
  name: string
  columns: { name: string; type: string; isIdentity: boolean }[]
}

/** The history of migrations is made anew by the target itself. */
const columns = `
  SELECT n.nspname || '.' || c.relname AS "table", a.attname AS name,
    format_type(a.atttypid, a.atttypmod) AS type, a.attidentity <> '' AS "isIdentity"
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('public', 'directory') AND c.relkind IN ('r', 'p') AND a.attnum > 0
    AND NOT a.attisdropped AND c.relname <> '_prisma_migrations'
  ORDER BY 1, a.attnum`

/** From each table to those that its foreign keys point at. */
const keys = `
  SELECT n.nspname || '.' || c.relname AS "table", fn.nspname || '.' || f.relname AS "needs"
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
  WHERE k.contype = 'f' AND k.conrelid <> k.confrelid`

/** All tables of the product, each behind those that it points at. */
export async function readTables(client: pg.Client): Promise<Table[]> {
  type Column = Table['columns'][number] & { table: string }
  const tables = new Map<string, Table>()
  for (const { table, ...column } of (await client.query<Column>(columns)).rows) {
    const known = tables.get(table) ?? { name: table, columns: [] }
    known.columns.push(column)
    tables.set(table, known)
  }
  const { rows } = await client.query<{ table: string; needs: string }>(keys)
  const ordered: Table[] = []
  while (tables.size > 0) {
    const isFree = (name: string) =>
      !rows.some(({ table, needs }) => table === name && tables.has(needs))
    const free = [...tables.values()].filter(({ name }) => isFree(name))
    if (free.length === 0) throw new Error('Tables point at one another in a circle.')
    for (const table of free) tables.delete(table.name)
    ordered.push(...free)
  }
  return ordered
}

/** What has no rule: "public.commits.scope", or "public.news" for a whole table. Empty is as it must be. */
export function withoutRule(tables: readonly Table[]): string[] {
  return tables
    .flatMap(({ name, columns: has }) => {
      const rules = policy[name]?.columns
      if (!rules) return [name]
      return has
        .filter((column) => !Object.hasOwn(rules, column.name))
        .map((column) => `${name}.${column.name}`)
    })
    .sort()
}

/** "public.commits" as SQL names it. */
export const quotedTable = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.')
