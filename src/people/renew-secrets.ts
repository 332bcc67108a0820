import type { CompanyDatabase } from '../database/company.js'
import type { Secrets } from '../platform/secrets.js'

/**
 * Encrypts a company's secrets anew, those that an earlier master key encrypted; returns how many. One
 * that changes in the meantime is left to its change, which used the present key.
 */
export async function renewSecrets(db: CompanyDatabase, secrets: Secrets): Promise<number> {
  const { companyId } = db
  const users = await db.user.findMany({ where: { totpSecret: { not: null } } })
  let renewed = 0
  for (const { id, totpSecret } of users) {
    const old = totpSecret!
    const next = secrets.renew(old, { companyId, column: 'users.totpSecret', id })
    if (next === null) continue
    const where = { id, totpSecret: old }
    const { count } = await db.user.updateMany({ where, data: { totpSecret: next } })
    renewed += count
  }
  return renewed
}
