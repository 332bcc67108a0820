import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownedModels } from '../src/database/owned.js'
import { makeCompany, type TestCompany } from './support/company.js'
import { databaseUrls } from './support/database.js'
import { makeCommit, makeRepository, storeCommits } from './support/facts.js'

// The schema, spread over shards by a hash of the company, as Citus and its like do it: every key and
// every relation must hold its company for that, and a company's question must be answered by one shard.

const owned = Object.values(ownedModels)
const shards = 4

let client: pg.Client
let companies: TestCompany[]

/** Keys first: relations need them. */
const order = { p: 0, u: 1, f: 2 }

/** A table of the product again, as so many partitions in the schema `spread`. */
async function spread({ table, key }: (typeof owned)[number]): Promise<void> {
  await client.query(
    `CREATE TABLE spread."${table}" (LIKE public."${table}" INCLUDING DEFAULTS INCLUDING GENERATED)
     PARTITION BY HASH ("${key}")`,
  )
  for (let shard = 0; shard < shards; shard++) {
    await client.query(
      `CREATE TABLE spread."${table}_${shard}" PARTITION OF spread."${table}"
       FOR VALUES WITH (MODULUS ${shards}, REMAINDER ${shard})`,
    )
  }
}

/** Keys, unique indexes and relations, as the product's own tables have them. */
async function bind(): Promise<{ constraints: number; indexes: number }> {
  const { rows: constraints } = await client.query<{
    table: string
    kind: 'p' | 'u' | 'f'
    definition: string
  }>(
    `SELECT c.conrelid::regclass::text AS table, c.contype AS kind,
       pg_get_constraintdef(c.oid) AS definition
     FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
     WHERE t.relnamespace = 'public'::regnamespace AND c.contype IN ('p', 'u', 'f')
       AND t.relname = ANY($1)`,
    [owned.map(({ table }) => table)],
  )
  for (const { table, definition } of constraints.toSorted(
    (a, b) => order[a.kind] - order[b.kind],
  )) {
    const held = definition.replace(/REFERENCES /, 'REFERENCES spread.')
    await client.query(`ALTER TABLE spread.${table} ADD ${held}`)
  }
  const { rows: indexes } = await client.query<{ definition: string }>(
    `SELECT pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     JOIN pg_class t ON t.oid = i.indrelid
     WHERE t.relnamespace = 'public'::regnamespace AND t.relname = ANY($1) AND i.indisunique
       AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [owned.map(({ table }) => table)],
  )
  for (const { definition } of indexes) {
    await client.query(definition.replace(/ ON public\./, ' ON spread.'))
  }
  return { constraints: constraints.length, indexes: indexes.length }
}

let bound: Awaited<ReturnType<typeof bind>>

beforeAll(async () => {
  companies = await Promise.all([makeCompany(), makeCompany(), makeCompany()])
  for (const company of companies) {
    const place = await makeRepository(company)
    await storeCommits(company, place, [makeCommit(), makeCommit({ type: 'fix' })])
  }
  client = new pg.Client({ connectionString: databaseUrls().superUrl })
  await client.connect()
  // Everything is undone at the end: the other tests of this database see none of it.
  await client.query('BEGIN')
  await client.query('CREATE SCHEMA spread')
  for (const model of owned) await spread(model)
  bound = await bind()
  for (const { table, key } of owned) {
    const { rows } = await client.query<{ columns: string }>(
      `SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum) AS columns FROM pg_attribute
       WHERE attrelid = format('public.%I', $1::text)::regclass AND attnum > 0 AND NOT attisdropped
         AND attgenerated = ''`,
      [table],
    )
    const { columns } = rows[0]!
    await client.query('SET LOCAL session_replication_role = replica')
    await client.query(
      `INSERT INTO spread."${table}" (${columns}) SELECT ${columns} FROM public."${table}"
       WHERE "${key}" = ANY($1::bigint[])`,
      [companies.map(({ id }) => String(id))],
    )
  }
})

afterAll(async () => {
  await client?.query('ROLLBACK')
  await client?.end()
})

describe('spread over shards by company', () => {
  test('every table keeps its keys and its relations', () => {
    expect(bound.constraints).toBeGreaterThan(owned.length * 2)
  })

  test('no relation leaves its shard: every row finds what it names beside it', async () => {
    const { rows } = await client.query<{ table: string; target: string; join: string }>(
      `SELECT c.conrelid::regclass::text AS table, c.confrelid::regclass::text AS target,
         (SELECT string_agg(format('o.%I = f.%I', fa.attname, a.attname), ' AND ')
          FROM unnest(c.conkey, c.confkey) AS k (own, far)
          JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.own
          JOIN pg_attribute fa ON fa.attrelid = c.confrelid AND fa.attnum = k.far) AS join
       FROM pg_constraint c WHERE c.contype = 'f' AND c.conparentid = 0
         AND c.connamespace = 'spread'::regnamespace`,
    )
    expect(rows.length).toBeGreaterThan(50)
    for (const { table, target, join } of rows) {
      // Partitions of both are hashed alike, so that the same number is the same shard.
      const { rows: apart } = await client.query(
        `SELECT 1 FROM ${table} f JOIN ${target} o ON ${join}
         WHERE right(f.tableoid::regclass::text, 1) <> right(o.tableoid::regclass::text, 1) LIMIT 1`,
      )
      expect(apart, `${table} -> ${target}`).toEqual([])
    }
  })

  test('all rows are there', async () => {
    for (const { table, key } of owned) {
      const ids = companies.map(({ id }) => String(id))
      const { rows } = await client.query(
        `SELECT (SELECT count(*) FROM spread."${table}") AS spread,
           (SELECT count(*) FROM public."${table}" WHERE "${key}" = ANY($1::bigint[])) AS whole`,
        [ids],
      )
      expect(rows[0].spread, table).toBe(rows[0].whole)
    }
  })

  test('a company’s question is answered by one of them', async () => {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN (COSTS OFF) SELECT count(*) FROM spread.commits c
       JOIN spread.repositories r ON r."companyId" = c."companyId" AND r.id = c."repositoryId"
       WHERE c."companyId" = ${companies[0]!.id}`,
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(new Set(plan.match(/commits_\d/g))).toHaveProperty('size', 1)
    expect(new Set(plan.match(/repositories_\d/g))).toHaveProperty('size', 1)
  })
})
