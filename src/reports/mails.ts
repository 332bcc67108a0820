import type { CompanyDatabase } from '../database/company.js'
import type { MailTemplate } from '../people/mails.js'
import type { MailsPage } from './account-page-types.js'

const names: Record<MailTemplate, string> = {
  'sign-up': 'Beginning of a company',
  'sign-up-known': 'Account there already',
  invitation: 'Invitation',
  'password-reset': 'Link for a new password',
  'password-changed': 'Notice of a new password',
  'email-change': 'Link to confirm an address',
  'email-changed': 'Notice of a new address',
  'second-factor-on': 'Notice of a second factor',
  'second-factor-off': 'Notice of a second factor',
  digest: 'Monday mail',
  'recovery-code-used': 'Notice of a recovery code',
}

/** The company's last mails: what became of them, never what they say. */
export async function mails(db: CompanyDatabase): Promise<MailsPage> {
  const rows = await db.outgoingMail.findMany({ orderBy: { id: 'desc' }, take: 100 })
  return {
    rows: rows.map(({ id, recipient, template, sentAt, failedAt, ...row }) => ({
      ...{ id: String(id), to: recipient, what: names[template as MailTemplate] ?? template },
      state: failedAt ? 'failed' : sentAt ? 'sent' : 'waiting',
      ...{ problem: row.problem, attempts: row.attempts, queuedAt: row.queuedAt },
    })),
  }
}
