import type { Database } from '../database/client.js'
import { auditedCompanies } from '../database/directory.js'
import { keepRetention } from '../retention/keep-retention.js'

/** Every company's retention, where it is due. */
export async function keepAllRetention(database: Database): Promise<number> {
  let kept = 0
  for await (const companyId of auditedCompanies(database)) {
    if (await keepRetention(database, companyId)) kept += 1
  }
  return kept
}
