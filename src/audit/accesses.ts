import type { CompanyDatabase } from '../database/company.js'
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
