import { expect, test } from 'vitest'
import { measureHorizon } from '../../src/metrics/horizon.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeRepository, requestAgain, storeCommits } from '../support/facts.js'

const horizon = (company: TestCompany, repositoryId: bigint | null = null) =>
  company.work((db) => measureHorizon(db, repositoryId))

const read = async (company: TestCompany, name: string, since: string | null) => {
  const place = await makeRepository(company, name)
  await storeCommits(company, place, [], { since: since === null ? null : new Date(since) })
  return place.repositoryId
}

test('there is no horizon before anything is read', async () => {
  const company = await makeCompany()
  expect(await horizon(company)).toBeNull()
  const { repositoryId } = await makeRepository(company)
  expect(await horizon(company, repositoryId)).toBeNull()
})

test('a whole history has no horizon, a window has its beginning', async () => {
  const company = await makeCompany()
  const whole = await read(company, 'whole', null)
  expect(await horizon(company)).toBeNull()
  const part = await read(company, 'part', '2025-12-04T12:00:00Z')
  expect(await horizon(company, whole)).toBeNull()
  expect(await horizon(company, part)).toBe('2025-12-05')
  expect(await horizon(company)).toBe('2025-12-05')
})

test('over several repositories the shortest history decides', async () => {
  const company = await makeCompany()
  await read(company, 'year', '2025-03-04T12:00:00Z')
  await read(company, 'quarter', '2025-12-04T12:00:00Z')
  expect(await horizon(company)).toBe('2025-12-05')
})

test('over several readings of one repository the longest decides, in any order', async () => {
  const company = await makeCompany()
  const repositoryId = await read(company, 'express', '2025-03-04T12:00:00Z')
  const again = async (since: Date | null) => {
    const analysisId = await requestAgain(company, repositoryId)
    await storeCommits(company, { repositoryId, analysisId }, [], { since })
  }
  await again(new Date('2025-12-04T12:00:00Z'))
  expect(await horizon(company)).toBe('2025-03-05')
  await again(null)
  expect(await horizon(company)).toBeNull()
})

test('a reading that has not ended, or failed, moves nothing', async () => {
  const company = await makeCompany()
  const repositoryId = await read(company, 'express', '2025-12-04T12:00:00Z')
  const id = await requestAgain(company, repositoryId)
  expect(await horizon(company)).toBe('2025-12-05')
  await company.work((db) => db.analysis.updateMany({ where: { id }, data: { state: 'failed' } }))
  expect(await horizon(company)).toBe('2025-12-05')
})

test('another company’s readings do not count', async () => {
  await read(await makeCompany(), 'express', '2025-12-04T12:00:00Z')
  expect(await horizon(await makeCompany())).toBeNull()
})

test('it is the first whole day of the company’s own time zone', async () => {
  const company = await makeCompany({ timeZone: 'Pacific/Auckland' })
  // Half past twelve on the 5th in Auckland: the 6th is the first day that is whole.
  await read(company, 'express', '2025-12-04T23:30:00Z')
  expect(await horizon(company)).toBe('2025-12-06')
})
