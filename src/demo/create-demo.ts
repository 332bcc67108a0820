import { randomBytes } from 'node:crypto'
import { record } from '../audit/record.js'
import { nowhere, type Origin } from '../audit/traces.js'
import { createCompany } from '../companies/companies.js'
import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { nextCompanyId } from '../database/directory.js'
import { hashPassword } from '../people/passwords.js'
import { createUser, type User } from '../people/users.js'

/** An address that no mail reaches, of somebody who visits sample data. */
const visitorAddress = () => `visitor-${randomBytes(6).toString('hex')}@sample.invalid`

/**
 * Creates a company for sample data, still empty, with an owner whose password nobody knows: whoever
 * asked for it is signed in, and cannot sign in again.
 */
export async function createDemo(
  database: Database,
  { email = visitorAddress(), from = nowhere }: { email?: string; from?: Origin } = {},
): Promise<User> {
  const passwordHash = await hashPassword(randomBytes(24).toString('base64url'))
  const id = await nextCompanyId(database)
  return inCompany(database, id, async (db) => {
    const timeZone = 'Europe/Lisbon'
    await createCompany(db, { name: 'Quillhaven', timeZone, isDemo: true })
    const user = await createUser(db, {
      name: 'Sample Visitor',
      email,
      role: 'owner',
      passwordHash,
    })
    await record(db, { action: 'company.created', actorId: user.id, after: { timeZone }, from })
    return user
  })
}
