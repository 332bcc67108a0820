import { createHash, randomBytes } from 'node:crypto'
import { record } from '../audit/record.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { Secrets } from '../platform/secrets.js'
import { type ConnectionChange, lockConnection } from './connections.js'

/** What is typed into a host so that it tells of changes: shown once, never readable again. */
export interface NewWebhook {
  /** Names the connection in the webhook's address: 256 random bits. */
  key: string
  /** Signs what the host sends. */
  secret: string
}

const setWebhook = namedQuery<{ set: string }>(
  'set-webhook',
  'SELECT directory.set_webhook($1, $2::bigint, $3::bytea)::text AS set',
)

/** Where the secret of a webhook is kept: the place it is encrypted for. */
export const webhookSecretPlace = ({ companyId }: CompanyDatabase, id: bigint) => ({
  ...{ companyId, column: 'connections.webhookSecret', id },
})

/** The digest under which the directory finds a key. */
export const webhookDigest = (key: string) => createHash('sha256').update(key).digest()

const random = () => randomBytes(32).toString('base64url')

/** Makes a connection's webhook, or makes it anew: an earlier one stops working. Null: not there. */
export async function makeWebhook(
  db: CompanyDatabase,
  secrets: Secrets,
  id: bigint,
  { actorId, from }: ConnectionChange,
): Promise<NewWebhook | null> {
  if (!(await lockConnection(db, id))) return null
  const made = { key: random(), secret: random() }
  const webhookSecret = secrets.encrypt(made.secret, webhookSecretPlace(db, id))
  await db.connection.updateMany({ where: { id }, data: { webhookSecret, webhookSeenAt: null } })
  await db.run(setWebhook, id, webhookDigest(made.key))
  await record(db, { action: 'connection.webhook-made', actorId, subjectId: id, from })
  return made
}

/** The secret that signs a connection's webhooks; null where it has none. */
export async function openWebhookSecret(
  db: CompanyDatabase,
  secrets: Secrets,
  id: bigint,
): Promise<string | null> {
  const found = await db.connection.findFirst({ where: { id, removedAt: null } })
  return found?.webhookSecret
    ? secrets.decrypt(found.webhookSecret, webhookSecretPlace(db, id))
    : null
}
