import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/**
 * Files that change together, as lineage/couplings.ts worked them out:
 *   degree = commits touching both / mean of the commits touching either, 0 to 1
 * of at least 5 shared commits. Horizon: twelve months, or what is here of them. Left out: changes of
 * more than 30 files, and pairs with a path that an admin has excluded.
 */
export interface Coupling {
  path: string
  other: string
  shared: number
  degree: number
}

const query = namedQuery<Coupling>(
  'couplings',
  `SELECT p.path, o.path AS other, k.shared, k.degree::float8 AS degree
   FROM couplings k
   JOIN paths p ON p."companyId" = k."companyId" AND p."repositoryId" = k."repositoryId"
     AND p.id = k."pathId"
   JOIN paths o ON o."companyId" = k."companyId" AND o."repositoryId" = k."repositoryId"
     AND o.id = k."otherPathId"
   WHERE k."companyId" = $1 AND k."repositoryId" = $2::bigint AND NOT p.excluded AND NOT o.excluded
   ORDER BY k.degree DESC, k.shared DESC, p.path, o.path LIMIT $3::int`,
)

/** The closest pairs of a repository. */
export function measureCouplings(
  db: CompanyDatabase,
  repositoryId: bigint,
  most: number,
): Promise<Coupling[]> {
  return db.run(query, repositoryId, most)
}
