import type { CompanyDatabase } from '../database/company.js'
import { CorrectionRefused, refresh, relink } from './developer-changes.js'
import { lockDevelopers } from './developer-rows.js'
import { areApart, keepApart } from './developers-apart.js'

/**
 * Gives a developer a name that stays, or with an empty one gives it back to its identities.
 * @returns false when there is no such developer
 */
export async function renameDeveloper(
  db: CompanyDatabase,
  id: bigint,
  name: string,
): Promise<boolean> {
  await lockDevelopers(db)
  const data = name === '' ? { nameDecided: false } : { name, nameDecided: true }
  const { count } = await db.developer.updateMany({ where: { id }, data })
  if (count > 0) await refresh(db, id)
  return count > 0
}

export const botMarks = ['bot', 'person', 'rule'] as const
export type BotMark = (typeof botMarks)[number]

/**
 * Says that a developer is a bot, or a person, or whatever the rules say.
 * @returns the developers to settle, or null when there is none
 */
export async function markDeveloper(
  db: CompanyDatabase,
  id: bigint,
  mark: BotMark,
): Promise<bigint[] | null> {
  await lockDevelopers(db)
  const data = {
    bot: { botDecided: true, isBot: true, botReason: 'decided by an admin' },
    person: { botDecided: false, isBot: false, botReason: null },
    rule: { botDecided: null },
  }[mark]
  const { count } = await db.developer.updateMany({ where: { id }, data })
  if (count === 0) return null
  await refresh(db, id)
  return [id]
}

/**
 * Makes a developer of its own of one identity, which no rule joins again. Doing it twice does it once.
 * @returns the new developer's id and the developers to settle, or null when it is not theirs
 * @throws CorrectionRefused when it is the only one
 */
export async function splitIdentity(
  db: CompanyDatabase,
  { developerId, identityId }: { developerId: bigint; identityId: bigint },
  userId: bigint,
): Promise<{ id: bigint; developerIds: bigint[] } | null> {
  await lockDevelopers(db)
  const { companyId } = db
  const identity = await db.identity.findFirst({ where: { id: identityId } })
  const owner = identity?.developerId ?? null
  if (!identity || owner === null) return null
  if (owner !== developerId) {
    // Sent twice, it stands alone already.
    const isDone =
      identity.linkedBy === 'admin' &&
      (await areApart(db, { intoId: developerId, fromId: owner })) &&
      (await db.identity.count({ where: { developerId: owner } })) === 1
    return isDone ? { id: owner, developerIds: [] } : null
  }
  if ((await db.identity.count({ where: { developerId } })) === 1) {
    throw new CorrectionRefused('This is the only name and address of this person.')
  }
  const { name, email } = identity
  const { id } = await db.developer.create({ data: { companyId, name, email } })
  const data = { developerId: id, linkedBy: 'admin' }
  await db.identity.updateMany({ where: { id: identityId }, data })
  await keepApart(db, { intoId: developerId, fromId: id }, userId)
  await relink(db, developerId)
  for (const one of [developerId, id]) await refresh(db, one)
  return { id, developerIds: [developerId, id] }
}

/**
 * Says of two developers that they are two people.
 * @returns false when one of them is not there
 */
export async function dismissSuggestion(
  db: CompanyDatabase,
  { firstId, secondId }: { firstId: bigint; secondId: bigint },
  userId: bigint,
): Promise<boolean> {
  await lockDevelopers(db)
  const there = await db.developer.count({ where: { id: { in: [firstId, secondId] } } })
  if (there < 2) return false
  await keepApart(db, { intoId: firstId, fromId: secondId }, userId)
  return true
}
