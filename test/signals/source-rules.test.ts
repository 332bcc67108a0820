import { describe, expect, test } from 'vitest'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { makePerson, makePull } from '../support/pulls.js'
import { daysBefore, find, findAll, kinds, now } from '../support/signals.js'

const hourMs = 3_600_000
const from = (hours: number) => new Date(now.getTime() + hours * hourMs)

/** A company with a connection, a repository read through it, and a person. */
async function start(connection: object = {}, collection: object | null = null) {
  const company = await makeCompany()
  const place = await makeRepository(company, 'checkout-api')
  const ann = await makePerson(company, 'Ann')
  await company.work(async (db) => {
    const { id } = await db.connection.findFirstOrThrow()
    await db.connection.updateMany({ where: { id }, data: connection })
    const { repositoryId } = place
    await db.repository.updateMany({ where: { id: repositoryId }, data: { connectionId: id } })
    const { companyId } = db
    if (collection) await db.collection.create({ data: { companyId, repositoryId, ...collection } })
  })
  return { company, ...place, ann }
}

describe('a token', () => {
  test.each([
    ['just more than fourteen days', 14 * 24 + 1, 0, null, ''],
    ['fourteen days', 14 * 24, 1, 'warn', 'expires in 14 days'],
    ['three days', 72, 1, 'warn', 'expires in 3 days'],
    ['less than three', 71, 1, 'bad', 'expires in 2 days'],
    ['an hour', 1, 1, 'bad', 'expires within a day'],
    ['an hour ago', -1, 1, 'bad', 'has expired'],
  ])('that ends in %s', async (_, hours, found, tone, words) => {
    const { company } = await start({ tokenExpiresAt: from(hours) })
    const signals = await find(company, 'token-expiring')
    expect(signals).toHaveLength(found)
    if (!signals[0]) return
    expect(signals[0]).toMatchObject({ tone, title: `The token of Acme ${words}` })
    expect(signals[0].isStale).toBe(hours < 0)
  })

  test('of a removed connection, or of another repository’s, is none', async () => {
    const tokenExpiresAt = from(1)
    const { company, repositoryId } = await start({ tokenExpiresAt })
    const place = { repositoryId }
    expect(await find(company, 'token-expiring', { place })).toHaveLength(1)
    const other = await makeRepository(company, 'other')
    const elsewhere = { repositoryId: other.repositoryId }
    expect(await find(company, 'token-expiring', { place: elsewhere })).toEqual([])
    const gone = await start({ tokenExpiresAt, removedAt: now })
    expect(await find(gone.company, 'token-expiring')).toEqual([])
  })

  test('leads an admin to the connection, a manager to the repositories', async () => {
    const { company } = await start({ tokenExpiresAt: from(1) })
    const path = async (role: 'admin' | 'manager') =>
      (await find(company, 'token-expiring', { role }))[0]?.rows?.path
    expect(await path('admin')).toMatch(/^\/settings\/connections\/\d+$/)
    expect(await path('manager')).toBe('/repositories')
  })
})

describe('a collection', () => {
  const stopped = (hours: number) => ({
    faultTitle: 'GitHub refused the token.',
    faultAt: from(-hours),
  })

  test.each([
    [5.9, 0],
    [6, 1],
    [7, 1],
  ])('that stopped %d hours ago', async (hours, found) => {
    const own = await start({}, stopped(hours))
    const signals = await find(own.company, 'collection-failing')
    expect(signals).toHaveLength(found)
    const whole = await start(stopped(hours))
    expect(await find(whole.company, 'collection-failing')).toHaveLength(found)
  })

  test('says what happened, once for a connection', async () => {
    const { company } = await start(stopped(8), stopped(7))
    expect(await find(company, 'collection-failing')).toMatchObject([
      {
        title: 'Acme is not read',
        evidence:
          'GitHub refused the token. Pull requests of checkout-api stand still since then. Nothing was lost.',
      },
    ])
  })
})

describe('an analysis', () => {
  async function failed(hours: number) {
    const made = await start()
    const data = {
      state: 'failed',
      faultTitle: 'The host says no.',
      finishedAt: from(-hours),
    } as const
    await made.company.work((db) => db.analysis.updateMany({ data }))
    return made.company
  }

  test.each([
    [1.9, 0],
    [2, 1],
    [3, 1],
  ])('that failed %d hours ago, told after two', async (hours, found) => {
    const company = await failed(hours)
    const signals = await find(company, 'reading-failing', { at: { hours: 2 } })
    expect(signals).toHaveLength(found)
    if (found === 0) return
    expect(signals[0]?.title).toBe('checkout-api could not be read')
    expect(signals[0]?.rows?.path).toMatch(/^\/repositories\/\d+\/analyses\/\d+$/)
  })
})

test('a source comes first, and while it is stale nothing is praised', async () => {
  const { company, repositoryId, analysisId } = await start()
  const place = { repositoryId, analysisId }
  await storeCommits(company, place, [makeCommit()])
  const pull = (cycleHours: number, days: number) =>
    makePull(company, repositoryId, {
      ...{ cycleHours, mergedDay: daysBefore(days), createdDay: daysBefore(days) },
      isUnreviewed: true,
    })
  for (let one = 0; one < 10; one++) await pull(20, 40)
  for (let one = 0; one < 10; one++) await pull(10, 4)
  const open = { mergedDay: null, createdDay: '2026-01-05' }
  for (let one = 0; one < 5; one++) await makePull(company, repositoryId, open)
  expect(kinds((await findAll(company)).shown)).toEqual(['stuck-pulls', 'delivery-faster'])
  const connection = (tokenExpiresAt: Date) =>
    company.work((db) => db.connection.updateMany({ data: { tokenExpiresAt } }))
  await connection(from(9 * 24))
  const soon = ['token-expiring', 'stuck-pulls', 'delivery-faster']
  expect(kinds((await findAll(company)).shown)).toEqual(soon)
  await connection(from(-1))
  expect(kinds((await findAll(company)).shown)).toEqual(['token-expiring', 'stuck-pulls'])
})
