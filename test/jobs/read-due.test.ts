import { beforeEach, expect, test } from 'vitest'
import { definitionsVersion } from '../../src/analysis/definitions.js'
import { readDue } from '../../src/jobs/read-due.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { connectAs, testDatabase } from '../support/database.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'

/** Earlier tests of this worker leave repositories behind: they are made to be up to date. */
beforeEach(async () => {
  const client = await connectAs('super')
  await client.query('UPDATE repositories SET "definitionsVersion" = $1, "historyReadAt" = now()', [
    definitionsVersion,
  ])
})

async function readRepository(company: TestCompany, name: string) {
  const place = await makeRepository(company, name)
  await storeCommits(company, place, [makeCommit()])
  await company.work((db) => db.analysis.updateMany({ data: { measured: 1 } }))
  return place
}

const waiting = (company: TestCompany) =>
  company.work((db) =>
    db.analysis.findMany({
      where: { state: 'waiting' },
      select: { repositoryId: true, requestedById: true, window: true },
    }),
  )

async function set(company: TestCompany, repositoryId: bigint, data: object): Promise<void> {
  await company.work((db) => db.repository.updateMany({ where: { id: repositoryId }, data }))
}

test('asks for what older definitions measured, once, in nobody’s name', async () => {
  const company = await makeCompany()
  const { repositoryId } = await readRepository(company, 'old')
  const other = await readRepository(company, 'new')
  await set(company, repositoryId, { definitionsVersion: definitionsVersion - 1 })
  await set(company, other.repositoryId, { definitionsVersion, historyReadAt: new Date() })
  expect(await readDue(testDatabase())).toBe(1)
  expect(await waiting(company)).toEqual([{ repositoryId, requestedById: null, window: 'all' }])
  expect(await readDue(testDatabase())).toBe(0)
})

test('asks for a history that is over a week old and has moved on', async () => {
  const company = await makeCompany()
  const moved = await readRepository(company, 'moved')
  const still = await readRepository(company, 'still')
  const old = new Date(Date.now() - 8 * 86_400_000)
  const read = { definitionsVersion, historyReadAt: old }
  await set(company, moved.repositoryId, read)
  await set(company, still.repositoryId, read)
  // The last analysis of one of them found nothing new.
  await company.work((db) =>
    db.analysis.updateMany({ where: { repositoryId: still.repositoryId }, data: { measured: 0 } }),
  )
  expect(await readDue(testDatabase())).toBe(1)
  expect(await waiting(company)).toMatchObject([{ repositoryId: moved.repositoryId }])
})

test('leaves alone what failed today and what was never read', async () => {
  const company = await makeCompany()
  const { repositoryId } = await readRepository(company, 'broken')
  await makeRepository(company, 'unread')
  await set(company, repositoryId, { definitionsVersion: definitionsVersion - 1 })
  await company.work((db) =>
    db.analysis.updateMany({
      where: { repositoryId },
      data: { state: 'failed', finishedAt: new Date() },
    }),
  )
  expect(await readDue(testDatabase())).toBe(0)
})
