import { z } from 'zod'
import type { Cursor, PullRequestPage } from '../code-hosts/code-host.js'
import { queueCollection, type Turn } from '../database/collections-due.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** What a worker needs to know of the reading it was given. */
export interface BegunCollection {
  connectionId: bigint
  repository: { hostId: string; fullName: string }
  readTo: Date | null
  cursor: Cursor | null
  etag: string | null
  reconciledAt: Date | null
}

const cursorShape = z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable()

/** Marks the start of a reading; null where there is nothing to read any more. */
export async function beginCollection(
  db: CompanyDatabase,
  { repositoryId }: Turn,
): Promise<BegunCollection | null> {
  const repository = await db.repository.findFirst({
    where: { id: repositoryId },
    select: { connectionId: true, hostId: true, fullName: true, collection: true },
  })
  const { connectionId, hostId, fullName, collection } = repository ?? {}
  if (!connectionId || !hostId || !fullName || !collection) return null
  const { readTo, cursor, etag, reconciledAt } = collection
  // A reading that begins anew counts anew what it leaves out.
  const anew = cursor === null ? { leftOut: 0 } : {}
  const data = { startedAt: new Date(), ...anew }
  await db.collection.updateMany({ where: { repositoryId }, data })
  return {
    ...{ connectionId, repository: { hostId, fullName }, readTo, etag, reconciledAt },
    // What an earlier version wrote and this one cannot read: from the beginning.
    cursor: cursorShape.safeParse(cursor).data ?? null,
  }
}

const failures = namedQuery<never>(
  'keep-collection-failures',
  `UPDATE collections SET failed = (
     SELECT coalesce(jsonb_object_agg(f.key, f.value), '{}') FROM (
       SELECT key, value FROM jsonb_each((failed - $3::text[]) || $4::text::jsonb)
       ORDER BY key::int DESC LIMIT 500) AS f)
   WHERE "companyId" = $1 AND "repositoryId" = $2::bigint
     AND (failed ?| $3::text[] OR $4::text <> '{}')`,
)

/** Says of these pull requests why they could not be read whole; of `mended` nothing any more. */
export async function keepFailures(
  db: CompanyDatabase,
  repositoryId: bigint,
  failed: Record<number, string>,
  mended: readonly number[],
): Promise<void> {
  await db.run(failures, repositoryId, mended.map(String), JSON.stringify(failed))
}

/** How far a reading has got, in the transaction that stores its page. */
export async function keepProgress(
  db: CompanyDatabase,
  repositoryId: bigint,
  { next, readTo, total }: Pick<PullRequestPage, 'next' | 'readTo' | 'total'>,
): Promise<void> {
  await db.collection.updateMany({
    where: { repositoryId },
    data: {
      ...(next === null ? {} : { cursor: next }),
      ...(readTo === null ? {} : { readTo }),
      ...(total === null ? {} : { hostTotal: total }),
    },
  })
}

const noFault = { faultCode: null, faultTitle: null, faultAdvice: null, faultAt: null }

const forgetCursor = namedQuery<never>(
  'forget-collection-cursor',
  `UPDATE collections SET cursor = NULL WHERE "companyId" = $1 AND "repositoryId" = $2::bigint`,
)

/** A reading has come to its end: what was wrong is over. */
export async function finishCollection(
  db: CompanyDatabase,
  repositoryId: bigint,
  { etag, nextAt }: { etag: string | null; nextAt: Date },
): Promise<void> {
  const data = { etag, nextAt, finishedAt: new Date(), ...noFault }
  await db.collection.updateMany({ where: { repositoryId }, data })
  await db.run(forgetCursor, repositoryId)
}

/** Sends the next reading back to an earlier time, from its beginning. */
export async function readAgainFrom(
  db: CompanyDatabase,
  repositoryId: bigint,
  readTo: Date | null,
): Promise<void> {
  await db.collection.updateMany({ where: { repositoryId }, data: { readTo, etag: null } })
  await db.run(forgetCursor, repositoryId)
}

export interface CollectionFault {
  code: string
  title: string
  advice: string
}

/** A reading has stopped: why, and when it is tried again. */
export async function stopCollection(
  db: CompanyDatabase,
  repositoryId: bigint,
  fault: CollectionFault,
  nextAt: Date,
): Promise<void> {
  const { code: faultCode, title: faultTitle, advice: faultAdvice } = fault
  const data = { faultCode, faultTitle, faultAdvice, faultAt: new Date(), nextAt }
  await db.collection.updateMany({ where: { repositoryId }, data })
}

/** Asks for a reading now. False where the repository is not read through a connection. */
export async function requestCollection(
  db: CompanyDatabase,
  repositoryId: bigint,
  now = new Date(),
): Promise<boolean> {
  const where = { id: repositoryId, connectionId: { not: null }, collection: { isNot: null } }
  const found = await db.repository.findFirst({ where, select: { connectionId: true } })
  if (!found?.connectionId) return false
  await db.run(queueCollection, repositoryId, found.connectionId, now)
  await db.collection.updateMany({ where: { repositoryId }, data: { nextAt: now } })
  return true
}
