import { expect, test } from 'vitest'
import { currentCompany } from '../../src/companies/companies.js'
import { signUp } from '../../src/people/sign-up.js'
import { EmailTaken } from '../../src/people/users.js'
import { makeCompany, newEmail, password } from '../support/company.js'
import { connectAs, testDatabase } from '../support/database.js'

const owner = (email = newEmail()) => ({ name: 'Ines', email, password })

test('a company begins with its owner', async () => {
  const company = await makeCompany({ name: 'Northwind', timeZone: 'America/St_Johns' })
  expect(company.owner).toMatchObject({ role: 'owner', companyId: company.id })
  expect(await company.work(currentCompany)).toEqual({
    ...{ id: company.id, name: 'Northwind', timeZone: 'America/St_Johns' },
    ...{ isDemo: false, individuals: 'named' },
  })
  const users = await company.work((db) => db.user.findMany())
  expect(users).toHaveLength(1)
  expect(users[0]?.passwordHash).toMatch(/^\$argon2id\$/)
})

test('two companies may have the same name', async () => {
  const [a, b] = await Promise.all([makeCompany(), makeCompany()])
  expect(a.id).not.toBe(b.id)
})

test('a taken address makes neither a company nor a user', async () => {
  const { owner: taken, database } = await makeCompany()
  const name = `Refused ${newEmail()}`
  const again = signUp(database, { name, timeZone: 'UTC' }, owner(taken.email))
  await expect(again).rejects.toThrow(EmailTaken)
  const behind = await connectAs('super')
  const { rows } = await behind.query('SELECT id FROM companies WHERE name = $1', [name])
  expect(rows).toEqual([])
})

test('the same form sent twice at once makes one company', async () => {
  const name = `Double ${newEmail()}`
  const email = newEmail()
  const send = () => signUp(testDatabase(), { name, timeZone: 'UTC' }, owner(email))
  const results = await Promise.allSettled([send(), send(), send()])
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const behind = await connectAs('super')
  const { rows } = await behind.query('SELECT id FROM companies WHERE name = $1', [name])
  expect(rows).toHaveLength(1)
})
