import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** What decides whether a session counts, read fresh with every request. */
export interface AccountState {
  /** Sessions keyed before this are over; null when none was ever ended. */
  sessionsFrom: Date | null
  hasSecondFactor: boolean
  /** The company asks for a second factor and there is none yet. */
  mustSetUpSecondFactor: boolean
}

const readState = namedQuery<AccountState>(
  'account-state',
  `SELECT u."sessionsFrom", u."secondFactorAt" IS NOT NULL AS "hasSecondFactor",
     c."requiresSecondFactor" AND u."secondFactorAt" IS NULL AS "mustSetUpSecondFactor"
   FROM users u JOIN companies c ON c.id = u."companyId" WHERE u."companyId" = $1 AND u.id = $2`,
)

/** The state of a user's account, or null when there is no such user. */
export async function accountState(db: CompanyDatabase, id: bigint): Promise<AccountState | null> {
  const [row] = await db.run(readState, id)
  return row ?? null
}
