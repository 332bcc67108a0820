import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { dueDigests } from '../database/digests-due.js'
import { queueDigest } from '../people/digests.js'
import type { Log } from '../platform/log.js'

/** So many are queued at once: the rest follows in the next rounds. */
const most = 200

/**
 * Queues the Monday mails that are due, from eight in the morning of each company's own clock. One that
 * fails keeps no other back, and is due again.
 * @returns how many were queued
 */
export async function queueDigests(
  database: Database,
  log: Log,
  now: Date = new Date(),
): Promise<number> {
  let queued = 0
  for (const { companyId, userId, week } of await dueDigests(database, { at: now, most })) {
    try {
      const isNew = await inCompany(database, companyId, (db) => queueDigest(db, userId, week))
      if (isNew) queued++
    } catch (error) {
      log.warn({ err: error, company: String(companyId) }, 'a Monday mail has to wait')
    }
  }
  return queued
}
