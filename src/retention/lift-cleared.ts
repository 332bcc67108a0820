import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { readAgainFrom } from '../repositories/collections.js'

const forgetTip = namedQuery<never>(
  'forget-tip',
  `UPDATE repositories SET "headHash" = NULL, "headCommittedAt" = NULL
   WHERE "companyId" = $1 AND id = $2::bigint`,
)

const iso = (day: Date | null) => (day === null ? null : day.toISOString().slice(0, 10))

/**
 * Lets cleared days be read again: the next reading of commits and of pull requests begins anew, and
 * brings back what is still at the source. False when there is no such mark.
 */
export async function liftCleared(
  db: CompanyDatabase,
  id: bigint,
  told: { actorId: bigint; from: Origin },
): Promise<boolean> {
  const found = await db.clearedPeriod.findFirst({ where: { id } })
  if (!found) return false
  const { repositoryId, firstDay, lastDay } = found
  await db.clearedPeriod.deleteMany({ where: { id } })
  await db.run(forgetTip, repositoryId)
  await readAgainFrom(db, repositoryId, null)
  const before = { from: iso(firstDay), to: iso(lastDay) }
  await record(db, { action: 'data.clearing-lifted', subjectId: repositoryId, before, ...told })
  return true
}
