import { expect, test } from 'vitest'
import { keepAudit } from '../../src/audit/keep.js'
import { closeRefusals, recordRefused } from '../../src/audit/refusals.js'
import { verifyAudit } from '../../src/audit/verify.js'
import { from, key } from '../support/audit.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { silentLog } from '../support/log.js'

const hour = 3_600_000

async function refuse(company: TestCompany, times: number, route = '/settings/users') {
  const refusal = { userId: company.owner.id, method: 'GET', route, reason: 'role' }
  for (let at = 0; at < times; at++) {
    await company.work((db) => recordRefused(db, refusal, from))
  }
}

const entries = async (company: TestCompany) =>
  (
    await company.work((db) =>
      db.auditEntry.findMany({
        where: { action: 'access.refused' },
        orderBy: { position: 'asc' },
      }),
    )
  ).map(({ after }) => after)

const once = { method: 'GET', route: '/settings/users', reason: 'role' }

test('ASVS 16.3.2: a thousand refusals are two entries, and none is lost', async () => {
  const company = await makeCompany()
  await refuse(company, 40)
  expect(await entries(company)).toEqual([once])
  const later = new Date(Date.now() + hour)
  await company.work((db) => closeRefusals(db, later))
  await company.work((db) => closeRefusals(db, later))
  expect(await entries(company)).toEqual([once, { ...once, further: 39 }])
  expect((await verifyAudit(company.database, company.id, key)).findings).toEqual([])
})

test('each way to be refused is told at once, and each again after its hour', async () => {
  const company = await makeCompany()
  await refuse(company, 1)
  await refuse(company, 1, '/settings/audit')
  expect(await entries(company)).toHaveLength(2)
  await keepAudit(company.database, null, silentLog, new Date(Date.now() + hour))
  // There were no more: nothing is to be added.
  expect(await entries(company)).toHaveLength(2)
  await refuse(company, 1)
  expect(await entries(company)).toHaveLength(3)
})

test('an hour that is not over is left', async () => {
  const company = await makeCompany()
  await refuse(company, 2)
  await company.work((db) => closeRefusals(db, new Date()))
  expect(await entries(company)).toEqual([once])
})

test('many at once are counted whole', async () => {
  const company = await makeCompany()
  await Promise.all(Array.from({ length: 10 }, () => refuse(company, 1)))
  await company.work((db) => closeRefusals(db, new Date(Date.now() + hour)))
  expect(await entries(company)).toEqual([once, { ...once, further: 9 }])
})
