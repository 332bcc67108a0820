import type { RemoteRepository } from '../code-hosts/code-host.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** A listing without a sign of life for so long has died with its worker, in milliseconds. */
const silenceMs = 120_000

/** Whether the list is being read by somebody who is still alive. */
export const isListing = (
  { listingSeenAt }: { listingSeenAt: Date | null },
  now = new Date(),
): boolean => listingSeenAt !== null && now.getTime() - listingSeenAt.getTime() < silenceMs

/**
 * Begins to read the list of repositories of a connection.
 * @returns the instant it goes by; null where one is under way, or there is no such connection
 */
export async function beginListing(db: CompanyDatabase, id: bigint): Promise<Date | null> {
  const now = new Date()
  const isFree = [
    { listingSeenAt: null },
    { listingSeenAt: { lt: new Date(now.getTime() - silenceMs) } },
  ]
  const { count } = await db.connection.updateMany({
    where: { id, removedAt: null, OR: isFree },
    data: { listingFrom: now, listingSeenAt: now },
  })
  return count === 1 ? now : null
}

/** A sign of life; false when another listing has taken this one's place. */
export async function seeListing(db: CompanyDatabase, id: bigint, from: Date): Promise<boolean> {
  const where = { id, removedAt: null, listingFrom: from }
  const { count } = await db.connection.updateMany({ where, data: { listingSeenAt: new Date() } })
  return count === 1
}

const store = namedQuery<never>(
  'store-remote-repositories',
  `INSERT INTO remote_repositories ("companyId", "connectionId", "hostId", "fullName", owner,
     "cloneUrl", "webUrl", "defaultBranch", "isPrivate", "isArchived", "isFork", "lastActiveAt", "seenAt")
   SELECT $1, $2::bigint, r."hostId", r."fullName", r.owner, r."cloneUrl", r."webUrl",
     r."defaultBranch", r."isPrivate", r."isArchived", r."isFork", r."lastActiveAt", $3::timestamptz
   FROM jsonb_to_recordset($4::jsonb) AS r ("hostId" text, "fullName" text, owner text,
     "cloneUrl" text, "webUrl" text, "defaultBranch" text, "isPrivate" boolean,
     "isArchived" boolean, "isFork" boolean, "lastActiveAt" timestamptz)
   ON CONFLICT ("companyId", "connectionId", "hostId") DO UPDATE SET "fullName" = excluded."fullName",
     owner = excluded.owner, "cloneUrl" = excluded."cloneUrl", "webUrl" = excluded."webUrl",
     "defaultBranch" = excluded."defaultBranch", "isPrivate" = excluded."isPrivate",
     "isArchived" = excluded."isArchived", "isFork" = excluded."isFork",
     "lastActiveAt" = excluded."lastActiveAt", "seenAt" = excluded."seenAt"`,
)

/** Stores a page of the list. The same repository twice in it, or on two pages, is one. */
export async function storeRemoteRepositories(
  db: CompanyDatabase,
  connectionId: bigint,
  page: readonly RemoteRepository[],
  from: Date,
): Promise<void> {
  const rows = [...new Map(page.map((one) => [one.hostId, one])).values()]
  if (rows.length > 0) await db.run(store, connectionId, from, JSON.stringify(rows))
}

/** Ends a listing that came to its end: what did not stand on it is no longer offered. */
export async function endListing(db: CompanyDatabase, id: bigint, from: Date): Promise<void> {
  await db.remoteRepository.deleteMany({ where: { connectionId: id, seenAt: { lt: from } } })
  const none = { listingFrom: null, listingSeenAt: null }
  const where = { id, listingFrom: from }
  await db.connection.updateMany({ where, data: { ...none, listedAt: from } })
}

/** Gives a listing up half-way: what it stored stays, and what was there before. */
export async function dropListing(db: CompanyDatabase, id: bigint, from: Date): Promise<void> {
  const none = { listingFrom: null, listingSeenAt: null }
  await db.connection.updateMany({ where: { id, listingFrom: from }, data: none })
}
