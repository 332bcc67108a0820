import { describe, expect, test } from 'vitest'
import { findEmailAddress } from '../../src/database/directory.js'
import { createUser, EmailTaken, findUser, normalEmail } from '../../src/people/users.js'
import { makeCompany, newEmail } from '../support/company.js'
import { connectAs } from '../support/database.js'

const person = (email: string) => ({
  ...{ name: 'Bo', email, role: 'manager' as const, passwordHash: 'a hash' },
})

describe('a user', () => {
  test('is created with a normal address, which leads to the company', async () => {
    const company = await makeCompany()
    const email = newEmail()
    const typed = `  ${email.toUpperCase()} `
    const user = await company.work((db) => createUser(db, person(typed)))
    expect(user).toEqual({
      ...{ companyId: company.id, id: user.id, name: 'Bo', email, role: 'manager' },
    })
    const found = await findEmailAddress(company.database, email)
    expect(found).toEqual({ companyId: company.id, userId: user.id })
  })

  test('ASVS 15.3.1: is found without the password’s hash, in the own company only', async () => {
    const company = await makeCompany()
    const other = await makeCompany()
    const { id } = company.owner
    const found = await company.work((db) => findUser(db, id))
    expect(Object.keys(found ?? {}).toSorted()).toEqual([
      ...['companyId', 'email', 'id', 'name', 'role'],
    ])
    expect(await other.work((db) => findUser(db, id))).toBeNull()
    expect(await company.work((db) => findUser(db, 999_999_999_999n))).toBeNull()
  })
})

describe('an address', () => {
  test('is one whatever its case and the blanks around it', () => {
    expect(normalEmail('\t Ada.Lovelace@Example.COM \n')).toBe('ada.lovelace@example.com')
  })

  test('that is taken in another company is refused, and nothing is left behind', async () => {
    const taken = (await makeCompany()).owner.email
    const company = await makeCompany()
    const again = company.work((db) => createUser(db, person(taken.toUpperCase())))
    await expect(again).rejects.toThrow(EmailTaken)
    expect(await company.work((db) => db.user.count())).toBe(1)
  })

  test('that is taken in the same company is refused in the same way', async () => {
    const company = await makeCompany()
    const again = company.work((db) => createUser(db, person(company.owner.email)))
    await expect(again).rejects.toThrow(EmailTaken)
    expect(await company.work((db) => db.user.count())).toBe(1)
  })

  test('that two companies ask for at once goes to one of them', async () => {
    const [a, b] = await Promise.all([makeCompany(), makeCompany()])
    const email = newEmail()
    const asked = [a, b].map(({ work }) => work((db) => createUser(db, person(email))))
    const results = await Promise.allSettled(asked)
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const owner = await connectAs('super')
    const { rows } = await owner.query(
      'SELECT count(*)::int AS users FROM users WHERE email = $1',
      [email],
    )
    expect(rows).toEqual([{ users: 1 }])
  })

  test('is free again when its user is gone', async () => {
    const company = await makeCompany()
    const { email, id } = await company.add('manager')
    await company.work((db) => db.user.deleteMany({ where: { id } }))
    expect(await findEmailAddress(company.database, email)).toBeNull()
    const other = await makeCompany()
    const user = await other.work((db) => createUser(db, person(email)))
    expect(user.email).toBe(email)
  })
})
