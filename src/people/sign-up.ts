import { record } from '../audit/record.js'
import { nowhere, type Origin } from '../audit/traces.js'
import { createCompany } from '../companies/companies.js'
import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { nextCompanyId } from '../database/directory.js'
import { hashPassword } from './passwords.js'
import { createUser, type User } from './users.js'

/**
 * Creates a company with its owner, both or neither.
 * @throws EmailTaken when the owner's address signs somebody in already
 */
export async function signUp(
  database: Database,
  company: { name: string; timeZone: string },
  owner: { name: string; email: string; password: string },
  from: Origin = nowhere,
): Promise<User> {
  const { name, email, password } = owner
  const passwordHash = await hashPassword(password)
  const id = await nextCompanyId(database)
  return inCompany(database, id, async (db) => {
    await createCompany(db, company)
    const user = await createUser(db, { name, email, role: 'owner', passwordHash })
    const after = { timeZone: company.timeZone }
    await record(db, { action: 'company.created', actorId: user.id, after, from })
    return user
  })
}
