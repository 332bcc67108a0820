import { grantable, mayGrant } from '../access/ranks.js'
import type { CompanyDatabase } from '../database/company.js'
import type { Invitation, OutgoingMail } from '../generated/prisma/client.js'
import type { Role } from '../generated/prisma/enums.js'
import { listInvitations } from '../people/invitations.js'
import type { InvitationsPage } from './account-page-types.js'

type Mail = Pick<OutgoingMail, 'subjectId' | 'sentAt' | 'failedAt' | 'problem'>

function stateOf(invitation: Invitation, mail: Mail | undefined, now: Date) {
  if (invitation.acceptedAt) return 'accepted'
  if (invitation.revokedAt) return 'revoked'
  if (invitation.expiresAt <= now) return 'expired'
  if (mail?.failedAt) return 'undelivered'
  return mail && !mail.sentAt ? 'sending' : 'open'
}

/** The company's invitations with what became of each, as somebody in this role sees them. */
export async function invitations(
  db: CompanyDatabase,
  role: Role,
  now = new Date(),
): Promise<Pick<InvitationsPage, 'rows' | 'roles'>> {
  const rows = await listInvitations(db)
  const mails = await db.outgoingMail.findMany({
    where: { template: 'invitation', subjectId: { in: rows.map(({ id }) => id) } },
    select: { subjectId: true, sentAt: true, failedAt: true, problem: true },
    orderBy: { id: 'asc' },
  })
  // The newest mail of each: it comes last.
  const mailOf = new Map<bigint | null, Mail>(mails.map((mail) => [mail.subjectId, mail]))
  return {
    roles: grantable(role),
    rows: rows.map((row) => {
      const mail = mailOf.get(row.id)
      const isOpen = !row.acceptedAt && !row.revokedAt
      return {
        ...{ id: String(row.id), email: row.email, role: row.role },
        ...{ createdAt: row.createdAt, expiresAt: row.expiresAt },
        state: stateOf(row, mail, now),
        problem: isOpen ? (mail?.problem ?? null) : null,
        canChange: isOpen && mayGrant(role, row.role),
      }
    }),
  }
}
