import { groupInSql, type TypeGroup } from '../commit-types/type-groups.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type Scope, scopeInSql, scopeValues } from './scope.js'

const query = namedQuery<{ week: string; group: TypeGroup; commits: number }>(
  'work-by-week',
  `SELECT c."localWeek"::text AS week, ${groupInSql} AS group, count(*)::int AS commits
   FROM commits c WHERE ${scopeInSql} GROUP BY 1, 2`,
)

/** Commits by week and type group: what the work was. Merges are left out. */
export function measureWork(db: CompanyDatabase, scope: Scope) {
  return db.run(query, ...scopeValues(scope))
}
