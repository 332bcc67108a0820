import { settleEffort } from '../analysis/settle-effort.js'
import type { CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { refreshHistory } from '../lineage/refresh-history.js'
import { refreshDays } from '../roll-ups/refresh-roll-ups.js'

/**
 * What was worked out of the facts that are gone, in line with those that are left. Twins have one author
 * date, so that they went together or not at all: what is counted is as before, and only effort, which
 * looks at the commit before, can have changed. Each piece is a transaction of its own, and waits for
 * nobody who edits a person, nor lets them wait.
 */

/**
 * One developer is looked at in one transaction, whose commits are read again for every few days that are
 * written: of many, reading them would take longer than all else.
 */
const developersAtOnce = 1
/** So many days of repositories are written in one transaction. */
const daysAtOnce = 20

/**
 * The effort of the `place`th few of these developers, some days of it.
 * @returns the place to go on with; null when there is none
 */
export async function settleSome(
  queries: CompanyQueries,
  developerIds: readonly bigint[],
  place: number,
): Promise<number | null> {
  const some = developerIds.slice(place * developersAtOnce, (place + 1) * developersAtOnce)
  if (some.length === 0) return null
  const days = await settleEffort(queries, some, null, daysAtOnce)
  await refreshDays(queries, days)
  return days.length > 0 ? place : place + 1
}

const isThere = namedQuery<{ id: bigint }>(
  'is-repository-there',
  'SELECT id FROM repositories WHERE "companyId" = $1 AND id = $2::bigint FOR KEY SHARE',
)

const ownership = namedQuery<never>(
  'drop-ownership-without-commits',
  `DELETE FROM ownership o WHERE o."companyId" = $1 AND o."repositoryId" = $2::bigint
     AND NOT EXISTS (SELECT 1 FROM commits c WHERE c."companyId" = $1
       AND c."repositoryId" = o."repositoryId" AND c."authorId" = o."identityId")`,
)

/** Whose lines a repository has, its hot spots and its couplings; nothing where it is gone itself. */
export async function settleHistory(queries: CompanyQueries, repositoryId: bigint): Promise<void> {
  if ((await queries.run(isThere, repositoryId)).length === 0) return
  await queries.run(ownership, repositoryId)
  await refreshHistory(queries, repositoryId, new Date())
}
