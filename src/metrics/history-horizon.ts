import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** How far back a repository's history is here. */
export interface HistoryHorizon {
  /** When lines were last followed through the history; null when they never were. */
  readAt: Date | null
  /** The first whole day of what was followed, ISO; null for all of it. */
  from: string | null
  /** The first whole day of which all commits are here, ISO; null for all of them. */
  commitsFrom: string | null
  /** Every commit is here, from the first one on. */
  isWhole: boolean
  /** Commits that are counted, and not a bot's. */
  commits: number
  /** When an analysis last ended well. */
  commitsReadAt: Date | null
  /** Days from `from` until the reading; null for all history or none. */
  days: number | null
}

const query = namedQuery<HistoryHorizon>(
  'history-horizon-of-repository',
  `SELECT r."historyReadAt" AS "readAt", r."historyFrom"::text AS from,
     ((r."readSince" AT TIME ZONE o."timeZone" - interval '1 microsecond')::date + 1)::text
       AS "commitsFrom", r."headHash" IS NOT NULL AND r."readSince" IS NULL AS "isWhole",
     ((r."historyReadAt" AT TIME ZONE o."timeZone")::date - r."historyFrom")::int AS days,
     (SELECT count(*)::int FROM commits c WHERE c."companyId" = r."companyId"
       AND c."repositoryId" = r.id AND c.counted AND NOT c."byBot" AND c.type <> 'merge') AS commits,
     (SELECT max(a."finishedAt") FROM analyses a WHERE a."companyId" = r."companyId"
       AND a."repositoryId" = r.id AND a.state = 'done') AS "commitsReadAt"
   FROM repositories r JOIN companies o ON o.id = r."companyId"
   WHERE r."companyId" = $1 AND r.id = $2::bigint`,
)

/** How far back a repository's history is here; null when there is no such repository. */
export async function measureHistoryHorizon(
  db: CompanyDatabase,
  repositoryId: bigint,
): Promise<HistoryHorizon | null> {
  const [row] = await db.run(query, repositoryId)
  return row ?? null
}
