import { mayGrant } from '../access/ranks.js'
import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import type { Role } from '../generated/prisma/enums.js'
import { takeLink } from './links.js'
import { createUser, type User } from './users.js'

/** An invitation that can be accepted now, as the page shows it. */
export interface OpenInvitation {
  id: bigint
  email: string
  role: Role
  company: string
}

/**
 * An invitation that still holds: not accepted, revoked or over, and from somebody who is still here and
 * could still give its role.
 */
export async function openInvitation(
  db: CompanyDatabase,
  id: bigint,
): Promise<OpenInvitation | null> {
  const open = { id, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } }
  const found = await db.invitation.findFirst({ where: open })
  const inviter =
    found && (await db.user.findFirst({ where: { id: found.invitedById, deactivatedAt: null } }))
  if (!found || !inviter || !mayGrant(inviter.role, found.role)) return null
  const { name: company } = await db.company.findFirstOrThrow({ select: { name: true } })
  return { id, email: found.email, role: found.role, company }
}

/**
 * Accepts an invitation: its link is used up, and whoever holds it becomes a user with the address and
 * role that it was made for, whatever a form says. Of two at once one wins.
 * @returns the new user, or null when the invitation does not hold any longer
 * @throws EmailTaken when the address signs in already; nobody is merged or moved, nothing is used up
 */
export async function acceptInvitation(
  db: CompanyDatabase,
  accepted: { digest: Uint8Array; name: string; passwordHash: string; from: Origin },
): Promise<User | null> {
  const { digest, name, passwordHash, from } = accepted
  const id = await takeLink(db, 'invitation', digest)
  const invitation = id === null ? null : await openInvitation(db, id)
  if (!invitation) return null
  const { email, role } = invitation
  const user = await createUser(db, { name, email, role, passwordHash })
  const where = { id: invitation.id }
  await db.invitation.updateMany({ where, data: { acceptedAt: new Date() } })
  const told = {
    subjectId: invitation.id,
    subjectEmail: email,
    after: { role, userId: String(user.id) },
  }
  await record(db, { action: 'invitation.accepted', actorId: user.id, ...told, from })
  return user
}
