import { createTransport } from 'nodemailer'
import { leaveInOutbox } from './outbox.js'

/** A mail, ready to go. */
export interface Message {
  to: string
  subject: string
  html: string
  text: string
  /** Further headers, such as how to unsubscribe with one click. */
  headers?: Record<string, string>
}

/** Who takes mails away. */
export interface Postman {
  /**
   * @param companyId whose mail it is; null for somebody who is of no company yet
   * @throws MailRefused when it could not be handed over
   */
  deliver(message: Message, companyId: bigint | null): Promise<void>
  close(): void
}

/** A mail that was not taken: why, in words without anything secret, and whether to try again. */
export class MailRefused extends Error {
  override name = 'MailRefused'

  constructor(
    readonly reason: string,
    readonly isFinal: boolean,
  ) {
    super(reason)
  }
}

const reasons: Record<string, string> = {
  EAUTH: 'The mail server refused our name and password.',
  ECONNECTION: 'The mail server could not be reached.',
  ESOCKET: 'The mail server could not be reached.',
  ECONNREFUSED: 'The mail server could not be reached.',
  EDNS: 'The name of the mail server is not known.',
  ETIMEDOUT: 'The mail server did not answer in time.',
  ETLS: 'The mail server offers no safe connection.',
}

/** The server's own words can hold anything: only its number is kept. */
function refusal(error: unknown): MailRefused {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  const isFinal = code === 'EENVELOPE' && (responseCode ?? 0) >= 500
  if (isFinal) return new MailRefused(`The address was refused (${responseCode}).`, true)
  const said = reasons[code ?? ''] ?? 'The mail server did not take the message.'
  return new MailRefused(responseCode ? `${said} (${responseCode})` : said, false)
}

const isHere = (host: string) => ['localhost', '127.0.0.1', '[::1]'].includes(host)

function openSmtp(smtpUrl: string, from: string): Postman {
  const transport = createTransport({
    url: smtpUrl,
    // Another machine gets nothing unencrypted; whoever answers must prove its name.
    requireTLS: !isHere(new URL(smtpUrl).hostname),
    ...{ connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 },
    // A message never reads files or addresses of ours.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  return {
    async deliver({ to, ...content }) {
      // Already an address and nothing but one (people/mails.ts): given as a record, it is not parsed.
      const message = { from, to: { name: '', address: to }, ...content }
      await transport.sendMail(message).catch((error) => {
        throw refusal(error)
      })
    },
    close: () => transport.close(),
  }
}

/**
 * The postman of this configuration: SMTP, or on a machine of one's own a folder that the outbox page
 * reads.
 */
export function openPostman(config: {
  smtpUrl: string | null
  mailFrom: string
  outboxFolder: string | null
}): Postman {
  const { smtpUrl, mailFrom, outboxFolder } = config
  if (smtpUrl) return openSmtp(smtpUrl, mailFrom)
  return {
    async deliver(message, companyId) {
      if (!outboxFolder) throw new MailRefused('No mail server is configured (SMTP_URL).', false)
      await leaveInOutbox(outboxFolder, message, companyId)
    },
    close() {},
  }
}
