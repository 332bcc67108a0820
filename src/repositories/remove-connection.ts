import { record } from '../audit/record.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type ConnectionChange, lockConnection } from './connections.js'

const forget = namedQuery<never>(
  'forget-connection',
  `UPDATE connections SET token = NULL, "tokenEnd" = NULL, "tokenUser" = NULL,
     "tokenExpiresAt" = NULL, "accountName" = NULL, report = NULL, "webhookSecret" = NULL,
     "listingFrom" = NULL, "listingSeenAt" = NULL, "faultCode" = NULL, "faultTitle" = NULL,
     "faultAdvice" = NULL, "faultAt" = NULL, "removedAt" = now()
   WHERE "companyId" = $1 AND id = $2::bigint`,
)

const dropCollections = namedQuery<{ dropped: string }>(
  'drop-collections-of-connection',
  `SELECT directory.drop_collection($1, r.id)::text AS dropped FROM repositories r
   WHERE r."companyId" = $1 AND r."connectionId" = $2::bigint`,
)

const dropWebhook = namedQuery<{ dropped: string }>(
  'drop-webhook',
  'SELECT directory.drop_webhook($1, $2::bigint)::text AS dropped',
)

/**
 * Removes a connection: token and webhook secret are destroyed at once, nothing is read through it any
 * more. Repositories and what was read of them stay. False when it is not there.
 */
export async function removeConnection(
  db: CompanyDatabase,
  id: bigint,
  { actorId, from }: ConnectionChange,
): Promise<boolean> {
  const found = await lockConnection(db, id)
  if (!found) return false
  await db.run(forget, id)
  await db.run(dropWebhook, id)
  await db.run(dropCollections, id)
  // What could have been chosen, and what was told of the token's use, is of no use without it.
  const where = { connectionId: id }
  await db.remoteRepository.deleteMany({ where })
  await db.quota.deleteMany({ where })
  await db.webhookDelivery.deleteMany({ where })
  const { host, origin } = found
  const told = { actorId, subjectId: id, before: { host, origin }, from }
  await record(db, { action: 'connection.removed', ...told })
  return true
}
