import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { takeDueRecounts } from '../database/recounts.js'
import { inBulk } from '../database/staging.js'
import type { Log } from '../platform/log.js'
import { recountDays, releaseRecount } from '../roll-ups/recount-days.js'
import type { JobQueue } from './queue.js'

/** Gives a company's commits the days of its new time zone, piece by piece. */
export async function changeTimeZoneJob(
  { database, log }: { database: Database; log: Log },
  { companyId }: { companyId: bigint },
  leaving: AbortSignal,
): Promise<void> {
  const piece = () => inBulk(database, companyId, (queries) => recountDays(queries))
  let state = await piece()
  while (state === 'more' && !leaving.aborted) state = await piece()
  if (state === 'more') await inCompany(database, companyId, releaseRecount)
  if (state === 'done') log.info('days were counted anew')
}

/** Lets due recounts into the queue. */
export async function dispatchRecounts(database: Database, queue: JobQueue): Promise<number> {
  const companies = await takeDueRecounts(database, 20)
  for (const id of companies) {
    await queue.add('change-time-zone', `recount-${id}`, { companyId: String(id) })
  }
  return companies.length
}
