import { record } from '../audit/record.js'
import { nowhere, type Origin } from '../audit/traces.js'
import { createCompany } from '../companies/companies.js'
import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { nextCompanyId } from '../database/directory.js'
import { useSignUp } from '../database/sign-ups.js'
import { hashPassword } from './passwords.js'
import { createUser, type User } from './users.js'

/** How long the mailed link of a company to be works. */
export const signUpMinutes = 60

/** The link that a company was to be created by has ended; rolls the transaction back. */
export class SignUpEnded extends Error {
  override name = 'SignUpEnded'
}

/** Who signs up: the address is one that a mailed link proves, where `digest` is that link's. */
interface Owner {
  name: string
  email: string
  password: string
  digest?: Uint8Array
}

/**
 * Creates a company with its owner, both or neither.
 * @throws EmailTaken when the owner's address signs somebody in already
 * @throws SignUpEnded when the link was used by another request
 */
export async function signUp(
  database: Database,
  company: { name: string; timeZone: string },
  owner: Owner,
  from: Origin = nowhere,
): Promise<User> {
  const { name, email, password, digest } = owner
  const passwordHash = await hashPassword(password)
  const id = await nextCompanyId(database)
  return inCompany(database, id, async (db) => {
    if (digest) {
      const [used] = await db.run(useSignUp, digest)
      if (used?.email !== email) throw new SignUpEnded()
    }
    await createCompany(db, company)
    const user = await createUser(db, { name, email, role: 'owner', passwordHash })
    const after = { timeZone: company.timeZone }
    await record(db, { action: 'company.created', actorId: user.id, after, from })
    return user
  })
}
