import { expect, test } from 'vitest'
import { namedQuery } from '../../src/database/named-query.js'
import { inBulk, withStaging } from '../../src/database/staging.js'
import { makeCompany } from '../support/company.js'

const table = {
  name: 'staged_things',
  columns: { id: 'integer', text: 'text', bytes: 'bytea', at: 'timestamptz', flag: 'boolean' },
}

const awkward = [
  'tab\there',
  'line\nbreak',
  'return\rhere',
  'back\\slash',
  '\\N',
  '\\.',
  '',
  'ünï ✓ 🙂',
]

test('carries every kind of value through COPY as it was', async () => {
  const { database, id } = await makeCompany()
  const at = new Date('2026-11-24T01:02:03.004Z')
  const bytes = Buffer.from([0, 1, 92, 255, 10])
  const rows = await withStaging(database, id, [table], async (staging) => {
    for (const [index, text] of awkward.entries()) {
      await staging.add(table.name, [index, text, bytes, at, index % 2 === 0])
    }
    await staging.add(table.name, [99, null, null, null, null])
    return staging.publish((query) => query('SELECT * FROM staged_things ORDER BY id'))
  })
  expect(rows.rows.slice(0, -1).map(({ text }) => text)).toEqual(awkward)
  expect(rows.rows[0]).toEqual({ id: 0, text: awkward[0], bytes, at, flag: true })
  expect(rows.rows.at(-1)).toEqual({ id: 99, text: null, bytes: null, at: null, flag: null })
})

test('sends more than one batch', async () => {
  const { database, id } = await makeCompany()
  const text = 'x'.repeat(1000)
  const counted = await withStaging(database, id, [table], async (staging) => {
    for (let at = 0; at < 2000; at++) await staging.add(table.name, [at, text, null, null, null])
    return staging.publish((query) => query('SELECT count(*)::int AS rows FROM staged_things'))
  })
  expect(counted.rows).toEqual([{ rows: 2000 }])
})

test('publishes nothing when the work throws, and leaves a usable pool', async () => {
  const { database, id, work } = await makeCompany()
  const fails = withStaging(database, id, [table], (staging) =>
    staging.publish(async (query) => {
      await query(`UPDATE users SET name = 'Changed' WHERE "companyId" = $1`, [String(id)])
      throw new Error('half-way')
    }),
  )
  await expect(fails).rejects.toThrow('half-way')
  expect((await work((db) => db.user.findFirstOrThrow())).name).toBe('Ines Ribeiro')
})

test('publishes as the company and as no other', async () => {
  const a = await makeCompany()
  const b = await makeCompany()
  const seen = await withStaging(a.database, a.id, [table], (staging) =>
    staging.publish((query) => query('SELECT "companyId" FROM users')),
  )
  expect(seen.rows).toEqual([{ companyId: String(a.id) }])
  const plant = withStaging(a.database, a.id, [table], (staging) =>
    staging.publish((query) =>
      query(
        `INSERT INTO paths ("companyId", "repositoryId", path, folder, digest) VALUES ($1, 1, 'a', '', 'a')`,
        [String(b.id)],
      ),
    ),
  )
  await expect(plant).rejects.toThrow('row-level security')
})

test('leaves no temporary table on the connection', async () => {
  const { database, id } = await makeCompany()
  await withStaging(database, id, [table], async () => {})
  const { rows } = await database.pool.query(
    `SELECT count(*)::int AS tables FROM pg_class WHERE relname = 'staged_things'`,
  )
  expect(rows).toEqual([{ tables: 0 }])
})

test('reads every kind of value as the company’s other transactions do', async () => {
  const { database, id, work } = await makeCompany()
  const query = namedQuery<Record<string, unknown>>(
    'a-test-of-kinds',
    `SELECT $1::bigint AS whole, 12.3::real AS short, 12.3::float8 AS long, '2026-03-04'::date AS day,
       '2026-03-04T10:00:00Z'::timestamptz AS at, ARRAY[1, 2]::bigint[] AS ids, true AS yes, 7 AS number`,
  )
  const [bulk] = await inBulk(database, id, (queries) => queries.run(query))
  const [other] = await work((db) => db.run(query))
  expect(bulk).toEqual(other)
  expect(bulk?.short).toBe(12.3)
})
