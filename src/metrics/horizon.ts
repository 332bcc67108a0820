import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

const query = namedQuery<{ horizon: string | null; repositories: number }>(
  'history-horizon',
  `SELECT max(since)::date::text AS horizon, count(*)::int AS repositories FROM (
     SELECT CASE WHEN bool_or(a.since IS NULL) THEN NULL ELSE min(a.since) END AS since
     FROM analyses a
     WHERE a."companyId" = $1 AND a.state = 'done'
       AND ($2::bigint IS NULL OR a."repositoryId" = $2::bigint)
     GROUP BY a."repositoryId"
   ) AS read`,
)

/**
 * The date from which the history of all read repositories is here; null when all of it is, or when
 * none has been read. A comparison that reaches behind it would compare with nothing.
 */
export async function measureHorizon(
  db: CompanyDatabase,
  repositoryId: bigint | null,
): Promise<string | null> {
  const [row] = await db.run(query, repositoryId)
  return row?.horizon ?? null
}
