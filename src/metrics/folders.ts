import { currentCompany } from '../companies/companies.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { fewestPeople, isAggregated } from './individuals.js'
import { type Scope, scopeInSql, scopeValues } from './scope.js'

export interface FolderActivity {
  repositoryId: bigint
  /** At most two levels; "" is the root. */
  folder: string
  commits: number
}

const select = (
  joined: string,
  having: string,
) => `SELECT p."repositoryId", p.folder, count(DISTINCT f.hash)::int AS commits
   FROM commits c
   JOIN file_changes f ON f."companyId" = c."companyId" AND f."repositoryId" = c."repositoryId"
     AND f.hash = c.hash AND f.kind NOT IN ('vendored', 'generated')
   JOIN paths p ON p."companyId" = f."companyId" AND p."repositoryId" = f."repositoryId"
     AND p.id = f."pathId" AND NOT p.excluded ${joined}
   WHERE ${scopeInSql} GROUP BY 1, 2 ${having} ORDER BY 3 DESC, 2, 1 LIMIT $8::int`

const query = namedQuery<FolderActivity>('active-folders', select('', ''))

const manyQuery = namedQuery<FolderActivity>(
  'active-folders-of-many-people',
  select(
    `JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"`,
    `HAVING count(DISTINCT i."developerId") FILTER (WHERE NOT c."byBot") >= ${fewestPeople}`,
  ),
)

/**
 * The folders that most commits touch, vendored, generated and excluded files left out; where nobody
 * is shown alone, those that five people or more have worked in.
 */
export async function measureFolders(db: CompanyDatabase, scope: Scope, most: number) {
  const isOfMany = isAggregated(await currentCompany(db))
  return db.run(isOfMany ? manyQuery : query, ...scopeValues(scope), most)
}
