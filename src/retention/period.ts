import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

const bounds = namedQuery<{ fromAt: Date | null; toAt: Date }>(
  'instants-of-days',
  `SELECT ($2::date)::timestamp AT TIME ZONE o."timeZone" AS "fromAt",
     least(now(), ($3::date + 1)::timestamp AT TIME ZONE o."timeZone") AS "toAt"
   FROM companies o WHERE o.id = $1`,
)

/**
 * The instants between which local days lie, both included; null for no bound. It ends now at the
 * latest: what is still to come is not cleared.
 */
export async function instantsOf(
  db: CompanyDatabase,
  firstDay: string | null,
  lastDay: string | null,
): Promise<{ fromAt: Date | null; toAt: Date }> {
  const [row] = await db.run(bounds, firstDay, lastDay)
  return row!
}
