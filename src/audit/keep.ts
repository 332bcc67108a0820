import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { auditedCompanies } from '../database/directory.js'
import type { Log } from '../platform/log.js'
import { anchor, closeOldSegment, forgetOldAccesses } from './checkpoints.js'
import { closeRefusals } from './refusals.js'
import type { CheckpointKey } from './signing.js'

/**
 * Keeps house in every company's audit: closes what is old, forgets old accesses, counts
 * refusals up, signs the end. The
 * signed end goes to the log as well, which leaves this machine: from there an audit can be checked
 * that was shortened together with its checkpoints.
 */
export async function keepAudit(
  database: Database,
  key: CheckpointKey | null,
  log: Log,
  now = new Date(),
): Promise<void> {
  for await (const companyId of auditedCompanies(database)) {
    await inCompany(database, companyId, (db) => forgetOldAccesses(db, now))
    await inCompany(database, companyId, (db) => closeRefusals(db, now))
    if (!key) continue
    const closed = await inCompany(database, companyId, (db) => closeOldSegment(db, key, now))
    const end = await inCompany(database, companyId, (db) => anchor(db, key, now))
    if (closed > 0)
      log.info({ company: String(companyId), closed }, 'a segment of the audit closed')
    if (!end?.isNew) continue
    const digest = Buffer.from(end.digest).toString('hex')
    log.info({ anchor: `${companyId}:${end.position}:${digest}` }, 'the end of an audit was signed')
  }
}
