import { describe, expect, test } from 'vitest'
import { inCompany } from '../../src/database/company.js'
import { makeCompany } from '../support/company.js'

describe('inCompany', () => {
  test('sees its own rows and no others', async () => {
    const a = await makeCompany()
    const b = await makeCompany()
    const seen = await a.work((db) => db.user.findMany())
    expect(seen.map(({ email }) => email)).toEqual([a.owner.email])
    expect(await a.work((db) => db.user.findFirst({ where: { id: b.owner.id } }))).toBeNull()
  })

  test('ASVS 2.3.3: rolls everything back when the work throws', async () => {
    const company = await makeCompany()
    const fails = company.work(async (db) => {
      await db.user.updateMany({ data: { name: 'Changed' } })
      throw new Error('after the write')
    })
    await expect(fails).rejects.toThrow('after the write')
    const user = await company.work((db) => db.user.findFirstOrThrow())
    expect(user.name).toBe('Ines Ribeiro')
  })

  test('refuses to work for nobody', async () => {
    const { database } = await makeCompany()
    const nobody = undefined as unknown as bigint
    await expect(inCompany(database, nobody, async () => 1)).rejects.toThrow('no company')
  })

  test('hands out nothing but models and named queries', async () => {
    const { work } = await makeCompany()
    const handed = await work(async (db) => Object.keys(db))
    expect(handed).not.toContain('$queryRawUnsafe')
    expect(handed).not.toContain('session')
    expect(handed).toContain('commit')
  })

  test('returns promises without a way on to other tables', async () => {
    const { work } = await makeCompany()
    const reached = await work(async (db) => {
      const promise = db.user.findFirst() as unknown as Record<string, unknown>
      await promise
      return 'company' in promise
    })
    expect(reached).toBe(false)
  })
})
