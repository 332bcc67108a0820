import type { Config } from '../config.js'
import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { findEmailAddress } from '../database/directory.js'
import { endSignUp, issueSignUp, readSignUp } from '../database/sign-ups.js'
import { newToken, tokenDigest } from '../people/links.js'
import { queueMail } from '../people/mails.js'
import { signUpMinutes } from '../people/sign-up.js'
import type { Log } from '../platform/log.js'
import { MailRefused, type Postman } from '../platform/mail.js'
import { dispatchMails } from './mail-dispatcher.js'
import { mailMessage } from './mail-message.js'
import type { JobQueue } from './queue.js'

interface SignUpServices {
  config: Pick<Config, 'appUrlOrigin'>
  database: Database
  queue: JobQueue
  postman: Postman
  log: Log
}

/** Tells whoever has the address already that somebody wanted to sign up with it. */
async function tell(
  database: Database,
  { companyId, userId }: { companyId: bigint; userId: bigint },
) {
  await inCompany(database, companyId, async (db) => {
    const user = await db.user.findFirst({ where: { id: userId, deactivatedAt: null } })
    if (user) await queueMail(db, 'sign-up-known', user.email, { name: user.name })
  })
}

/**
 * Mails what the wish for a company leads to: a link to an address that nobody signs in with, a word to
 * one that somebody does. What could not be handed over is due again some minutes later.
 */
export async function mailSignUpJob(
  { config, database, queue, postman, log }: SignUpServices,
  { signUpId }: { signUpId: bigint },
): Promise<void> {
  const email = await readSignUp(database, signUpId)
  if (email === null) return
  const known = await findEmailAddress(database, email)
  if (known) {
    await tell(database, known)
    await endSignUp(database, signUpId, false)
    await dispatchMails(database, queue)
    return
  }
  const token = newToken()
  const expiresAt = new Date(Date.now() + signUpMinutes * 60_000)
  await issueSignUp(database, signUpId, tokenDigest(token)!, expiresAt)
  const link = new URL(`/sign-ups/${token}`, config.appUrlOrigin).href
  const message = mailMessage('sign-up', email, {}, { link, origin: config.appUrlOrigin })
  try {
    await postman.deliver(message, null)
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error
    log.warn({ signUp: String(signUpId), reason: error.reason }, 'a mail was not taken')
    if (error.isFinal) await endSignUp(database, signUpId, false)
    return
  }
  await endSignUp(database, signUpId, true)
}
