import type { HostPerson } from '../code-hosts/pull-request-fact.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { storeAccounts } from './host-accounts.js'
import { linkAccounts } from './link-accounts.js'

/** "acme/shop" is acme's, "group/sub/shop" group/sub's. */
export const ownerOf = (fullName: string) => fullName.split('/').slice(0, -1).join('/')

const ownerInSql = `regexp_replace(r."fullName", '/[^/]*$', '')`

const lastRead = namedQuery<{ at: Date | null }>(
  'members-last-read',
  `SELECT max(c."membersReadAt") AS at FROM collections c
   JOIN repositories r ON r."companyId" = c."companyId" AND r.id = c."repositoryId"
   WHERE c."companyId" = $1 AND r."connectionId" = $2::bigint AND ${ownerInSql} = $3::text`,
)

/**
 * `$3` those who stand on the list of the owner `$4`; whoever stood there and does no longer has left
 * it, and is a member of those that still list them. An owner of whom nothing is read any more is none.
 */
const mark = namedQuery<never>(
  'mark-members',
  `UPDATE host_accounts a SET "memberOf" = n.owners, "isMember" = n.owners <> '{}'
   FROM host_accounts o CROSS JOIN LATERAL (
     SELECT coalesce(array_agg(DISTINCT x.owner ORDER BY x.owner), '{}') AS owners FROM (
       SELECT unnest(o."memberOf") AS owner UNION SELECT $4::text WHERE o.id = ANY($3::bigint[])
     ) AS x
     WHERE (x.owner <> $4::text OR o.id = ANY($3::bigint[])) AND EXISTS (
       SELECT 1 FROM repositories r WHERE r."companyId" = $1 AND r."connectionId" = $2::bigint
         AND ${ownerInSql} = x.owner)
   ) AS n
   WHERE a."companyId" = $1 AND a."connectionId" = $2::bigint
     AND o."companyId" = a."companyId" AND o.id = a.id
     AND (a."memberOf", a."isMember") IS DISTINCT FROM (n.owners, n.owners <> '{}')`,
)

/** When the members of this owner were last listed; null where they never were. */
export async function membersReadAt(
  db: CompanyDatabase,
  connectionId: bigint,
  owner: string,
): Promise<Date | null> {
  const [row] = await db.run(lastRead, connectionId, owner)
  return row?.at ?? null
}

/**
 * Stores the whole list of an owner's members. An empty one says that the host does not tell.
 * @returns developers to settle
 */
export async function storeMembers(
  db: CompanyDatabase,
  place: { repositoryId: bigint; connectionId: bigint; owner: string },
  members: readonly HostPerson[],
  now: Date,
): Promise<bigint[]> {
  const { repositoryId, connectionId, owner } = place
  const ids = [...(await storeAccounts(db, connectionId, members)).values()]
  if (ids.length > 0) await db.run(mark, connectionId, ids, owner)
  await db.collection.updateMany({ where: { repositoryId }, data: { membersReadAt: now } })
  return linkAccounts(db, { ids })
}
