import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { AuditAction, SubjectType } from './actions.js'
import type { Fields } from './chain.js'

/** Which entries are asked for; null is all. Days are the company's own, both included. */
export interface AuditFilter {
  actorId: bigint | null
  action: AuditAction | null
  subjectType: SubjectType | null
  subjectId: bigint | null
  from: string | null
  to: string | null
}

/** An entry with what is still known of the people in it. */
export interface ReadEntry {
  position: bigint
  at: Date
  action: string
  actorId: bigint | null
  subjectType: string | null
  subjectId: bigint | null
  before: Fields | null
  after: Fields | null
  requestId: string | null
  actorName: string | null
  actorEmail: string | null
  subjectName: string | null
  subjectEmail: string | null
  ip: string | null
  userAgent: string | null
}

/** `$2` actor, `$3` action, `$4` and `$5` subject, `$6` and `$7` days, `$8` time zone. */
const where = `e."companyId" = $1
  AND ($2::bigint IS NULL OR e."actorId" = $2::bigint)
  AND ($3::text IS NULL OR e.action = $3::text)
  AND ($4::text IS NULL OR e."subjectType" = $4::text)
  AND ($5::bigint IS NULL OR e."subjectId" = $5::bigint)
  AND ($6::date IS NULL OR e.at >= ($6::date)::timestamp AT TIME ZONE $8::text)
  AND ($7::date IS NULL OR e.at < ($7::date + 1)::timestamp AT TIME ZONE $8::text)`

const list = namedQuery<ReadEntry>(
  'list-audit',
  `SELECT e.position, e.at, e.action, e."actorId", e."subjectType", e."subjectId", e.before, e.after,
     e."requestId", a.name AS "actorName", a.email AS "actorEmail", a.ip, a."userAgent",
     s.name AS "subjectName", s.email AS "subjectEmail"
   FROM audit_entries e
   LEFT JOIN audit_traces a ON a."companyId" = e."companyId" AND a.position = e.position AND a.party = 'actor'
   LEFT JOIN audit_traces s ON s."companyId" = e."companyId" AND s.position = e.position AND s.party = 'subject'
   WHERE ${where} AND e.position < $9::bigint
   ORDER BY e.position DESC LIMIT $10::int OFFSET $11::int`,
)

const count = namedQuery<{ total: number }>(
  'count-audit',
  `SELECT count(*)::int AS total FROM audit_entries e WHERE ${where}`,
)

function values(filter: AuditFilter, timeZone: string): unknown[] {
  const { actorId, action, subjectType, subjectId, from, to } = filter
  return [actorId, action, subjectType, subjectId, from, to, timeZone]
}

/** Beyond any position. */
const end = 2n ** 62n

/** Entries, newest first. */
export function listAudit(
  db: CompanyDatabase,
  filter: AuditFilter,
  timeZone: string,
  { before = end, skip = 0, take }: { before?: bigint; skip?: number; take: number },
): Promise<ReadEntry[]> {
  return db.run(list, ...values(filter, timeZone), before, take, skip)
}

/** How many entries a filter lets through. */
export async function countAudit(
  db: CompanyDatabase,
  filter: AuditFilter,
  timeZone: string,
): Promise<number> {
  const [row] = await db.run(count, ...values(filter, timeZone))
  return row!.total
}

/** Whether a filter's people and things are known here, by an account or by an entry. */
export async function knows(db: CompanyDatabase, filter: AuditFilter): Promise<boolean> {
  const { actorId, subjectType, subjectId } = filter
  if (actorId !== null) {
    const entries = await db.auditEntry.findFirst({ where: { actorId } })
    if (!entries && !(await db.user.findFirst({ where: { id: actorId } }))) return false
  }
  if (subjectId === null) return true
  return (await db.auditEntry.findFirst({ where: { subjectType, subjectId } })) !== null
}
