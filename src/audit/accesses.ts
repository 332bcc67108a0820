import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { Origin } from './traces.js'

/** Somebody looked at a person, or took data away. */
export interface Access {
  actorId: bigint
  kind: 'viewed' | 'exported'
  /** "developer" 12, or what was exported: "commits". */
  subjectType: string
  subjectId: bigint | null
  from: Origin
}

/** Writes a line of the access log in the caller's transaction. */
export async function recordAccess(db: CompanyDatabase, access: Access): Promise<void> {
  const { from, ...row } = access
  const { companyId } = db
  await db.accessEntry.create({ data: { ...row, companyId, requestId: from.requestId } })
}

/** A line of the access log, with names as they are now: the log itself holds ids alone. */
export interface ReadAccess {
  at: Date
  kind: string
  actorId: bigint
  actorName: string | null
  subjectType: string
  subjectId: bigint | null
  subjectName: string | null
}

const list = namedQuery<ReadAccess>(
  'list-accesses',
  `SELECT a.at, a.kind, a."actorId", u.name AS "actorName", a."subjectType", a."subjectId",
     d.name AS "subjectName"
   FROM access_entries a
   LEFT JOIN users u ON u."companyId" = a."companyId" AND u.id = a."actorId"
   LEFT JOIN developers d ON d."companyId" = a."companyId" AND a."subjectType" = 'developer'
     AND d.id = a."subjectId"
   WHERE a."companyId" = $1 ORDER BY a.at DESC, a.id DESC LIMIT $2::int OFFSET $3::int`,
)

/** Lines of the access log, newest first. */
export function listAccesses(
  db: CompanyDatabase,
  { skip, take }: { skip: number; take: number },
): Promise<ReadAccess[]> {
  return db.run(list, take, skip)
}
