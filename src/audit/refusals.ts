import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { record } from './record.js'
import { nowhere, type Origin } from './traces.js'

/** That somebody who is signed in was refused. */
interface Refusal {
  userId: bigint
  method: string
  /** The route as the product names it, or null. */
  route: string | null
  /** The role, the form, the origin. */
  reason: string
}

const count = namedQuery<{ further: number }>(
  'count-refusal',
  `INSERT INTO refusal_counts AS r ("companyId", "userId", method, route, reason)
   VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT ("companyId", "userId", method, route, reason) DO UPDATE SET further = r.further + 1
   RETURNING r.further`,
)

const close = namedQuery<{ userId: bigint; further: number } & Record<string, string>>(
  'close-refusals',
  `DELETE FROM refusal_counts WHERE "companyId" = $1 AND since <= $2
   RETURNING "userId", method, route, reason, further`,
)

/**
 * Records a refusal: the first of its kind at once, those of the following hour as one entry with their
 * number when it is over. Nobody can fill an audit with what they may not do.
 */
export async function recordRefused(
  db: CompanyDatabase,
  { userId, method, route, reason }: Refusal,
  from: Origin,
): Promise<void> {
  const [row] = await db.run(count, userId, method, route ?? '', reason)
  if (row!.further > 0) return
  const after = { method, route, reason }
  await record(db, { action: 'access.refused', actorId: userId, after, from })
}

/** Writes down how many more there were, once their hour is over. */
export async function closeRefusals(db: CompanyDatabase, now: Date): Promise<void> {
  const hourAgo = new Date(now.getTime() - 3_600_000)
  for (const { userId, method, route, reason, further } of await db.run(close, hourAgo)) {
    if (further === 0) continue
    const after = { method: method!, route: route || null, reason: reason!, further }
    await record(db, { action: 'access.refused', actorId: userId, after, from: nowhere })
  }
}
