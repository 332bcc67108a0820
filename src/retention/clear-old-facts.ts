import { nowhere } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { countsAtInSql } from '../repositories/cleared-periods.js'
import { requestCleanUp } from './clean-ups.js'

const withOldFacts = namedQuery<{ id: bigint }>(
  'repositories-with-old-facts',
  `SELECT r.id FROM repositories r WHERE r."companyId" = $1 AND (
     EXISTS (SELECT 1 FROM commits c WHERE c."companyId" = $1 AND c."repositoryId" = r.id
       AND c."localDay" <= $2::timestamptz::date + 1 AND c."authoredAt" < $2::timestamptz)
     OR EXISTS (SELECT 1 FROM pull_requests p WHERE p."companyId" = $1 AND p."repositoryId" = r.id
       AND ${countsAtInSql} < $2::timestamptz))
   ORDER BY r.id`,
)

/**
 * Asks for a clean-up of everything before `before`, where there is anything.
 * @returns how many repositories are cleared
 */
export async function clearOldFacts(db: CompanyDatabase, before: Date): Promise<number> {
  const open = await db.cleanUp.count({ where: { finishedAt: null, requestedById: null } })
  if (open > 0) return 0
  const repositoryIds = (await db.run(withOldFacts, before)).map(({ id }) => id)
  if (repositoryIds.length === 0) return 0
  const wish = { kind: 'period', repositoryIds, name: null, firstDay: null } as const
  const days = { lastDay: before.toISOString().slice(0, 10), fromAt: null, toAt: before }
  await requestCleanUp(db, { ...wish, ...days }, { actorId: null, from: nowhere })
  return repositoryIds.length
}
