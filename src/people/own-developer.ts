import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

const query = namedQuery<{ id: bigint }>(
  'developer-of-user',
  `SELECT i."developerId" AS id FROM users u
   JOIN identities i ON i."companyId" = u."companyId" AND lower(i.email) = u.email
   WHERE u."companyId" = $1 AND u.id = $2::bigint AND i."developerId" IS NOT NULL
   ORDER BY i.id LIMIT 1`,
)

/**
 * The developer that somebody who signs in is: one of whose addresses is the confirmed address of the
 * account. Null where no commit carries it.
 */
export async function ownDeveloper(db: CompanyDatabase, userId: bigint): Promise<bigint | null> {
  const [row] = await db.run(query, userId)
  return row?.id ?? null
}
