import type { Database } from './client.js'
import { namedQuery } from './named-query.js'

/** Companies whose commits are given new days, because their time zone was changed. */

/** How far a company's recount is: the last commit looked at; nulls before the first. */
export interface Recount {
  changedAt: Date
  repositoryId: bigint | null
  hash: Uint8Array | null
}

/** Begins to recount the company's days, or begins again. */
export const queueRecount = namedQuery<{ queued: string }>(
  'queue-recount',
  'SELECT directory.queue_recount($1)::text AS queued',
)

/** The company's recount, held by this transaction; no row when there is none. */
export const holdRecount = namedQuery<Recount>(
  'hold-recount',
  'SELECT * FROM directory.hold_recount($1)',
)

/** Remembers the last commit looked at, and when somebody else may go on. */
export const moveRecount = namedQuery<{ moved: string }>(
  'move-recount',
  'SELECT directory.move_recount($1, $2::bigint, $3::bytea, $4::timestamptz)::text AS moved',
)

export const endRecount = namedQuery<{ ended: string }>(
  'end-recount',
  'SELECT directory.end_recount($1)::text AS ended',
)

/** Whether the company's days are being counted anew. */
export const isRecounting = namedQuery<{ isRecounting: boolean }>(
  'is-recounting',
  'SELECT directory.is_recounting($1) AS "isRecounting"',
)

/** Takes at most so many due recounts; what is not moved on is due again after five minutes. */
export async function takeDueRecounts({ prisma }: Database, most: number): Promise<bigint[]> {
  const rows = await prisma.$queryRaw<{ companyId: bigint }[]>`
    SELECT * FROM directory.take_due_recounts(${most}::int)`
  return rows.map(({ companyId }) => companyId)
}
