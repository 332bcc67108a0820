import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as it arrived: who it was for on the wire, and its source. */
export interface Received {
  recipients: string[]
  source: string
}

/** A mail server of a test's own on the loopback. */
export interface MailServer {
  url: string
  mails: Received[]
  /** From now on every message is refused with this code; 0 takes them again. */
  refuse(code: number): void
  stop(): Promise<void>
}

/** Starts a mail server that keeps what it gets. */
export async function startMailServer(): Promise<MailServer> {
  const mails: Received[] = []
  let code = 0
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
    onRcptTo(_address, _session, done) {
      done(code ? Object.assign(new Error('a secret of the server'), { responseCode: code }) : null)
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const recipients = envelope.rcptTo.map(({ address }) => address)
        mails.push({ recipients, source: Buffer.concat(parts).toString('utf8') })
        done()
      })
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse(refused) {
      code = refused
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** The parts of a mail, decoded: its headers, and its text and HTML as they are read. */
export function readMail({ source }: Received): { headers: string; text: string; html: string } {
  const [headers = '', ...rest] = source.split('\r\n\r\n')
  const boundary = /boundary="([^"]+)"/.exec(headers)?.[1] ?? 'none'
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`)
  const decoded = (type: string) => {
    const part = parts.find((one) => one.includes(`Content-Type: ${type}`)) ?? ''
    const body = part.slice(part.indexOf('\r\n\r\n') + 4)
    if (/base64/i.test(part)) return Buffer.from(body, 'base64').toString('utf8')
    if (!/quoted-printable/i.test(part)) return body
    const bytes = body
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    return Buffer.from(bytes, 'latin1').toString('utf8')
  }
  return { headers, text: decoded('text/plain'), html: decoded('text/html') }
}
