import type { CompanyQueries } from '../database/company.js'
import { tryFactsAlone } from '../database/fact-lock.js'
import { namedQuery } from '../database/named-query.js'
import type { CleanUp } from './clean-ups.js'

const mark = namedQuery<never>(
  'mark-cleared-period',
  `INSERT INTO cleared_periods
     ("companyId", "repositoryId", "fromAt", "toAt", "firstDay", "lastDay")
   SELECT $1, r.id, $3::timestamptz, $4::timestamptz, $5::date, $6::date FROM repositories r
   WHERE r."companyId" = $1 AND r.id = ANY($2::bigint[]) AND NOT EXISTS (
     SELECT 1 FROM cleared_periods z WHERE z."companyId" = $1 AND z."repositoryId" = r.id
       AND z."fromAt" IS NOT DISTINCT FROM $3::timestamptz
       AND z."toAt" IS NOT DISTINCT FROM $4::timestamptz)`,
)

/** Marks that this one holds, such as last night's of everything before a day. */
const held = namedQuery<never>(
  'drop-held-cleared-periods',
  `DELETE FROM cleared_periods z WHERE z."companyId" = $1 AND z."repositoryId" = ANY($2::bigint[])
     AND ($3::timestamptz IS NULL OR z."fromAt" >= $3::timestamptz)
     AND ($4::timestamptz IS NULL OR z."toAt" <= $4::timestamptz)`,
)

/**
 * Says that these days are cleared. From here on nothing stores facts of them: whoever is about to
 * store has looked before, and is waited for.
 * @returns false where somebody stores facts at this moment: to be tried again
 */
export async function markCleared(queries: CompanyQueries, cleanUp: CleanUp): Promise<boolean> {
  const [row] = await queries.run(tryFactsAlone)
  if (!row?.alone) return false
  const { repositoryIds, fromAt, toAt, firstDay, lastDay } = cleanUp
  await queries.run(held, repositoryIds, fromAt, toAt)
  await queries.run(mark, repositoryIds, fromAt, toAt, firstDay, lastDay)
  return true
}
