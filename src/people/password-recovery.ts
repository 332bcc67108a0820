import { record } from '../audit/record.js'
import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { findEmailAddress } from '../database/directory.js'
import { endRecovery, readRecovery } from '../database/mails-due.js'
import { endLink } from './links.js'
import { queueMail } from './mails.js'

/**
 * Deals with somebody's wish for a new password, in the worker: a link to a known address, nothing to
 * an unknown one. An older link is dead from here on. Done twice it mails twice, and the newer counts.
 */
export async function recoverPassword(database: Database, recoveryId: bigint): Promise<void> {
  const asked = await readRecovery(database, recoveryId)
  if (!asked) return
  const found = await findEmailAddress(database, asked.email)
  if (found) {
    await inCompany(database, found.companyId, async (db) => {
      const user = await db.user.findFirst({ where: { id: found.userId, deactivatedAt: null } })
      if (!user) return
      await endLink(db, 'password-reset', user.id)
      await queueMail(db, 'password-reset', user.email, { name: user.name }, user.id)
      const from = { ip: asked.askedBy, userAgent: null, requestId: null }
      const action = 'password.reset-asked'
      await record(db, { action, actorId: null, subjectId: user.id, from })
    })
  }
  await endRecovery(database, recoveryId)
}
