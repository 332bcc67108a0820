import type { Database } from './client.js'
import { namedQuery } from './named-query.js'

/** What waits to be mailed, over all companies: ids only. What is taken and not ended is due again. */

/** A mail to send. */
export interface DueMail {
  companyId: bigint
  mailId: bigint
}

/** Lets a mail of the company be sent from an instant on. */
export const queueMailRow = namedQuery<{ queued: string }>(
  'queue-mail',
  'SELECT directory.queue_mail($1, $2, $3)::text AS queued',
)

/** Takes a mail out of line: sent, or given up. */
export const endMail = namedQuery<{ ended: string }>(
  'end-mail',
  'SELECT directory.end_mail($1, $2)::text AS ended',
)

/** Takes at most so many due mails, those that wait longest. */
export function takeDueMails({ prisma }: Database, most: number): Promise<DueMail[]> {
  return prisma.$queryRaw<DueMail[]>`SELECT * FROM directory.take_due_mails(${most}::int)`
}

/** Remembers that a new password was asked for. Looks nothing up: any address costs the same. */
export async function askRecovery(
  { prisma }: Database,
  email: string,
  askedBy: string,
): Promise<void> {
  await prisma.$queryRaw`SELECT directory.ask_recovery(${email}, ${askedBy})`
}

export async function takeDueRecoveries({ prisma }: Database, most: number): Promise<bigint[]> {
  const rows = await prisma.$queryRaw<{ id: bigint }[]>`
    SELECT * FROM directory.take_due_recoveries(${most}::int)`
  return rows.map(({ id }) => id)
}

/** Whose password was asked for and from where, or null when that has been dealt with. */
export async function readRecovery(
  { prisma }: Database,
  id: bigint,
): Promise<{ email: string; askedBy: string; askedAt: Date } | null> {
  const rows = await prisma.$queryRaw<{ email: string; askedBy: string; askedAt: Date }[]>`
    SELECT * FROM directory.read_recovery(${id})`
  return rows[0] ?? null
}

export async function endRecovery({ prisma }: Database, id: bigint): Promise<void> {
  await prisma.$queryRaw`SELECT directory.end_recovery(${id})::text`
}
