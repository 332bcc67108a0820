import { readConfig } from '../config.js'
import { openDatabase } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { auditedCompanies } from '../database/directory.js'
import { renewSecrets } from '../people/renew-secrets.js'
import { runDoor } from '../platform/door.js'
import { Problem } from '../platform/errors.js'
import { openSecretBox } from '../platform/secrets.js'
import { renewConnectionSecrets } from '../repositories/renew-connection-secrets.js'

/**
 * After MASTER_KEY has changed: encrypts everything under the new key (second factors, tokens of code
 * hosts, secrets of webhooks), so that the old one can go from MASTER_KEYS_OLD. Can be run at any time,
 * while everything runs, and again.
 */
async function main(): Promise<void> {
  const { appUrl, masterKey, masterKeysOld, databaseTls: tls } = readConfig()
  if (!appUrl || !masterKey) {
    throw new Problem(
      'There is nothing to rotate secrets with.',
      'Set DATABASE_URL, MASTER_KEY, and the key before it in MASTER_KEYS_OLD.',
    )
  }
  const secrets = openSecretBox(masterKey, masterKeysOld)
  const database = openDatabase(appUrl, { tls })
  let renewed = 0
  try {
    for await (const companyId of auditedCompanies(database)) {
      renewed += await inCompany(database, companyId, async (db) => {
        const factors = await renewSecrets(db, secrets)
        return factors + (await renewConnectionSecrets(db, secrets))
      })
    }
  } finally {
    await database.close()
  }
  console.log(`${renewed} secrets are under the present master key now.`)
}

await runDoor(main)
