import { listAccesses } from '../audit/accesses.js'
import { accessDays } from '../audit/checkpoints.js'
import type { CompanyDatabase } from '../database/company.js'
import type { AccessesPage } from './settings-types.js'

const pageSize = 50

/** `/settings/audit/accesses`: who looked at whom, and who took data away. */
export async function accesses(db: CompanyDatabase, page: number): Promise<AccessesPage> {
  const skip = (page - 1) * pageSize
  const found = await listAccesses(db, { skip, take: pageSize })
  const total = await db.accessEntry.count()
  const at = (number: number) => `/settings/audit/accesses?page=${number}`
  return {
    ...{ total, from: skip + 1, days: accessDays },
    newerHref: page > 1 ? at(page - 1) : null,
    olderHref: page * pageSize < total ? at(page + 1) : null,
    rows: found.map(({ at, kind, actorId, actorName, subjectType, subjectId, subjectName }) => ({
      ...{ at, kind, actor: actorName ?? `user ${actorId}` },
      subject: subjectName ?? [subjectType, subjectId].filter((part) => part !== null).join(' '),
    })),
  }
}
