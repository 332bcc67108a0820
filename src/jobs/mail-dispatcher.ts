import type { Database } from '../database/client.js'
import { takeDueMails, takeDueRecoveries } from '../database/mails-due.js'
import { takeDueSignUps } from '../database/sign-ups.js'
import type { JobQueue } from './queue.js'

/** How many of each are let into the queue at once. */
const most = 50

/**
 * Lets due mails, recoveries and beginnings of companies into the queue. Called after each request that queued one and every
 * few seconds; what the queue loses is due again some minutes later.
 */
export async function dispatchMails(database: Database, queue: JobQueue): Promise<number> {
  const recoveries = await takeDueRecoveries(database, most)
  for (const id of recoveries) {
    await queue.add('recover-password', `recovery-${id}`, { recoveryId: String(id) })
  }
  const signUps = await takeDueSignUps(database, most)
  for (const id of signUps) {
    await queue.add('mail-sign-up', `sign-up-${id}`, { signUpId: String(id) })
  }
  const mails = await takeDueMails(database, most)
  for (const { companyId, mailId } of mails) {
    const ids = { companyId: String(companyId), mailId: String(mailId) }
    await queue.add('send-mail', `mail-${companyId}-${mailId}`, ids)
  }
  return recoveries.length + signUps.length + mails.length
}
