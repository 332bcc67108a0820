import pg from 'pg'
import { mailSignUpJob } from '../../src/jobs/mail-sign-up.js'
import { sendMailJob } from '../../src/jobs/send-mail.js'
import { recoverPassword } from '../../src/people/password-recovery.js'
import type { MailRefused, Message, Postman } from '../../src/platform/mail.js'
import { idleQueue } from './app.js'
import { databaseUrls, testDatabase } from './database.js'
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

/** What waits, whether or not a process has taken it already. */
async function waiting<Row>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrls().superUrl })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

/** Does the worker's part for all that waits: recoveries, then mails. Returns what was sent. */
export async function deliverMails(
  box: ReturnType<typeof keepingPostman> = keepingPostman(),
): Promise<Message[]> {
  const database = testDatabase()
  const recoveries = await waiting<{ id: string }>(
    'SELECT id FROM directory.recoveries ORDER BY id',
  )
  for (const { id } of recoveries) await recoverPassword(database, BigInt(id))
  const config = { appUrlOrigin: origin }
  const services = { config, database, log: silentLog, queue: idleQueue, ...box }
  const signUps = await waiting<{ id: string }>(
    'SELECT id FROM directory.sign_ups WHERE "dueAt" IS NOT NULL ORDER BY id',
  )
  for (const { id } of signUps) await mailSignUpJob(services, { signUpId: BigInt(id) })
  const mails = await waiting<{ companyId: string; mailId: string }>(
    'SELECT "companyId", "mailId" FROM directory.mails_due ORDER BY "mailId"',
  )
  for (const { companyId, mailId } of mails) {
    await sendMailJob(services, { companyId: BigInt(companyId), mailId: BigInt(mailId) })
  }
  return box.messages
}

/** The mails to one address among those that wait, sent. */
export async function mailsTo(email: string): Promise<Message[]> {
  return (await deliverMails()).filter(({ to }) => to === email)
}

/** The path of the link in a mail. */
export function linkIn(message: Message | undefined): string {
  const href = /^http\S+\/(?:invitations|password-resets|email-changes|sign-ups)\/\S+$/m.exec(
    message?.text ?? '',
  )?.[0]
  if (!href?.startsWith(origin)) throw new Error('This mail has no link.')
  return href.slice(origin.length)
}
