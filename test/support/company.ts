import { randomUUID } from 'node:crypto'
import type { Database } from '../../src/database/client.js'
import { type CompanyDatabase, inCompany } from '../../src/database/company.js'
import type { Role } from '../../src/generated/prisma/enums.js'
import { hashPassword } from '../../src/people/passwords.js'
import { signUp } from '../../src/people/sign-up.js'
import { createUser, type User } from '../../src/people/users.js'
import { testDatabase } from './database.js'

export const password = 'correct horse battery staple'

let hash: Promise<string> | null = null

/** A company of a test's own: isolation for free, tenancy exercised everywhere. */
export interface TestCompany {
  database: Database
  id: bigint
  owner: User
  /** Adds somebody in another role. */
  add(role: Role): Promise<User>
  /** Works in this company. */
  work<T>(work: (db: CompanyDatabase) => Promise<T>): Promise<T>
}

export const newEmail = () => `${randomUUID()}@example.com`

/** Makes a company with its owner, whose password is {@link password}. */
export async function makeCompany({
  name = 'Northwind',
  timeZone = 'UTC',
  database = testDatabase(),
} = {}): Promise<TestCompany> {
  const owner = await signUp(
    database,
    { name, timeZone },
    { name: 'Ines Ribeiro', email: newEmail(), password },
  )
  const id = owner.companyId
  const work: TestCompany['work'] = (work) => inCompany(database, id, work)
  return {
    ...{ database, id, owner, work },
    async add(role) {
      hash ??= hashPassword(password)
      const passwordHash = await hash
      return work((db) =>
        createUser(db, { name: `A ${role}`, email: newEmail(), role, passwordHash }),
      )
    },
  }
}
