import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

const lastSeenOf = namedQuery<{ userId: bigint; at: Date }>(
  'last-seen-of',
  'SELECT "userId", at FROM directory.last_seen_of($1)',
)

/** When each user of the company was last here; who never was is not in it. */
export async function lastSeen(db: CompanyDatabase): Promise<Map<bigint, Date>> {
  const rows = await db.run(lastSeenOf)
  return new Map(rows.map(({ userId, at }) => [userId, at]))
}
