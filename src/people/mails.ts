import { z } from 'zod'
import type { CompanyDatabase } from '../database/company.js'
import { endMail, queueMailRow } from '../database/mails-due.js'

/**
 * Every mail that there is: what its text is told. All of it is safe to keep; a link is not among it,
 * its token is made when the mail is sent.
 */
export const mailData = {
  'sign-up': z.strictObject({}),
  'sign-up-known': z.strictObject({ name: z.string() }),
  invitation: z.strictObject({ inviter: z.string(), company: z.string(), role: z.string() }),
  'password-reset': z.strictObject({ name: z.string() }),
  'password-changed': z.strictObject({ name: z.string() }),
  'email-change': z.strictObject({ name: z.string() }),
  'email-changed': z.strictObject({ name: z.string(), newEmail: z.string() }),
  'second-factor-on': z.strictObject({ name: z.string() }),
  'second-factor-off': z.strictObject({ name: z.string() }),
  'recovery-code-used': z.strictObject({ name: z.string(), left: z.number() }),
  /** What it tells is worked out when it is sent, and kept nowhere. */
  digest: z.strictObject({}),
} as const

export type MailTemplate = keyof typeof mailData

/** Waits between tries, in minutes; after the last the mail is given up. */
const patience = [1, 5, 15, 60, 240]

/** What is kept of mails, in days: long enough to see why one did not arrive. */
export const mailDays = 30

/** One address and nothing but it: no name, no list, no line break. */
const address = z.email().max(254)

/**
 * Queues a mail in the transaction of what it tells of: both happen or neither does.
 * @param subjectId what its link is about, where its template has one
 */
export async function queueMail<Template extends MailTemplate>(
  db: CompanyDatabase,
  template: Template,
  to: string,
  data: z.input<(typeof mailData)[Template]>,
  subjectId: bigint | null = null,
): Promise<void> {
  const old = new Date(Date.now() - mailDays * 86_400_000)
  await db.outgoingMail.deleteMany({ where: { queuedAt: { lt: old } } })
  const { id } = await db.outgoingMail.create({
    data: {
      companyId: db.companyId,
      ...{
        template,
        recipient: address.parse(to),
        subjectId,
        data: mailData[template].parse(data),
      },
    },
    select: { id: true },
  })
  await db.run(queueMailRow, id, new Date())
}

/** A mail that waits to be sent, or null. */
export const findWaitingMail = (db: CompanyDatabase, id: bigint) =>
  db.outgoingMail.findFirst({ where: { id, sentAt: null, failedAt: null } })

/** The mail was handed over. */
export async function mailSent(db: CompanyDatabase, id: bigint): Promise<void> {
  await db.outgoingMail.updateMany({ where: { id }, data: { sentAt: new Date(), problem: null } })
  await db.run(endMail, id)
}

/** The mail was not taken: it is tried again later, or given up; either way admins can see why. */
export async function mailFailed(
  db: CompanyDatabase,
  mail: { id: bigint; attempts: number },
  { reason, isFinal }: { reason: string; isFinal: boolean },
): Promise<void> {
  const where = { id: mail.id }
  const minutes = isFinal ? undefined : patience[mail.attempts]
  const failedAt = minutes === undefined ? new Date() : null
  const data = { attempts: mail.attempts + 1, problem: reason, failedAt }
  await db.outgoingMail.updateMany({ where, data })
  if (minutes === undefined) await db.run(endMail, mail.id)
  else await db.run(queueMailRow, mail.id, new Date(Date.now() + minutes * 60_000))
}
