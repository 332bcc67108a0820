import type { Database } from '../database/client.js'
import { recoverPassword } from '../people/password-recovery.js'
import { dispatchMails } from './mail-dispatcher.js'
import type { JobQueue } from './queue.js'

/** Finds out whom a forgotten password belongs to, and sends the mail on its way. */
export async function recoverPasswordJob(
  { database, queue }: { database: Database; queue: JobQueue },
  { recoveryId }: { recoveryId: bigint },
): Promise<void> {
  await recoverPassword(database, recoveryId)
  await dispatchMails(database, queue)
}
