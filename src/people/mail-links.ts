import type { CompanyDatabase } from '../database/company.js'
import { makeLink } from './links.js'

/** A mail as far as its link goes. */
interface Linked {
  template: string
  recipient: string
  subjectId: bigint | null
}

type Maker = (db: CompanyDatabase, subjectId: bigint, to: string) => Promise<string | undefined>

/** Each makes the link of its mail, or undefined where it is about nothing any longer. */
const makers: Record<string, Maker> = {
  async invitation(db, id, email) {
    const open = { id, email, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } }
    const found = await db.invitation.findFirst({ where: open })
    return found
      ? `/invitations/${await makeLink(db, 'invitation', id, found.expiresAt)}`
      : undefined
  },
  async 'password-reset'(db, id, email) {
    const found = await db.user.findFirst({ where: { id, email, deactivatedAt: null } })
    return found ? `/password-resets/${await makeLink(db, 'password-reset', id)}` : undefined
  },
  async 'email-change'(db, id, newEmail) {
    const found = await db.user.findFirst({ where: { id, newEmail, deactivatedAt: null } })
    return found ? `/email-changes/${await makeLink(db, 'email-change', id)}` : undefined
  },
  async digest(db, id, email) {
    const user = { email, deactivatedAt: null, digestOffAt: null }
    const found = await db.digest.findFirst({ where: { id, user } })
    return found ? `/unsubscribe/${await makeLink(db, 'digest', id)}` : undefined
  },
}

/**
 * The path of a mail's link, made at the moment of sending; null for a mail without one, undefined
 * when what it is about has changed since: then the mail is not sent.
 */
export async function mailLink(
  db: CompanyDatabase,
  { template, recipient, subjectId }: Linked,
): Promise<string | null | undefined> {
  const make = makers[template]
  if (!make) return null
  return subjectId === null ? undefined : make(db, subjectId, recipient)
}
