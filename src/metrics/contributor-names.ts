import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { ownDaysInSql, type Scope, scopeValues } from './scope.js'

const query = namedQuery<{ id: bigint; name: string }>(
  'contributors-by-name',
  `SELECT d.id, d.name FROM developers d
   WHERE d."companyId" = $1 AND EXISTS (SELECT 1 FROM commit_days c
     WHERE c."developerId" = d.id AND ${ownDaysInSql})
   ORDER BY lower(d.name), d.id LIMIT 200`,
)

/** Who has commits in a scope, by name: there is no other order. At most 200. */
export const listContributors = (
  db: CompanyDatabase,
  scope: Scope,
): Promise<{ id: bigint; name: string }[]> => db.run(query, ...scopeValues(scope))
