import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** An account of a developer on a code host, as lists show it. */
export interface ListedAccount {
  id: bigint
  developerId: bigint
  username: string | null
  name: string | null
  /** Where the code host is: "https://github.com". */
  origin: string
  /** HostAccount.linkedBy. */
  linkedBy: string | null
}

const accounts = namedQuery<ListedAccount>(
  'accounts-of-developers',
  `SELECT a.id, a."developerId", a.username, a.name, c.origin, a."linkedBy"
   FROM host_accounts a
   JOIN connections c ON c."companyId" = a."companyId" AND c.id = a."connectionId"
   WHERE a."companyId" = $1 AND a."developerId" = ANY($2::bigint[])
   ORDER BY lower(a.username), a.id`,
)

/** The accounts of these developers, by name. */
export const listAccounts = (
  db: CompanyDatabase,
  developerIds: readonly bigint[],
): Promise<ListedAccount[]> => db.run(accounts, developerIds)
