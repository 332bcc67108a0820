import { beforeAll, describe, expect, test } from 'vitest'
import { inCompany } from '../../src/database/company.js'
import { createDemo } from '../../src/demo/create-demo.js'
import { makeDemo } from '../../src/demo/make-demo.js'
import { removeDemo } from '../../src/demo/remove-demo.js'
import { checkRollUps } from '../../src/roll-ups/check-roll-ups.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { connectAs, databaseUrls, testDatabase } from '../support/database.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { poolOf, snapshot } from '../support/snapshot.js'

const database = testDatabase()
let companyId: bigint
let other: TestCompany

const rows = async <Row extends object>(sql: string, id = companyId) =>
  (await poolOf(databaseUrls().superUrl).query<Row>(sql, [String(id)])).rows

/** Rows of the demo company that are so. */
async function count(table: string, where = 'true'): Promise<number> {
  const sql = `SELECT count(*)::int AS n FROM ${table} WHERE "companyId" = $1 AND (${where})`
  return (await rows<{ n: number }>(sql))[0]!.n
}

beforeAll(async () => {
  other = await makeCompany()
  await storeCommits(other, await makeRepository(other), [makeCommit()])
  companyId = (await createDemo(database)).companyId
  expect(await makeDemo(database, companyId)).toBe(true)
}, 300_000)

describe('a demo company', () => {
  test('has 35 people, and bots beside them that are marked and say why', async () => {
    expect(await count('developers', 'NOT "isBot"')).toBe(35)
    expect(await count('developers', '"isBot"')).toBe(4)
    expect(await count('developers', '"isBot" AND "botReason" IS NULL')).toBe(0)
    expect(await count('commits', '"byBot"')).toBeGreaterThan(300)
    expect(await count('pull_requests', '"byBot"')).toBeGreaterThan(100)
  })

  test('has people with several names, each known by them', async () => {
    const [found] = await rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM (SELECT "developerId" FROM identities
         WHERE "companyId" = $1 GROUP BY 1 HAVING count(*) > 1) AS t`,
    )
    expect(found!.n).toBeGreaterThan(25)
    expect(await count('identities', '"developerId" IS NULL')).toBe(0)
    expect(await count('host_accounts', '"developerId" IS NULL')).toBe(0)
  })

  test('has five teams with members, of whom some came, moved and left', async () => {
    const teams = await rows<{ n: number }>(
      `SELECT count(m.id)::int AS n FROM teams t LEFT JOIN team_memberships m
         ON m."companyId" = t."companyId" AND m."teamId" = t.id AND m."to" IS NULL
       WHERE t."companyId" = $1 GROUP BY t.id`,
    )
    expect(teams).toHaveLength(5)
    for (const { n } of teams) expect(n).toBeGreaterThanOrEqual(5)
    expect(await count('team_memberships')).toBe(38)
    expect(await count('team_memberships', '"to" IS NOT NULL')).toBe(4)
  })

  test('has 14 repositories that were read, with hot spots, couplings and ownership', async () => {
    expect(await count('repositories', '"historyReadAt" IS NOT NULL')).toBe(14)
    expect(await count('analyses', "state = 'done'")).toBe(14)
    for (const table of ['hot_spots', 'couplings', 'ownership']) {
      expect(await count(table), table).toBeGreaterThan(50)
    }
  })

  test('has phases that add up, and ends no later than they began', async () => {
    const merged = '"mergedAt" IS NOT NULL'
    expect(await count('pull_requests', merged)).toBeGreaterThan(2000)
    const off = `"codingSeconds" + "pickupSeconds" + "reviewSeconds" + "mergeSeconds"
      IS DISTINCT FROM "cycleSeconds" OR least("codingSeconds", "pickupSeconds", "reviewSeconds",
      "mergeSeconds") < 0`
    expect(await count('pull_requests', `${merged} AND (${off})`)).toBe(0)
    expect(await count('pull_requests', '"mergedAt" < "createdAt"')).toBe(0)
  })

  test('has effort, ratings and roll-ups that are worked out from the facts', async () => {
    expect(await count('commits', `"effortMethod" = 'size and session'`)).toBeGreaterThan(1000)
    expect(await count('commits', 'rating IS NOT NULL')).toBeGreaterThan(3000)
    expect(await count('commits', '"reworkedLines" > 0')).toBeGreaterThan(500)
    expect(await count('commits', 'agent IS NOT NULL')).toBeGreaterThan(100)
    expect(await inCompany(database, companyId, checkRollUps)).toEqual([])
  })

  test('has a connection without a token, that says its token ends soon', async () => {
    const soon = `"tokenExpiresAt" < now() + interval '7 days'`
    expect(await count('connections', `token IS NULL AND ${soon}`)).toBe(1)
    for (const line of ['runs', 'collections_due', 'webhooks']) {
      expect(await count(`directory.${line}`), line).toBe(0)
    }
  })

  test('is not put in line for anything', async () => {
    const client = await connectAs('app')
    await client.query("SELECT set_config('app.company_id', $1, false)", [String(companyId)])
    const [analysis] = await rows<{ id: string }>(
      'SELECT id FROM analyses WHERE "companyId" = $1 LIMIT 1',
    )
    const ask = client.query('SELECT directory.queue_run($1, $2)', [
      String(companyId),
      analysis!.id,
    ])
    await expect(ask).rejects.toThrow('nothing is read for sample data')
  })

  test('is made once', async () => {
    expect(await makeDemo(database, companyId)).toBe(false)
    expect(await makeDemo(database, other.id)).toBe(false)
  })
})

describe('the removal', () => {
  test('is refused for any other company, which cannot become a demo', async () => {
    expect(await other.work(removeDemo)).toBe(false)
    const data = { isDemo: true }
    await expect(other.work((db) => db.company.updateMany({ data }))).rejects.toThrow(
      'stays a demo',
    )
    const client = await connectAs('app')
    await client.query("SELECT set_config('app.company_id', $1, false)", [String(other.id)])
    const foreign = client.query('SELECT directory.remove_demo($1)', [String(companyId)])
    await expect(foreign).rejects.toThrow('not the current company')
  })

  test('leaves no row in any table, and every row of another company as it was', async () => {
    const before = await snapshot(other.id)
    expect(await inCompany(database, companyId, removeDemo)).toBe(true)
    expect(await snapshot(other.id)).toBe(before)
    const tables = await rows<{ name: string }>(
      `SELECT format('%I.%I', c.table_schema, c.table_name) AS name FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
       WHERE c.column_name = 'companyId' AND t.table_type = 'BASE TABLE' AND $1::text <> ''`,
    )
    expect(tables.length).toBeGreaterThan(40)
    for (const { name } of tables) expect(await count(name), name).toBe(0)
    expect(await rows('SELECT id FROM companies WHERE id = $1')).toEqual([])
  })
})
