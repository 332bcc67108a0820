import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import { endLink, takeLink } from './links.js'
import { queueMail } from './mails.js'
import type { PasswordOwner } from './password-rules.js'
import { endSessions } from './user-sessions.js'

/** Whom a new password would be for, or null when they are gone. */
export async function passwordOwner(
  db: CompanyDatabase,
  userId: bigint,
): Promise<PasswordOwner | null> {
  const user = await db.user.findFirst({ where: { id: userId, deactivatedAt: null } })
  const { name: company } = await db.company.findFirstOrThrow({ select: { name: true } })
  return user && { name: user.name, email: user.email, company }
}

/**
 * Writes a new password: links that were mailed before are dead, sessions end, the owner is told.
 * @returns how many sessions ended
 */
async function write(
  db: CompanyDatabase,
  user: { id: bigint; name: string; email: string },
  passwordHash: string,
  keptSid: string | null,
): Promise<number> {
  await db.user.updateMany({ where: { id: user.id }, data: { passwordHash, newEmail: null } })
  await endLink(db, 'password-reset', user.id)
  await endLink(db, 'email-change', user.id)
  await queueMail(db, 'password-changed', user.email, { name: user.name })
  return endSessions(db, user.id, keptSid)
}

/** Changes one's own password, which has been verified; the session that does it stays. */
export async function changePassword(
  db: CompanyDatabase,
  change: { userId: bigint; passwordHash: string; keptSid: string; from: Origin },
): Promise<void> {
  const { userId, passwordHash, keptSid, from } = change
  const user = await db.user.findFirstOrThrow({ where: { id: userId } })
  const after = { sessions: await write(db, user, passwordHash, keptSid) }
  const [actorId, subjectId] = [userId, userId]
  await record(db, { action: 'password.changed', actorId, subjectId, after, from })
}

/**
 * Sets a password by a mailed link, which is used up. Signs nobody in, and leaves the second factor.
 * @returns the address it is for; null when the link is not there any longer, or another was faster
 */
export async function resetPassword(
  db: CompanyDatabase,
  reset: { digest: Uint8Array; passwordHash: string; from: Origin },
): Promise<string | null> {
  const { digest, passwordHash, from } = reset
  const userId = await takeLink(db, 'password-reset', digest)
  const user =
    userId === null ? null : await db.user.findFirst({ where: { id: userId, deactivatedAt: null } })
  if (!user) return null
  const after = { sessions: await write(db, user, passwordHash, null) }
  const subjectId = user.id
  await record(db, { action: 'password.reset', actorId: user.id, subjectId, after, from })
  return user.email
}
