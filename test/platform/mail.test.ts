import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MailRefused, openPostman } from '../../src/platform/mail.js'
import { readOutbox } from '../../src/platform/outbox.js'
import { type MailServer, readMail, startMailServer } from '../support/mail-server.js'

const from = 'Codevisto <codevisto@example.com>'
const message = {
  ...{ to: 'ada@example.com', subject: 'Hello' },
  ...{ text: 'Hello Ada\n', html: '<p>Hello <b>Ada</b></p>' },
}
const smtp = (smtpUrl: string) => openPostman({ smtpUrl, mailFrom: from, outboxFolder: null })
const refused = (postman: ReturnType<typeof smtp>, sent = message) =>
  postman.deliver(sent, 1n).then(
    () => null,
    (error: unknown) => error as MailRefused,
  )

describe('mails by SMTP', () => {
  let server: MailServer

  beforeAll(async () => {
    server = await startMailServer()
  })
  afterAll(() => server.stop())
  beforeEach(() => {
    server.mails.length = 0
    server.refuse(0)
  })

  test('arrive as text and HTML, from whom the configuration says', async () => {
    const postman = smtp(server.url)
    await postman.deliver(message, 1n)
    postman.close()
    const [mail] = server.mails
    expect(mail?.recipients).toEqual(['ada@example.com'])
    const { headers, text, html } = readMail(mail!)
    expect(headers).toContain(`From: ${from}`)
    expect(headers).toContain('Subject: Hello')
    expect(text.trim()).toBe('Hello Ada')
    expect(html.trim()).toBe('<p>Hello <b>Ada</b></p>')
  })

  test('ASVS 1.3.11: carry no header that somebody typed', async () => {
    const postman = smtp(server.url)
    const evil = 'x\r\nBcc: victim@example.com\r\n\r\nbody'
    await postman.deliver({ ...message, subject: evil, text: evil }, 1n)
    await refused(postman, { ...message, to: 'ada@example.com\r\nBcc: victim@example.com' })
    await refused(postman, { ...message, to: 'ada@example.com, victim@example.com' })
    postman.close()
    for (const mail of server.mails) {
      expect(mail.recipients).not.toContain('victim@example.com')
      expect(mail.source.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im)
    }
    expect(server.mails[0]?.recipients).toEqual(['ada@example.com'])
  })

  test('say why they were refused, in our words and not the server’s', async () => {
    const postman = smtp(server.url)
    server.refuse(550)
    const never = await refused(postman)
    expect(never).toBeInstanceOf(MailRefused)
    expect(never).toMatchObject({ reason: 'The address was refused (550).', isFinal: true })
    server.refuse(451)
    const later = await refused(postman)
    expect(later).toMatchObject({ isFinal: false })
    expect(later?.message).not.toContain('a secret of the server')
    postman.close()
  })
})

test('a mail server that is away is tried again', async () => {
  const server = await startMailServer()
  await server.stop()
  const fault = await refused(smtp(server.url))
  expect(fault).toMatchObject({ isFinal: false, reason: 'The mail server could not be reached.' })
})

test('ASVS 12.3.1: another machine gets nothing without TLS', async () => {
  const server = await startMailServer()
  // A name of this machine that is not among those exempt.
  const url = server.url.replace('127.0.0.1', '127.0.0.2')
  const postman = smtp(url.replace('127.0.0.2', 'localhost.localdomain'))
  const fault = await refused(postman)
  expect(fault).toBeInstanceOf(MailRefused)
  expect(server.mails).toEqual([])
  await server.stop()
})

describe('the outbox', () => {
  test('keeps mails in files of its owner’s, newest first, 200 at most', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'codevisto-outbox-'))
    const outboxFolder = join(folder, 'outbox')
    expect(await readOutbox(outboxFolder, 10)).toEqual([])
    const postman = openPostman({ smtpUrl: null, mailFrom: from, outboxFolder })
    for (let at = 0; at < 203; at++) await postman.deliver({ ...message, subject: `${at}` }, 7n)
    const files = await readdir(outboxFolder)
    expect(files).toHaveLength(200)
    expect((await stat(join(outboxFolder, files[0]!))).mode & 0o777).toBe(0o600)
    expect((await stat(outboxFolder)).mode & 0o777).toBe(0o700)
    const [first] = await readOutbox(outboxFolder, 1)
    expect(first).toMatchObject({ to: message.to, companyId: '7', text: message.text })
    await rm(folder, { recursive: true })
  })

  test('is not there in production: without a server a mail waits', async () => {
    const postman = openPostman({ smtpUrl: null, mailFrom: from, outboxFolder: null })
    expect(await refused(postman)).toMatchObject({ isFinal: false })
  })
})
