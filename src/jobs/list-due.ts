import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { dueLists } from '../database/due.js'
import { beginListing, dropListing } from '../repositories/remote-repositories.js'
import type { JobQueue } from './queue.js'

/** A list older than this is read again, in hours; and so many are let in at once. */
const oldestHours = 6
const most = 20

/**
 * Asks for the list of repositories that a connection reaches to be read now.
 * @returns false where it is being read already, or there is no such connection
 */
export async function requestListing(
  database: Database,
  queue: JobQueue,
  { companyId, connectionId }: { companyId: bigint; connectionId: bigint },
): Promise<boolean> {
  const from = await inCompany(database, companyId, (db) => beginListing(db, connectionId))
  if (!from) return false
  const ids = { companyId: String(companyId), connectionId: String(connectionId) }
  const listing = from.getTime()
  try {
    await queue.add('list-repositories', `list-${companyId}-${connectionId}-${listing}`, {
      ...{ ...ids, listing },
    })
  } catch (error) {
    // The store is away: it is due again.
    await inCompany(database, companyId, (db) => dropListing(db, connectionId, from))
    throw error
  }
  return true
}

/** Asks for the lists that nobody asks for: repositories are renamed, moved and deleted meanwhile. */
export async function listDue(database: Database, queue: JobQueue): Promise<number> {
  const due = await dueLists(database, { ageHours: oldestHours, most })
  for (const connection of due) await requestListing(database, queue, connection)
  return due.length
}
