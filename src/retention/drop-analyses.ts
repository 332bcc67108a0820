import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { analysisInScope, type Scope, scopeValues } from './scope.js'

const drop = namedQuery<{ gone: number }>(
  'drop-analyses',
  `WITH gone AS (
     DELETE FROM analyses d USING (
       SELECT a.id FROM analyses a WHERE ${analysisInScope}
         AND NOT EXISTS (SELECT 1 FROM commits c WHERE c."companyId" = $1 AND c."analysisId" = a.id)
       ORDER BY a.id LIMIT 500
     ) AS o WHERE d."companyId" = $1 AND d.id = o.id RETURNING 1
   ) SELECT count(*)::int AS gone FROM gone`,
)

/** Deletes some receipts of analyses whose commits are gone. @returns how many went */
export async function dropAnalyses(queries: CompanyQueries, scope: Scope): Promise<number> {
  const [row] = await queries.run(drop, ...scopeValues(scope))
  return row!.gone
}
