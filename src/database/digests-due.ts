import type { Database } from './client.js'

/** Somebody whose Monday mail is due, and the week's Monday in their company's time zone. */
export interface DueDigest {
  companyId: bigint
  userId: bigint
  week: string
}

/** Whose mail is due at a moment, over all companies; `most` at most. */
export const dueDigests = (
  { prisma }: Database,
  { at, most }: { at: Date; most: number },
): Promise<DueDigest[]> =>
  prisma.$queryRaw<DueDigest[]>`SELECT "companyId", "userId", week::text AS week
    FROM directory.due_digests(${at}::timestamptz, ${most}::int)`
