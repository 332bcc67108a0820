import type { Config } from '../config.js'
import type { Database } from '../database/client.js'
import { type CompanyDatabase, inCompany } from '../database/company.js'
import type { DueMail } from '../database/mails-due.js'
import { endMail } from '../database/mails-due.js'
import { mailLink } from '../people/mail-links.js'
import { findWaitingMail, type MailTemplate, mailFailed, mailSent } from '../people/mails.js'
import type { Log } from '../platform/log.js'
import { MailRefused, type Postman } from '../platform/mail.js'
import { digestMessage } from './digest-message.js'
import { mailMessage } from './mail-message.js'

export interface MailServices {
  config: Pick<Config, 'appUrlOrigin'>
  database: Database
  postman: Postman
  log: Log
}

/** What is to be sent, with a link of its own; null when nobody wants it any longer. */
async function prepare(db: CompanyDatabase, { mailId }: DueMail, origin: string) {
  const mail = await findWaitingMail(db, mailId)
  const link = mail && (await mailLink(db, mail))
  if (!mail || link === undefined) {
    if (mail) await mailFailed(db, mail, { reason: 'No longer needed.', isFinal: true })
    else await db.run(endMail, mailId)
    return null
  }
  const told = { link: link && new URL(link, origin).href, origin }
  const template = mail.template as MailTemplate
  if (template === 'digest') {
    const message = await digestMessage(db, mail, { link: told.link ?? '', origin })
    if (message) return { mail, message }
    await mailFailed(db, mail, { reason: 'There was nothing to tell.', isFinal: true })
    return null
  }
  return { mail, message: mailMessage(template, mail.recipient, mail.data, told) }
}

/** Sends one mail. Whether it was taken, comes again or is given up stands in its row. */
export async function sendMailJob(
  { config, database, postman, log }: MailServices,
  due: DueMail,
): Promise<void> {
  const bound = <T>(work: (db: CompanyDatabase) => Promise<T>) =>
    inCompany(database, due.companyId, work)
  const ready = await bound((db) => prepare(db, due, config.appUrlOrigin))
  if (!ready) return
  const { mail, message } = ready
  try {
    await postman.deliver(message, due.companyId)
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error
    log.warn({ mail: String(mail.id), reason: error.reason }, 'a mail was not taken')
    await bound((db) => mailFailed(db, mail, error))
    return
  }
  await bound((db) => mailSent(db, mail.id))
}
