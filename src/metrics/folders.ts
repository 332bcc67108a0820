import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type Scope, scopeInSql, scopeValues } from './scope.js'

export interface FolderActivity {
  repositoryId: bigint
  /** At most two levels; "" is the root. */
  folder: string
  commits: number
}

const query = namedQuery<FolderActivity>(
  'active-folders',
  `SELECT p."repositoryId", p.folder, count(DISTINCT f.hash)::int AS commits
   FROM commits c
   JOIN file_changes f ON f."companyId" = c."companyId" AND f."repositoryId" = c."repositoryId"
     AND f.hash = c.hash AND f.kind NOT IN ('vendored', 'generated')
   JOIN paths p ON p."companyId" = f."companyId" AND p."repositoryId" = f."repositoryId"
     AND p.id = f."pathId" AND NOT p.excluded
   WHERE ${scopeInSql} GROUP BY 1, 2 ORDER BY 3 DESC, 2, 1 LIMIT $8::int`,
)

/** The folders that most commits touch, vendored, generated and excluded files left out. */
export function measureFolders(db: CompanyDatabase, scope: Scope, most: number) {
  return db.run(query, ...scopeValues(scope), most)
}
