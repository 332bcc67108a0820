import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { endLink, takeLink } from './links.js'
import { queueMail } from './mails.js'
import { endSessions } from './user-sessions.js'
import { EmailTaken, normalEmail } from './users.js'

const moveEmailAddress = namedQuery<{ moved: boolean }>(
  'move-email-address',
  'SELECT directory.move_email_address($1, $2, $3) AS moved',
)

/**
 * Asks the new address whether it is really theirs; until it says so nothing changes. Whether the
 * address is taken is not told here: only who reads its mails learns that.
 */
export async function askEmailChange(
  db: CompanyDatabase,
  userId: bigint,
  typed: string,
): Promise<void> {
  const newEmail = normalEmail(typed)
  const user = await db.user.findFirstOrThrow({ where: { id: userId } })
  await endLink(db, 'email-change', userId)
  await db.user.updateMany({ where: { id: userId }, data: { newEmail } })
  await queueMail(db, 'email-change', newEmail, { name: user.name }, userId)
}

/** The addresses of a change that waits to be confirmed, or null. */
export async function waitingChange(
  db: CompanyDatabase,
  userId: bigint,
): Promise<{ email: string; newEmail: string } | null> {
  const user = await db.user.findFirst({ where: { id: userId } })
  return user?.newEmail ? { email: user.email, newEmail: user.newEmail } : null
}

/**
 * Changes somebody's address by the link that was mailed to it. The old address is told, links to it
 * are dead, sessions end.
 * @returns whose it is; null when the link is not there any longer, or another was faster
 * @throws EmailTaken when the address signs in somewhere already; nothing is used up
 */
export async function confirmEmailChange(
  db: CompanyDatabase,
  { digest, from }: { digest: Uint8Array; from: Origin },
): Promise<bigint | null> {
  const userId = await takeLink(db, 'email-change', digest)
  const user =
    userId === null ? null : await db.user.findFirst({ where: { id: userId, deactivatedAt: null } })
  if (!user?.newEmail) return null
  const { id, newEmail } = user
  const [row] = await db.run(moveEmailAddress, newEmail, id)
  if (!row?.moved) throw new EmailTaken()
  await queueMail(db, 'email-changed', user.email, { name: user.name, newEmail })
  await db.user.updateMany({ where: { id }, data: { email: newEmail, newEmail: null } })
  await endLink(db, 'password-reset', id)
  await endSessions(db, id)
  await record(db, { action: 'email.changed', actorId: id, subjectId: id, from })
  return id
}
