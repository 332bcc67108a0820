import { takeDueMails, takeDueRecoveries } from '../../src/database/mails-due.js'
import { sendMailJob } from '../../src/jobs/send-mail.js'
import { recoverPassword } from '../../src/people/password-recovery.js'
import type { MailRefused, Message, Postman } from '../../src/platform/mail.js'
import { testDatabase } from './database.js'
import { silentLog } from './log.js'

export const origin = 'http://localhost:3000'

/** A postman that keeps what it is given, or refuses all of it. */
export function keepingPostman() {
  const messages: Message[] = []
  const state = { refusal: null as MailRefused | null }
  const postman: Postman = {
    async deliver(message) {
      if (state.refusal) throw state.refusal
      messages.push(message)
    },
    close() {},
  }
  return { messages, postman, state }
}

/** Does the worker's part for all that waits: recoveries, then mails. Returns what was sent. */
export async function deliverMails(
  box: ReturnType<typeof keepingPostman> = keepingPostman(),
): Promise<Message[]> {
  const database = testDatabase()
  for (const id of await takeDueRecoveries(database, 1000)) await recoverPassword(database, id)
  const services = { config: { appUrlOrigin: origin }, database, log: silentLog, ...box }
  for (const due of await takeDueMails(database, 1000)) await sendMailJob(services, due)
  return box.messages
}

/** The mails to one address among those that wait, sent. */
export async function mailsTo(email: string): Promise<Message[]> {
  return (await deliverMails()).filter(({ to }) => to === email)
}

/** The path of the link in a mail. */
export function linkIn(message: Message | undefined): string {
  const href = /^http\S+\/(?:invitations|password-resets|email-changes)\/\S+$/m.exec(
    message?.text ?? '',
  )?.[0]
  if (!href?.startsWith(origin)) throw new Error('This mail has no link.')
  return href.slice(origin.length)
}
