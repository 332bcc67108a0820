import type { CompanyDatabase } from '../database/company.js'
import { countOwn } from './developer-accounts.js'
import { CorrectionRefused, refresh } from './developer-changes.js'
import { lockDevelopers } from './developer-rows.js'
import { areApart, keepApart } from './developers-apart.js'

/**
 * Makes a developer of its own of one account on a code host, which nothing links again. Doing it twice
 * does it once.
 * @returns the new developer's id and the developers to settle, or null when it is not theirs
 * @throws CorrectionRefused when there is nothing else of this person
 */
export async function splitAccount(
  db: CompanyDatabase,
  { developerId, accountId }: { developerId: bigint; accountId: bigint },
  userId: bigint,
): Promise<{ id: bigint; developerIds: bigint[] } | null> {
  await lockDevelopers(db)
  const account = await db.hostAccount.findFirst({ where: { id: accountId } })
  const owner = account?.developerId ?? null
  if (!account || owner === null) return null
  if (owner !== developerId) {
    // Sent twice, it stands alone already.
    const isDone =
      account.linkedBy === 'admin' &&
      (await areApart(db, { intoId: developerId, fromId: owner })) &&
      (await countOwn(db, owner)) === 1
    return isDone ? { id: owner, developerIds: [] } : null
  }
  if ((await countOwn(db, developerId)) === 1) {
    throw new CorrectionRefused('This account is all that is known of this person.')
  }
  const { companyId } = db
  const name = account.name || account.username || `Account ${account.externalId}`
  const data = { companyId, name, email: account.email ?? '' }
  const { id } = await db.developer.create({ data })
  const link = { developerId: id, linkedBy: 'admin' }
  await db.hostAccount.updateMany({ where: { id: accountId }, data: link })
  await keepApart(db, { intoId: developerId, fromId: id }, userId)
  for (const one of [developerId, id]) await refresh(db, one)
  return { id, developerIds: [developerId, id] }
}
