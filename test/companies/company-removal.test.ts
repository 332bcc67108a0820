import { beforeEach, expect, test } from 'vitest'
import { nowhere } from '../../src/audit/traces.js'
import {
  askCompanyRemoval,
  companyRemoval,
  keepCompany,
  removeCompany,
} from '../../src/companies/company-removal.js'
import { findEmailAddress } from '../../src/database/directory.js'
import { inBulk } from '../../src/database/staging.js'
import { doChoreJob } from '../../src/jobs/chores.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { connectAs } from '../support/database.js'
import { silentLog } from '../support/log.js'
import { orphans } from '../support/orphans.js'
import { makeYears } from '../support/retention.js'
import { snapshot } from '../support/snapshot.js'

let company: TestCompany
const told = () => ({ actorId: company.owner.id, from: nowhere })

beforeEach(async () => {
  company = await makeCompany()
  await makeYears(company)
})

const ask = () => company.work((db) => askCompanyRemoval(db, told()))
const remove = () => inBulk(company.database, company.id, removeCompany)

/** As if the seven days were over: what only the owner of the tables can do. */
async function passDays(): Promise<void> {
  const client = await connectAs('owner')
  const over = `UPDATE directory.company_removals SET "dueAt" = now() - interval '1 minute'
    WHERE "companyId" = $1`
  await client.query(over, [String(company.id)])
}

test('tokens are destroyed at once, and everything else waits for seven days', async () => {
  const { connectionId } = (await makeYears(await makeCompany())).connected
  expect(connectionId).toBeDefined()
  const due = await ask()
  const days = (due.getTime() - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(6.99)
  expect(days).toBeLessThan(7.01)
  await company.work(async (db) => {
    const left = { OR: [{ token: { not: null } }, { webhookSecret: { not: null } }] }
    expect(await db.connection.count({ where: left })).toBe(0)
    expect(await db.connection.count({ where: { removedAt: null } })).toBe(0)
    expect(await db.commit.count()).toBe(27)
  })
  // Asked for again, it comes no later.
  expect(await ask()).toEqual(due)
})

test('nothing that runs as the product makes it sooner', async () => {
  await ask()
  expect(await remove()).toBe(false)
  const client = await connectAs('app')
  await client.query("SELECT set_config('app.company_id', $1, false)", [String(company.id)])
  const sooner = `UPDATE directory.company_removals SET "dueAt" = now()`
  await expect(client.query(sooner)).rejects.toThrow('permission denied')
  await expect(client.query('DELETE FROM audit_entries')).rejects.toThrow()
  expect(await company.work((db) => db.commit.count())).toBe(27)
})

test('an owner can think again', async () => {
  await ask()
  expect(await company.work((db) => keepCompany(db, told()))).toBe(true)
  expect(await company.work(companyRemoval)).toBeNull()
  expect(await company.work((db) => keepCompany(db, told()))).toBe(false)
  expect(await remove()).toBe(false)
  const entries = await company.work((db) =>
    db.auditEntry.findMany({ where: { action: { startsWith: 'company.removal' } } }),
  )
  expect(entries.map(({ action }) => action)).toEqual([
    'company.removal-asked',
    'company.removal-taken-back',
  ])
})

test('then all of it is gone, its audit too, and nothing of another company', async () => {
  const other = await makeCompany({ name: 'Contoso' })
  await makeYears(other)
  const before = await snapshot(other.id)
  await ask()
  await passDays()
  const services = { database: company.database, log: silentLog }
  const chore = { companyId: company.id, kind: 'company-removal', subjectId: company.id } as const
  await doChoreJob(services, chore, new AbortController().signal)
  // Not one row of one table.
  expect(await snapshot(company.id)).not.toContain('{')
  expect(await findEmailAddress(company.database, company.owner.email)).toBeNull()
  expect(await snapshot(other.id)).toBe(before)
  expect(await orphans()).toEqual([])
})
