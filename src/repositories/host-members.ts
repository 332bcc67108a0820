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

/** With several owners, whoever left one may still be in another: then nobody is said to have left. */
const mark = namedQuery<never>(
  'mark-members',
  `UPDATE host_accounts a SET "isMember" = a.id = ANY($3::bigint[])
   WHERE a."companyId" = $1 AND a."connectionId" = $2::bigint
     AND (a.id = ANY($3::bigint[]) OR a."isMember" IS NULL
       OR (SELECT count(DISTINCT ${ownerInSql}) FROM repositories r
         WHERE r."companyId" = $1 AND r."connectionId" = $2::bigint) = 1)
     AND a."isMember" IS DISTINCT FROM (a.id = ANY($3::bigint[]))`,
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
  { repositoryId, connectionId }: { repositoryId: bigint; connectionId: bigint },
  members: readonly HostPerson[],
  now: Date,
): Promise<bigint[]> {
  const ids = [...(await storeAccounts(db, connectionId, members)).values()]
  if (ids.length > 0) await db.run(mark, connectionId, ids)
  await db.collection.updateMany({ where: { repositoryId }, data: { membersReadAt: now } })
  return linkAccounts(db, { ids })
}
