import type { Database } from './client.js'
import { namedQuery } from './named-query.js'

/** Work on a company's data that goes on in small steps until it is done, whatever stops it. */
export const choreKinds = ['clean-up', 'erasure', 'company-removal'] as const
export type ChoreKind = (typeof choreKinds)[number]

export interface Chore {
  companyId: bigint
  kind: ChoreKind
  subjectId: bigint
}

/** Puts a chore in line: `$2` its kind, `$3` its subject, `$4` from when on. */
export const queueChore = namedQuery<{ queued: string }>(
  'queue-chore',
  `SELECT directory.queue_chore($1, $2::text, $3::bigint, $4::timestamptz)::text AS queued`,
)

/** A chore is done, or no longer wanted. */
export const endChore = namedQuery<{ ended: string }>(
  'end-chore',
  'SELECT directory.end_chore($1, $2::text, $3::bigint)::text AS ended',
)

/** Takes at most so many due chores; what is not put off or ended is due again after five minutes. */
export async function takeDueChores({ prisma }: Database, most: number): Promise<Chore[]> {
  return prisma.$queryRaw<Chore[]>`SELECT * FROM directory.take_due_chores(${most}::int)`
}
