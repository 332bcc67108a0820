import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { findEmailAddress } from '../database/directory.js'
import { hashPassword, isOutdated, verifyPassword } from './passwords.js'
import { normalEmail, type User } from './users.js'

/** No company has this id: what is asked there is answered by nothing. */
const nowhere = 0n

/** Hashes again what was hashed with earlier parameters, now that the password is known. */
async function renew(database: Database, user: User, old: string, password: string): Promise<void> {
  const passwordHash = await hashPassword(password)
  await inCompany(database, user.companyId, (db) =>
    // Not if it was changed in the meantime.
    db.user.updateMany({ where: { id: user.id, passwordHash: old }, data: { passwordHash } }),
  )
}

/**
 * The user with this address and password, or null, also for a deactivated account. A known and an
 * unknown address cost the same: the same questions to the database, and one argon2 verification.
 */
export async function signIn(
  database: Database,
  email: string,
  password: string,
): Promise<User | null> {
  const found = await findEmailAddress(database, normalEmail(email))
  const { companyId, userId } = found ?? { companyId: nowhere, userId: nowhere }
  const row = await inCompany(database, companyId, (db) =>
    db.user.findFirst({ where: { id: userId } }),
  )
  const matches = await verifyPassword(row?.passwordHash ?? null, password)
  if (!row || !matches || row.deactivatedAt !== null) return null
  const { id, name, role } = row
  const user = { companyId, id, name, email: row.email, role }
  if (isOutdated(row.passwordHash)) await renew(database, user, row.passwordHash, password)
  return user
}
