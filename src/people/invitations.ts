import { mayGrant } from '../access/ranks.js'
import { record } from '../audit/record.js'
import type { Origin } from '../audit/traces.js'
import type { CompanyDatabase } from '../database/company.js'
import type { Role } from '../generated/prisma/enums.js'
import { endLink, linkMinutes } from './links.js'
import { queueMail } from './mails.js'
import { normalEmail } from './users.js'

/** Why an invitation was not made, sent or taken back. */
export class InvitationRefused extends Error {
  override name = 'InvitationRefused'

  constructor(readonly reason: 'above' | 'here' | 'missing') {
    super(reason)
  }
}

/** Who invites, as their row says now. */
export interface Inviter {
  id: bigint
  name: string
  role: Role
}

interface Invited {
  id: bigint
  email: string
  role: Role
}

const nextEnd = () => new Date(Date.now() + linkMinutes.invitation * 60_000)
const open = { acceptedAt: null, revokedAt: null }

async function mailInvitation(db: CompanyDatabase, inviter: Inviter, invited: Invited) {
  const { name: company } = await db.company.findFirstOrThrow({ select: { name: true } })
  const data = { inviter: inviter.name, company, role: invited.role }
  await queueMail(db, 'invitation', invited.email, data, invited.id)
}

/**
 * Invites an address in a role. Whether it signs in somewhere else is not looked at: every address of
 * another company is answered like any other. An open invitation to it is replaced.
 * @throws InvitationRefused for a role above the inviter's own, and for somebody who is here already
 */
export async function invite(
  db: CompanyDatabase,
  inviter: Inviter,
  { email: typed, role, from }: { email: string; role: Role; from: Origin },
): Promise<void> {
  if (!mayGrant(inviter.role, role)) throw new InvitationRefused('above')
  const email = normalEmail(typed)
  if (await db.user.findFirst({ where: { email } })) throw new InvitationRefused('here')
  const older = await db.invitation.findMany({ where: { email, ...open } })
  for (const { id } of older) await revokeQuietly(db, id)
  const data = { companyId: db.companyId, email, role, invitedById: inviter.id }
  const invited = await db.invitation.create({ data: { ...data, expiresAt: nextEnd() } })
  await mailInvitation(db, inviter, invited)
  const told = { subjectId: invited.id, subjectEmail: email, after: { role } }
  await record(db, { action: 'invitation.sent', actorId: inviter.id, ...told, from })
}

/** Sends an invitation again, with seven new days: the link of the mail before is dead. */
export async function inviteAgain(
  db: CompanyDatabase,
  inviter: Inviter,
  { id, from }: { id: bigint; from: Origin },
): Promise<void> {
  const invited = await db.invitation.findFirst({ where: { id, ...open } })
  if (!invited) throw new InvitationRefused('missing')
  if (!mayGrant(inviter.role, invited.role)) throw new InvitationRefused('above')
  await endLink(db, 'invitation', id)
  const data = { expiresAt: nextEnd(), invitedById: inviter.id }
  await db.invitation.updateMany({ where: { id, ...open }, data })
  await mailInvitation(db, inviter, invited)
  const told = { subjectId: id, subjectEmail: invited.email, after: { role: invited.role } }
  await record(db, { action: 'invitation.sent-again', actorId: inviter.id, ...told, from })
}

async function revokeQuietly(db: CompanyDatabase, id: bigint): Promise<boolean> {
  const where = { id, ...open }
  const { count } = await db.invitation.updateMany({ where, data: { revokedAt: new Date() } })
  await endLink(db, 'invitation', id)
  return count > 0
}

/** Takes an invitation back: its link is dead from here on. */
export async function revoke(
  db: CompanyDatabase,
  inviter: Inviter,
  { id, from }: { id: bigint; from: Origin },
): Promise<void> {
  const invited = await db.invitation.findFirst({ where: { id, ...open } })
  if (!invited || !(await revokeQuietly(db, id))) throw new InvitationRefused('missing')
  const told = { subjectId: id, subjectEmail: invited.email }
  await record(db, { action: 'invitation.revoked', actorId: inviter.id, ...told, from })
}

/** Every invitation of the company, the newest first. */
export const listInvitations = (db: CompanyDatabase) =>
  db.invitation.findMany({ orderBy: { id: 'desc' }, take: 200 })
