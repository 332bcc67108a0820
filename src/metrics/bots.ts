import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { type Scope, scopeInSql, scopeValues } from './scope.js'

const query = namedQuery<{ bots: number }>(
  'bots-of-scope',
  `SELECT count(DISTINCT coalesce(i."developerId", -i.id))::int AS bots
   FROM commits c JOIN identities i ON i."companyId" = c."companyId" AND i.id = c."authorId"
   WHERE ${scopeInSql} AND c."byBot"`,
)

/** How many bots committed in a scope, whether it counts them or not: what is hidden is said. */
export async function countBots(db: CompanyDatabase, scope: Scope): Promise<number> {
  const [row] = await db.run(query, ...scopeValues({ ...scope, bots: true }))
  return row?.bots ?? 0
}
