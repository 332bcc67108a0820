import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { Role } from '../generated/prisma/enums.js'
import { errorCode } from '../platform/errors.js'

/** A user as the product shows it: never with the password's hash. */
export interface User {
  companyId: bigint
  id: bigint
  name: string
  email: string
  role: Role
}

const shown = { companyId: true, id: true, name: true, email: true, role: true } as const

const claimEmailAddress = namedQuery<{ claimed: boolean }>(
  'claim-email-address',
  'SELECT directory.claim_email_address($1, $2, $3) AS claimed',
)

/** E-mail addresses are one whatever their case. */
export const normalEmail = (email: string) => email.trim().toLowerCase()

/** Thrown where an e-mail address belongs to somebody already; rolls the transaction back. */
export class EmailTaken extends Error {
  override name = 'EmailTaken'
}

/**
 * Creates a user of the company.
 * @throws EmailTaken when the address signs somebody in already, here or in another company
 */
export async function createUser(
  db: CompanyDatabase,
  user: { name: string; email: string; role: Role; passwordHash: string },
): Promise<User> {
  const email = normalEmail(user.email)
  const data = { ...user, email, companyId: db.companyId }
  const created = await db.user.create({ data, select: shown }).catch((error) => {
    // P2002: the company has this address already.
    throw errorCode(error) === 'P2002' ? new EmailTaken() : error
  })
  const [row] = await db.run(claimEmailAddress, email, created.id)
  if (!row?.claimed) throw new EmailTaken()
  return created
}

/** The user with this id whose account is in use, or null. */
export function findUser(db: CompanyDatabase, id: bigint): Promise<User | null> {
  return db.user.findFirst({ where: { id, deactivatedAt: null }, select: shown })
}
