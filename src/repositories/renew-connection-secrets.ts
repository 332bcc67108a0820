import type { CompanyDatabase } from '../database/company.js'
import type { Secrets } from '../platform/secrets.js'
import { webhookSecretPlace } from './connection-webhook.js'
import { tokenPlace } from './open-connection.js'

/**
 * Encrypts a company's tokens and webhook secrets anew, those that an earlier master key encrypted;
 * returns how many. One that changes in the meantime is left to its change, which used the present key.
 */
export async function renewConnectionSecrets(
  db: CompanyDatabase,
  secrets: Secrets,
): Promise<number> {
  const held = { OR: [{ token: { not: null } }, { webhookSecret: { not: null } }] }
  const connections = await db.connection.findMany({ where: held })
  let renewed = 0
  for (const { id, token, webhookSecret } of connections) {
    const nextToken = token && secrets.renew(token, tokenPlace(db, id))
    if (nextToken) {
      const where = { id, token }
      renewed += (await db.connection.updateMany({ where, data: { token: nextToken } })).count
    }
    const nextSecret = webhookSecret && secrets.renew(webhookSecret, webhookSecretPlace(db, id))
    if (nextSecret) {
      const where = { id, webhookSecret }
      const data = { webhookSecret: nextSecret }
      renewed += (await db.connection.updateMany({ where, data })).count
    }
  }
  return renewed
}
