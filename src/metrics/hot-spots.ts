import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/**
 * Files that are both complex and often changed, as lineage/hot-spots.ts worked them out:
 *   score = decision points now x commits touching the file in twelve months, the largest being 100
 * Horizon: decision points are those gained since the first commit that is here, and fewer than
 * twelve months are counted where less is here. Left out: paths an admin has excluded.
 */
export interface HotSpot {
  path: string
  commits: number
  decisionPoints: number
  /** 0 to 100. */
  score: number
}

const query = namedQuery<HotSpot>(
  'hot-spots',
  `SELECT p.path, h.commits, h."decisionPoints", h.score::float8 AS score
   FROM hot_spots h
   JOIN paths p ON p."companyId" = h."companyId" AND p."repositoryId" = h."repositoryId"
     AND p.id = h."pathId"
   WHERE h."companyId" = $1 AND h."repositoryId" = $2::bigint AND NOT p.excluded
   ORDER BY h.score DESC, p.path LIMIT $3::int`,
)

/** The hottest files of a repository. */
export function measureHotSpots(
  db: CompanyDatabase,
  repositoryId: bigint,
  most: number,
): Promise<HotSpot[]> {
  return db.run(query, repositoryId, most)
}
