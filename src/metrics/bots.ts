import { cachedQuery } from '../database/cached-query.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { ownDaysInSql, type Scope, scopeValues } from './scope.js'

const query = namedQuery<{ bots: number }>(
  'bots-of-scope',
  `SELECT count(*)::int AS bots FROM developers d
   WHERE d."companyId" = $1 AND EXISTS (SELECT 1 FROM commit_days c
     WHERE c."developerId" = d.id AND c."byBot" AND ${ownDaysInSql})`,
)

/** Every page with a filter bar asks it. */
const bots = cachedQuery(query, { bots: 'number' })

/** How many bots committed in a scope, whether it counts them or not: what is hidden is said. */
export async function countBots(db: CompanyDatabase, scope: Scope): Promise<number> {
  const [row] = await db.runCached(bots, ...scopeValues({ ...scope, bots: true }))
  return row?.bots ?? 0
}
