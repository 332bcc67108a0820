import { requestAnalysis, windowOf } from '../analysis/analyses.js'
import { definitionsVersion } from '../analysis/definitions.js'
import { historyAgeDays } from '../analysis/reading-plan.js'
import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { dueRepositories } from '../database/due.js'
import { lockRepository } from '../repositories/repositories.js'

/** So many are put in line at once: the rest follows in the next rounds. */
const most = 50

/**
 * Asks for the analyses that nobody asks for: of repositories that older definitions measured, and of
 * those whose rework and ownership are a week old and have moved on.
 * @returns how many were asked for
 */
export async function readDue(database: Database): Promise<number> {
  const due = { version: definitionsVersion, ageDays: historyAgeDays, most }
  const repositories = await dueRepositories(database, due)
  for (const { companyId, repositoryId } of repositories) {
    await inCompany(database, companyId, async (db) => {
      if (!(await lockRepository(db, repositoryId))) return
      const window = await windowOf(db, repositoryId)
      await requestAnalysis(db, { repositoryId, userId: null, window })
    })
  }
  return repositories.length
}
