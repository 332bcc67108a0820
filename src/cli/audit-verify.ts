import { parseArgs } from 'node:util'
import { checkpointKey, keyOf } from '../audit/signing.js'
import { type AuditCheck, verifyAudit } from '../audit/verify.js'
import { type Config, readConfig } from '../config.js'
import { openDatabase } from '../database/client.js'
import { auditedCompanies } from '../database/directory.js'
import { startEmbedded } from '../database/embedded.js'
import { openSecrets } from '../platform/data-folder.js'
import { runDoor } from '../platform/door.js'
import { Problem } from '../platform/errors.js'
import { readAnchors } from './audit-anchors.js'

/** The database of the configuration, or the embedded one with the secrets that lie beside it. */
async function open(config: Config) {
  if (config.appUrl) return { url: config.appUrl, key: keyOf(config), stop: async () => {} }
  const server = await startEmbedded(config.dataFolder)
  // One that npm start keeps running is not ours to stop.
  const stop = async () => (server.isAdopted ? undefined : server.stop())
  const { MASTER_KEY } = openSecrets(config.dataFolder)
  return { url: server.appUrl, key: keyOf(config) ?? checkpointKey(MASTER_KEY), stop }
}

function describe({ companyId, entries, closed, position, digest, ...check }: AuditCheck): string {
  const { findings, checkpoints } = check
  const word = findings.length === 0 ? 'holds' : 'DOES NOT HOLD'
  const before = closed > 0n ? `, ${closed} in closed segments` : ''
  const head = `company ${companyId}: ${word}. ${entries} entries${before}, ${checkpoints} checkpoints.`
  return [
    `${head} Anchor ${companyId}:${position}:${digest}`,
    ...findings.map(({ kind, position: at, sentence }) => `  entry ${at}: ${kind}. ${sentence}`),
  ].join('\n')
}

/**
 * Checks the audit of every company, and the anchors that were kept elsewhere and are given as
 * arguments. Leaves with 1 when anything was changed, deleted, reordered or cut off.
 */
async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true })
  const anchors = readAnchors(positionals)
  const config = readConfig()
  const { url, key, stop } = await open(config)
  const database = openDatabase(url, { tls: config.databaseTls })
  let broken = 0
  try {
    for await (const companyId of auditedCompanies(database)) {
      const given = anchors.filter((anchor) => anchor.companyId === companyId)
      const check = await verifyAudit(database, companyId, key, given)
      if (check.findings.length > 0) broken += 1
      console.log(describe(check))
      for (const anchor of given) anchors.splice(anchors.indexOf(anchor), 1)
    }
  } finally {
    await database.close()
    await stop()
  }
  for (const { companyId } of anchors) console.log(`company ${companyId}: has no audit any more.`)
  if (broken + anchors.length === 0) return
  throw new Problem(
    `The audit of ${broken + anchors.length} companies does not hold.`,
    'Compare with a backup, and find out who could write to the database.',
  )
}

await runDoor(main)
