import { groupInSql, type TypeGroup } from '../commit-types/type-groups.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type Scope, scopeInSql, scopeValues } from './scope.js'

export interface RepositoryActivity {
  repositoryId: bigint
  commits: number
  /** Lines added and removed in code and test files. */
  lines: number
  contributors: number
}

const totals = namedQuery<RepositoryActivity>(
  'activity-by-repository',
  `SELECT c."repositoryId", count(*)::int AS commits,
     count(DISTINCT coalesce(i."developerId", -i.id))::int AS contributors,
     coalesce(sum(c."codeAdditions"::bigint + c."codeDeletions" + c."testAdditions" + c."testDeletions"), 0)::float8 AS lines
   FROM commits c JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
   WHERE ${scopeInSql} GROUP BY 1`,
)

const weeks = namedQuery<{
  repositoryId: bigint
  week: string
  group: TypeGroup
  commits: number
}>(
  'work-by-repository',
  `SELECT c."repositoryId", c."localWeek"::text AS week, ${groupInSql} AS group,
     count(*)::int AS commits
   FROM commits c WHERE ${scopeInSql} GROUP BY 1, 2, 3`,
)

/** What was done in each repository of a scope. */
export function measureRepositories(db: CompanyDatabase, scope: Scope) {
  return db.run(totals, ...scopeValues(scope))
}

/** Commits of each repository by week and type group. */
export function measureRepositoryWork(db: CompanyDatabase, scope: Scope) {
  return db.run(weeks, ...scopeValues(scope))
}
