import { describe, expect, test } from 'vitest'
import { filters, readSchema } from '../src/database/migrations.js'
import { globalModels, ownedModels } from '../src/database/owned.js'
import { withSchemaEngine } from '../src/database/schema-engine.js'
import { connectAs, databaseUrls } from './support/database.js'

const owned = Object.values(ownedModels)
const keyed = owned.filter(({ key }) => key === 'companyId')
const tables = owned.map(({ table }) => table)

describe('the schema', () => {
  test('is what the migrations make', async () => {
    const { ownerUrl } = databaseUrls()
    const { exitCode, stdout } = await withSchemaEngine(ownerUrl, readSchema(), (engine) =>
      engine.diff({
        from: { tag: 'schemaDatasource', files: readSchema(), configDir: '.' },
        to: { tag: 'schemaDatamodel', files: readSchema() },
        script: true,
        exitCode: true,
        shadowDatabaseUrl: null,
        filters,
      } as unknown as Parameters<typeof engine.diff>[0]),
    )
    expect({ exitCode, stdout: stdout?.trim() }).toEqual({
      exitCode: 0,
      stdout: '-- This is an empty migration.',
    })
  })

  test('has no table that stands on neither list', async () => {
    const client = await connectAs('owner')
    const { rows } = await client.query<{ name: string }>(
      `SELECT schemaname || '.' || tablename AS name FROM pg_tables
       WHERE schemaname IN ('public', 'directory') AND tablename <> '_prisma_migrations'`,
    )
    const known = [
      ...owned.map(({ table }) => `public.${table}`),
      ...Object.values(globalModels).map(({ table }) => `directory.${table}`),
    ]
    expect(rows.map(({ name }) => name).sort()).toEqual(known.sort())
  })

  test('has identity columns that nothing but the database fills by default', async () => {
    const client = await connectAs('owner')
    const { rows } = await client.query(
      `SELECT table_name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_default LIKE 'nextval%'`,
    )
    expect(rows).toEqual([])
  })
})

describe('the second lock: keys that start with the company', () => {
  test('every owned table names its company, never null', async () => {
    const client = await connectAs('owner')
    const { rows } = await client.query<{ table_name: string }>(
      `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'
         AND column_name = 'companyId' AND is_nullable = 'NO' AND data_type = 'bigint'`,
    )
    expect(rows.map((row) => row.table_name).sort()).toEqual(keyed.map((m) => m.table).sort())
  })

  test('every key and unique index of an owned table starts with it', async () => {
    const client = await connectAs('owner')
    const { rows } = await client.query<{ index: string; first: string }>(
      `SELECT i.indexrelid::regclass::text AS index, a.attname AS first
       FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
       JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
       WHERE t.relname = ANY($1) AND t.relnamespace = 'public'::regnamespace AND i.indisunique`,
      [keyed.map(({ table }) => table)],
    )
    expect(rows.length).toBeGreaterThanOrEqual(keyed.length)
    expect(rows.filter(({ first }) => first !== 'companyId')).toEqual([])
  })

  test('every relation between owned tables is held to one company on both sides', async () => {
    const client = await connectAs('owner')
    const { rows } = await client.query<{
      name: string
      local: string
      foreign: string
      ondelete: string
      target: string
    }>(
      `SELECT c.conname AS name, c.confdeltype AS ondelete, c.confrelid::regclass::text AS target,
         (SELECT attname FROM pg_attribute WHERE attrelid = c.conrelid AND attnum = c.conkey[1]) AS local,
         (SELECT attname FROM pg_attribute WHERE attrelid = c.confrelid AND attnum = c.confkey[1]) AS foreign
       FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
       WHERE c.contype = 'f' AND t.relnamespace IN ('public'::regnamespace, 'directory'::regnamespace)`,
    )
    expect(rows.length).toBeGreaterThan(10)
    for (const { name, local, foreign, ondelete, target } of rows) {
      expect(local, name).toBe('companyId')
      expect(foreign, name).toBe(target === 'companies' ? 'id' : 'companyId')
      // SET NULL or SET DEFAULT would take the company out of a row.
      expect(['a', 'r', 'c'], name).toContain(ondelete)
    }
  })
})

describe('the third lock: row security', () => {
  test('is on for every owned table, with the same condition for seeing and writing', async () => {
    const client = await connectAs('owner')
    const { rows } = await client.query<{
      table: string
      enabled: boolean
      using: string
      check: string
      command: string
      permissive: boolean
    }>(
      `SELECT t.relname AS table, t.relrowsecurity AS enabled, p.polcmd AS command,
         p.polpermissive AS permissive, pg_get_expr(p.polqual, t.oid) AS using,
         pg_get_expr(p.polwithcheck, t.oid) AS check
       FROM pg_class t LEFT JOIN pg_policy p ON p.polrelid = t.oid
       WHERE t.relnamespace = 'public'::regnamespace AND t.relname = ANY($1)`,
      [tables],
    )
    expect(rows.map(({ table }) => table).sort()).toEqual([...tables].sort())
    for (const row of rows) {
      const { key } = owned.find(({ table }) => table === row.table)!
      const column = key === 'id' ? 'id' : '"companyId"'
      const condition = `(${column} = (NULLIF(current_setting('app.company_id'::text, true), ''::text))::bigint)`
      expect(row, row.table).toMatchObject({ enabled: true, command: '*' })
      expect(row.using, row.table).toBe(condition)
      expect(row.check, row.table).toBe(condition)
    }
  })

  test('holds a running role that owns nothing, bypasses nothing and makes no tables', async () => {
    const client = await connectAs('app')
    const { rows } = await client.query(
      `SELECT r.rolsuper, r.rolbypassrls, r.rolcreatedb, r.rolcreaterole,
         has_schema_privilege('public', 'CREATE') AS creates,
         (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owns
       FROM pg_roles r WHERE r.rolname = current_user`,
    )
    expect(rows).toEqual([
      {
        ...{ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false },
        ...{ creates: false, owns: 0 },
      },
    ])
  })

  test('keeps the running role out of the directory, its functions apart', async () => {
    const client = await connectAs('app')
    for (const { table } of Object.values(globalModels)) {
      await expect(client.query(`SELECT * FROM directory."${table}"`), table).rejects.toThrow(
        'permission denied',
      )
    }
    const { rows } = await client.query('SELECT * FROM directory.find_email_address($1)', ['x@y.z'])
    expect(rows).toEqual([])
    await expect(client.query('SELECT * FROM _prisma_migrations')).rejects.toThrow('denied')
  })

  test('gives nobody else a way into the directory', async () => {
    const client = await connectAs('owner')
    const { rows } = await client.query(
      `SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'directory'::regnamespace
         AND (NOT p.prosecdef OR p.proconfig IS NULL
           OR EXISTS (SELECT 1 FROM aclexplode(p.proacl) WHERE grantee = 0))`,
    )
    expect(rows).toEqual([])
  })
})
