import { beforeAll, describe, expect, test } from 'vitest'
import { inCompany } from '../../src/database/company.js'
import { createDemo } from '../../src/demo/create-demo.js'
import { makeDemo } from '../../src/demo/make-demo.js'
import { checkRollUps } from '../../src/roll-ups/check-roll-ups.js'
import { databaseUrls, testDatabase } from '../support/database.js'
import { poolOf } from '../support/snapshot.js'

const database = testDatabase()
let companyId: bigint

/** One number of the demo company, as nobody's lock holds it. */
async function count(sql: string): Promise<number> {
  const pool = poolOf(databaseUrls().superUrl)
  const { rows } = await pool.query<{ n: string }>(sql, [String(companyId)])
  return Number(rows[0]?.n)
}

beforeAll(async () => {
  const owner = await createDemo(database)
  companyId = owner.companyId
  const t = Date.now()
  expect(await makeDemo(database, companyId)).toBe(true)
  console.log('made in', Date.now() - t)
}, 180_000)

describe('a demo company', () => {
  test('has 35 people, and bots beside them that are marked', async () => {
    const people = 'SELECT count(*) AS n FROM developers WHERE "companyId" = $1 AND NOT "isBot"'
    expect(await count(people)).toBe(35)
    const bots = 'SELECT count(*) AS n FROM developers WHERE "companyId" = $1 AND "isBot"'
    expect(await count(bots)).toBe(4)
  })

  test('roll-ups', async () => {
    expect(await inCompany(database, companyId, checkRollUps)).toEqual([])
  })
})
