import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/**
 * From whom a membership was entered for, along merges that hold, to the developer who has the
 * identities now. Whoever has identities of their own counts for themselves.
 */
const settle = namedQuery<{ moved: number }>(
  'settle-memberships',
  `WITH RECURSIVE way AS (
     SELECT DISTINCT m."enteredForId" AS entered, m."enteredForId" AS at
     FROM team_memberships m WHERE m."companyId" = $1
     UNION
     SELECT w.entered, g."intoId" FROM way w
     JOIN developer_merges g ON g."companyId" = $1 AND g."fromId" = w.at AND g."undoneAt" IS NULL
     WHERE NOT EXISTS (
       SELECT 1 FROM identities i WHERE i."companyId" = $1 AND i."developerId" = w.at)
   ), ends AS (
     SELECT DISTINCT ON (w.entered) w.entered, w.at FROM way w
     WHERE EXISTS (SELECT 1 FROM identities i WHERE i."companyId" = $1 AND i."developerId" = w.at)
     ORDER BY w.entered, w.at
   ), moved AS (
     UPDATE team_memberships m SET "developerId" = e.at FROM ends e
     WHERE m."companyId" = $1 AND m."enteredForId" = e.entered AND m."developerId" <> e.at
     RETURNING 1
   ) SELECT count(*)::int AS moved FROM moved`,
)

/**
 * Lets every membership count for the developer it belongs to now: after a merge for the one that is
 * left, after its undoing for whom it was entered. Returns how many moved.
 */
export async function settleMemberships(queries: CompanyQueries): Promise<number> {
  const [row] = await queries.run(settle)
  return row!.moved
}
