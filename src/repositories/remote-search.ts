import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'

/** What the list of a connection is narrowed by. */
export interface RemoteSearch {
  connectionId: bigint
  /** Part of a full name, in any case; '' for all. */
  text: string
  /** Leaves out archived repositories and forks. */
  isOnlyActive: boolean
}

/** A repository that can be chosen, or has been. */
export interface FoundRemote {
  hostId: string
  fullName: string
  owner: string
  webUrl: string
  isPrivate: boolean
  isArchived: boolean
  isFork: boolean
  lastActiveAt: Date | null
  /** The repository it was chosen as; null where it was not. */
  repositoryId: bigint | null
}

const columns = `r."hostId", r."fullName", r.owner, r."webUrl", r."isPrivate", r."isArchived",
  r."isFork", r."lastActiveAt", c.id AS "repositoryId"`

/** `$2` the connection, `$3` the text, `$4` whether archived ones and forks are left out. */
const matching = `FROM remote_repositories r
  LEFT JOIN repositories c ON c."companyId" = r."companyId" AND c."connectionId" = r."connectionId"
    AND c."hostId" = r."hostId"
  WHERE r."companyId" = $1 AND r."connectionId" = $2::bigint
    AND ($3::text = '' OR position(lower($3::text) IN lower(r."fullName")) > 0)
    AND NOT ($4::boolean AND (r."isArchived" OR r."isFork"))`

const counts = namedQuery<{ all: number; open: number }>(
  'count-remote-repositories',
  `SELECT count(*)::int AS all, count(*) FILTER (WHERE c.id IS NULL)::int AS open ${matching}`,
)

const pageQuery = namedQuery<FoundRemote>(
  'search-remote-repositories',
  `SELECT f.* FROM (
     SELECT ${columns}, max(r."lastActiveAt") OVER (PARTITION BY r.owner) AS "ownerActiveAt" ${matching}
   ) AS f WHERE NOT f."hostId" = ANY($5::text[])
   ORDER BY f."ownerActiveAt" DESC NULLS LAST, f.owner, f."lastActiveAt" DESC NULLS LAST, f."fullName"
   LIMIT $6::int OFFSET $7::int`,
)

const mostActive = namedQuery<FoundRemote>(
  'most-active-remote-repositories',
  `SELECT ${columns} ${matching} AND r."lastActiveAt" IS NOT NULL
   ORDER BY r."lastActiveAt" DESC, r."fullName" LIMIT $5::int`,
)

const openIds = namedQuery<{ hostId: string }>(
  'open-remote-repositories',
  `SELECT r."hostId" ${matching} AND c.id IS NULL ORDER BY r."hostId"`,
)

const values = ({ connectionId, text, isOnlyActive }: RemoteSearch) =>
  [connectionId, text, isOnlyActive] as const

/** How many match, and how many of them have not been chosen. */
export async function countRemote(db: CompanyDatabase, search: RemoteSearch) {
  const [row] = await db.run(counts, ...values(search))
  return row ?? { all: 0, open: 0 }
}

/** A page of what matches: owners by their latest activity, then repositories by theirs. */
export function searchRemote(
  db: CompanyDatabase,
  search: RemoteSearch,
  { skip, take, without }: { skip: number; take: number; without: readonly string[] },
): Promise<FoundRemote[]> {
  return db.run(pageQuery, ...values(search), [...without], take, skip)
}

/** The repositories with the latest activity; archived ones and forks are not among them. */
export function mostActiveRemote(
  db: CompanyDatabase,
  connectionId: bigint,
  most: number,
): Promise<FoundRemote[]> {
  return db.run(mostActive, ...values({ connectionId, text: '', isOnlyActive: true }), most)
}

/** All that match and have not been chosen, by the host's ids. */
export async function openRemote(db: CompanyDatabase, search: RemoteSearch): Promise<string[]> {
  return (await db.run(openIds, ...values(search))).map(({ hostId }) => hostId)
}
