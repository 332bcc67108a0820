import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { findEmailAddress } from '../database/directory.js'
import { makeLink } from '../people/links.js'
import { createDemo } from './create-demo.js'
import { makeDemo } from './make-demo.js'
import { removeDemo } from './remove-demo.js'
import { dayMs } from './work-clock.js'

/** Whose sample data `npm run demo` opens: the same each time. */
const email = 'tour@sample.invalid'
/** A year that ended longer ago has nothing in its last days: it is made anew. */
const freshDays = 7

/** The tour's owner, where there is sample data that is still fresh. */
async function findTour(database: Database, now: Date) {
  const found = await findEmailAddress(database, email)
  if (!found) return null
  return inCompany(database, found.companyId, async (db) => {
    const { isDemo, createdAt } = await db.company.findFirstOrThrow()
    if (now.getTime() - createdAt.getTime() < freshDays * dayMs) return found
    if (isDemo) await removeDemo(db)
    return null
  })
}

/**
 * A link that signs in to sample data, once, within the hour; makes the data where there is none.
 * @param origin where people reach the product
 */
export async function demoLink(
  database: Database,
  origin: string,
  now = new Date(),
): Promise<string> {
  const known = await findTour(database, now)
  const created = known ? null : await createDemo(database, { email })
  const companyId = known?.companyId ?? created!.companyId
  const userId = known?.userId ?? created!.id
  await makeDemo(database, companyId)
  const token = await inCompany(database, companyId, (db) => makeLink(db, 'demo', userId))
  return `${origin}/demo/${token}`
}
