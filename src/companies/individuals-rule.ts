import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import type { Individuals } from '../generated/prisma/enums.js'
import { currentCompany } from './companies.js'

/** Lets numbers about several people name them, or no longer. Every page asks anew: it holds at once. */
export async function ruleIndividuals(
  db: CompanyDatabase,
  individuals: Individuals,
  { actorId, from }: { actorId: bigint; from: Origin },
): Promise<void> {
  const before = { individuals: (await currentCompany(db)).individuals }
  if (before.individuals === individuals) return
  await db.company.update({ where: { id: db.companyId }, data: { individuals } })
  const told = { before, after: { individuals } }
  await record(db, { action: 'company.individuals-ruled', actorId, ...told, from })
}
