import type { Database } from '../database/client.js'
import { makeDemo } from '../demo/make-demo.js'
import type { Log } from '../platform/log.js'

/** Makes the sample data of a company that was created for it. */
export async function makeDemoJob(
  { database, log }: { database: Database; log: Log },
  { companyId }: { companyId: bigint },
): Promise<void> {
  const began = Date.now()
  const isMade = await makeDemo(database, companyId)
  const seconds = Math.round((Date.now() - began) / 1000)
  if (isMade) log.info({ seconds }, 'sample data was made')
}
