import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { type RetentionKind, retentionOf, retentionRules } from './rules.js'

export type Retention = Record<RetentionKind, number | null>

/** What is wrong with some of it, by class, in words; nothing where all is well. */
export function retentionFaults(wish: Partial<Retention>): Partial<Record<RetentionKind, string>> {
  const faults = retentionRules.flatMap(({ kind, shortest, longest, standard }) => {
    const days = wish[kind]
    if (days === undefined) return []
    if (days === null && standard === null) return []
    const fits = days !== null && Number.isInteger(days) && days >= shortest && days <= longest
    return fits ? [] : [[kind, `Choose ${shortest} to ${longest} days.`]]
  })
  return Object.fromEntries(faults)
}

/** Keeps data for other lengths of time from the next night on; each that changes is an audit entry. */
export async function changeRetention(
  db: CompanyDatabase,
  wish: Retention,
  { actorId, from }: { actorId: bigint; from: Origin },
): Promise<number> {
  const { companyId } = db
  const before = await retentionOf(db)
  const changed = retentionRules.filter(({ kind }) => before[kind] !== wish[kind])
  for (const { kind } of changed) {
    const days = wish[kind]
    await db.retentionRule.deleteMany({ where: { kind } })
    await db.retentionRule.create({ data: { companyId, kind, days } })
    const told = { before: { kind, days: before[kind] }, after: { kind, days } }
    await record(db, { action: 'data.retention-changed', actorId, ...told, from })
  }
  return changed.length
}
