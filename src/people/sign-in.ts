import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { findEmailAddress } from '../database/directory.js'
import { verifyPassword } from './passwords.js'
import { normalEmail, type User } from './users.js'

/**
 * The user with this address and password, or null; also null for a deactivated account. A known and an unknown address cost the same:
 * one argon2 verification each.
 */
export async function signIn(
  database: Database,
  email: string,
  password: string,
): Promise<User | null> {
  const found = await findEmailAddress(database, normalEmail(email))
  const row = found
    ? await inCompany(database, found.companyId, (db) =>
        db.user.findFirst({ where: { id: found.userId } }),
      )
    : null
  const matches = await verifyPassword(row?.passwordHash ?? null, password)
  if (!row || !matches || row.deactivatedAt !== null) return null
  const { companyId, id, name, email: address, role } = row
  return { companyId, id, name, email: address, role }
}
