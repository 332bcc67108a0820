import type { Webhook } from '../code-hosts/host-type.js'
import type { CompanyDatabase } from '../database/company.js'
import { requestCollection } from './collections.js'

/** How long a delivery is remembered: hosts repeat theirs within days. */
const keptMs = 7 * 24 * 3_600_000

/** What became of a delivery whose signature was right. */
export type Heeded = 'queued' | 'seen' | 'nothing'

/**
 * Heeds a delivery once: a hint about a repository that is read here puts its reading in line now.
 * Nothing of what it says is taken for data.
 */
export async function heedWebhook(
  db: CompanyDatabase,
  connectionId: bigint,
  webhook: Exclude<Webhook, { kind: 'forged' }>,
  now = new Date(),
): Promise<Heeded> {
  const { companyId } = db
  const { deliveryId, event } = webhook
  const [fresh] = await db.webhookDelivery.createManyAndReturn({
    data: [{ companyId, connectionId, deliveryId, event, receivedAt: now }],
    skipDuplicates: true,
    select: { deliveryId: true },
  })
  if (!fresh) return 'seen'
  await db.webhookDelivery.deleteMany({
    where: { connectionId, receivedAt: { lt: new Date(now.getTime() - keptMs) } },
  })
  await db.connection.updateMany({ where: { id: connectionId }, data: { webhookSeenAt: now } })
  if (webhook.kind === 'other') return 'nothing'
  const repository = await db.repository.findFirst({
    where: { connectionId, hostId: webhook.repositoryHostId },
    select: { id: true },
  })
  if (!repository) return 'nothing'
  return (await requestCollection(db, repository.id, now)) ? 'queued' : 'nothing'
}
