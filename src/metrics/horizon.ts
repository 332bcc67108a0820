import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

const query = namedQuery<{ horizon: string | null }>(
  'history-horizon',
  `SELECT ((max(since) AT TIME ZONE (SELECT "timeZone" FROM companies WHERE id = $1)
       - interval '1 microsecond')::date + 1)::text AS horizon
   FROM (
     SELECT CASE WHEN bool_or(a.since IS NULL) THEN NULL ELSE min(a.since) END AS since
     FROM analyses a
     WHERE a."companyId" = $1 AND a.state = 'done'
       AND ($2::bigint IS NULL OR a."repositoryId" = $2::bigint)
     GROUP BY a."repositoryId"
   ) AS read`,
)

/**
 * The first whole day, in the company's time zone, from which the history of all read repositories is
 * here; null when all of it is, or when none has been read. A comparison that reaches behind it would compare with nothing.
 */
export async function measureHorizon(
  db: CompanyDatabase,
  repositoryId: bigint | null,
): Promise<string | null> {
  const [row] = await db.run(query, repositoryId)
  return row?.horizon ?? null
}
