import type { Database } from '../database/client.js'
import { takeDueMails, takeDueRecoveries } from '../database/mails-due.js'
import type { JobQueue } from './queue.js'

/** How many mails and recoveries are let into the queue at once. */
const most = 50

/**
 * Lets due mails and recoveries into the queue. Called after each request that queued one and every
 * few seconds; what the queue loses is due again some minutes later.
 */
export async function dispatchMails(database: Database, queue: JobQueue): Promise<number> {
  const recoveries = await takeDueRecoveries(database, most)
  for (const id of recoveries) {
    await queue.add('recover-password', `recovery-${id}`, { recoveryId: String(id) })
  }
  const mails = await takeDueMails(database, most)
  for (const { companyId, mailId } of mails) {
    const ids = { companyId: String(companyId), mailId: String(mailId) }
    await queue.add('send-mail', `mail-${companyId}-${mailId}`, ids)
  }
  return recoveries.length + mails.length
}
