import argon2 from 'argon2'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { signIn } from '../../src/people/sign-in.js'
import { makeCompany, newEmail, password } from '../support/company.js'
import { testDatabase } from '../support/database.js'

afterEach(() => {
  vi.restoreAllMocks()
})

describe('signing in', () => {
  test('ASVS 15.3.1: gives the user, without the hash', async () => {
    const { owner, database } = await makeCompany()
    expect(await signIn(database, owner.email, password)).toEqual(owner)
  })

  test('takes the address in any case and with blanks around it', async () => {
    const { owner, database } = await makeCompany()
    const typed = ` ${owner.email.toUpperCase()}\t`
    expect(await signIn(database, typed, password)).toEqual(owner)
  })

  test.each([
    ['another one', 'not the password'],
    ['empty', ''],
    ['in another case', password.toUpperCase()],
    ['with a blank before it', ` ${password}`],
    ['with a blank after it', `${password} `],
    ['cut', password.slice(0, -1)],
  ])('refuses a password that is %s', async (_, typed) => {
    const { owner, database } = await makeCompany()
    expect(await signIn(database, owner.email, typed)).toBeNull()
  })

  test('refuses an address that nobody has, or no longer', async () => {
    const company = await makeCompany()
    const gone = await company.add('manager')
    expect(await signIn(company.database, gone.email, password)).toEqual(gone)
    await company.work((db) => db.user.deleteMany({ where: { id: gone.id } }))
    for (const email of [newEmail(), gone.email, '', '%', "' OR true --"]) {
      expect(await signIn(company.database, email, password)).toBeNull()
    }
  })

  test('gives each address its own company’s user', async () => {
    const [a, b] = await Promise.all([makeCompany(), makeCompany()])
    const users = await Promise.all(
      [a, b].map(({ owner }) => signIn(testDatabase(), owner.email, password)),
    )
    expect(users.map((user) => user?.companyId)).toEqual([a.id, b.id])
  })
})

test('ASVS 6.3.8: a known and an unknown address cost one verification each', async () => {
  const { owner, database } = await makeCompany()
  await signIn(database, newEmail(), 'warms the decoy up')
  const verify = vi.spyOn(argon2, 'verify')
  const hash = vi.spyOn(argon2, 'hash')
  const tries = [
    () => signIn(database, owner.email, password),
    () => signIn(database, owner.email, 'wrong'),
    () => signIn(database, newEmail(), password),
  ]
  for (const [at, attempt] of tries.entries()) {
    await attempt()
    expect(verify).toHaveBeenCalledTimes(at + 1)
  }
  expect(hash).not.toHaveBeenCalled()
})

test('ASVS 11.4.2: a hash of earlier parameters is made anew when the password is known', async () => {
  const { owner, database, work } = await makeCompany()
  const where = { id: owner.id }
  const weak = { type: argon2.argon2id, memoryCost: 8 * 1024, timeCost: 1, parallelism: 1 }
  const passwordHash = await argon2.hash(password, weak)
  await work((db) => db.user.updateMany({ where, data: { passwordHash } }))
  expect(await signIn(database, owner.email, 'not the password')).toBeNull()
  const stored = async () => (await work((db) => db.user.findFirstOrThrow({ where }))).passwordHash
  expect(await stored()).toBe(passwordHash)
  expect(await signIn(database, owner.email, password)).toEqual(owner)
  expect(await stored()).toContain('m=19456,')
  expect(await signIn(database, owner.email, password)).toEqual(owner)
})
