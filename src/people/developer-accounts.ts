import type { CompanyDatabase, CompanyQueries } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { TwoDevelopers } from './developers-apart.js'

const move = namedQuery<{ id: bigint; fromId: bigint }>(
  'move-accounts',
  // An account that nothing tells whose it is stays where a merge has brought it.
  `UPDATE host_accounts a SET "developerId" = u.into_id,
     "linkedBy" = CASE WHEN a."linkedBy" = 'alone' THEN 'admin' ELSE a."linkedBy" END
   FROM unnest($2::text[]::bigint[], $3::text[]::bigint[]) AS u (into_id, from_id)
   WHERE a."companyId" = $1 AND a."developerId" = u.from_id
   RETURNING a.id, u.from_id AS "fromId"`,
)

/** Gives the accounts of developers that are merged to those who stay; which they were, by `fromId`. */
export async function moveAccounts(
  queries: CompanyQueries,
  merges: readonly TwoDevelopers[],
): Promise<Map<bigint, bigint[]>> {
  const moved = new Map<bigint, bigint[]>()
  if (merges.length === 0) return moved
  const rows = await queries.run(
    move,
    merges.map(({ intoId }) => String(intoId)),
    merges.map(({ fromId }) => String(fromId)),
  )
  for (const { id, fromId } of rows) moved.set(fromId, [...(moved.get(fromId) ?? []), id])
  return moved
}

/** Gives the accounts that a merge has moved back, as far as they are still where it brought them. */
export async function returnAccounts(
  db: CompanyDatabase,
  { intoId, fromId }: TwoDevelopers,
  accountIds: bigint[],
): Promise<void> {
  const there = { id: { in: accountIds }, developerId: intoId }
  await db.hostAccount.updateMany({
    where: { ...there, linkedBy: 'admin' },
    data: { developerId: fromId, linkedBy: 'alone' },
  })
  await db.hostAccount.updateMany({ where: there, data: { developerId: fromId } })
}

const own = namedQuery<{ own: number }>(
  'count-what-is-somebodys',
  `SELECT (SELECT count(*) FROM identities i WHERE i."companyId" = $1 AND i."developerId" = $2::bigint)::int
     + (SELECT count(*) FROM host_accounts a WHERE a."companyId" = $1 AND a."developerId" = $2::bigint)::int AS own`,
)

/** How many identities and accounts a developer has; none once it was merged into another. */
export async function countOwn(db: CompanyQueries, developerId: bigint): Promise<number> {
  const [row] = await db.run(own, developerId)
  return row?.own ?? 0
}
