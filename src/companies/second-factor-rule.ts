import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'

/** Whether everybody of the company must have a second factor. */
export async function requiresSecondFactor(db: CompanyDatabase): Promise<boolean> {
  const select = { requiresSecondFactor: true }
  return (await db.company.findFirstOrThrow({ select })).requiresSecondFactor
}

/** Asks everybody for a second factor, or no longer. Who has none sets it up before anything else. */
export async function ruleSecondFactor(
  db: CompanyDatabase,
  required: boolean,
  { actorId, from }: { actorId: bigint; from: Origin },
): Promise<void> {
  const before = { required: await requiresSecondFactor(db) }
  if (before.required === required) return
  const data = { requiresSecondFactor: required }
  await db.company.update({ where: { id: db.companyId }, data })
  const told = { before, after: { required } }
  await record(db, { action: 'company.second-factor-required', actorId, ...told, from })
}
