import { afterEach, describe, expect, test } from 'vitest'
import { takeDueMails } from '../../src/database/mails-due.js'
import { jobs } from '../../src/jobs/catalog.js'
import { dispatchMails } from '../../src/jobs/mail-dispatcher.js'
import { type FixedTemplate, mailMessage } from '../../src/jobs/mail-message.js'
import type { JobQueue } from '../../src/jobs/queue.js'
import { sendMailJob } from '../../src/jobs/send-mail.js'
import { type MailTemplate, mailData, queueMail } from '../../src/people/mails.js'
import { MailRefused } from '../../src/platform/mail.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { connectAs, testDatabase } from '../support/database.js'
import { silentLog } from '../support/log.js'
import { deliverMails, keepingPostman, origin } from '../support/mailbox.js'

const to = 'ada@example.com'

/** Lets every mail of the company be due now. */
async function makeDue({ id }: TestCompany): Promise<void> {
  const behind = await connectAs('super')
  const all =
    'UPDATE directory.mails_due SET "dueAt" = now() - interval \'1 s\' WHERE "companyId" = $1'
  await behind.query(all, [String(id)])
}

const rows = (company: TestCompany) => company.work((db) => db.outgoingMail.findMany())

afterEach(async () => {
  await deliverMails()
})

describe('a queued mail', () => {
  test('is sent once, even if its job comes twice', async () => {
    const company = await makeCompany()
    await company.work((db) => queueMail(db, 'password-changed', to, { name: 'Ada' }))
    const [mail] = await rows(company)
    const due = { companyId: company.id, mailId: mail!.id }
    const box = keepingPostman()
    const services = { config: { appUrlOrigin: origin }, database: testDatabase(), log: silentLog }
    // As it comes out of the queue: ids as text, read by the catalog.
    const payload = jobs['send-mail'].parse(
      JSON.parse(JSON.stringify({ companyId: String(due.companyId), mailId: String(due.mailId) })),
    )
    await sendMailJob({ ...services, ...box }, payload)
    await sendMailJob({ ...services, ...box }, payload)
    expect(box.messages).toHaveLength(1)
    expect(box.messages[0]).toMatchObject({ to, subject: 'Your Codevisto password was changed' })
    expect((await rows(company))[0]).toMatchObject({ failedAt: null, problem: null })
    expect((await rows(company))[0]?.sentAt).toBeInstanceOf(Date)
  })

  test('ASVS 8.3.3, 8.4.1: that another company’s job names is not sent', async () => {
    const [company, other] = [await makeCompany(), await makeCompany()]
    await company.work((db) => queueMail(db, 'password-changed', to, { name: 'Ada' }))
    const [mail] = await rows(company)
    const box = keepingPostman()
    const services = { config: { appUrlOrigin: origin }, database: testDatabase(), log: silentLog }
    const mailId = mail!.id
    await sendMailJob({ ...services, ...box }, { companyId: other.id, mailId })
    expect(box.messages).toEqual([])
    await sendMailJob({ ...services, ...box }, { companyId: company.id, mailId })
    expect(box.messages).toHaveLength(1)
  })

  test('of a transaction that is undone is not sent', async () => {
    const company = await makeCompany()
    const undone = company.work(async (db) => {
      await queueMail(db, 'password-changed', to, { name: 'Ada' })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await rows(company)).toEqual([])
  })

  test('that is not taken comes again, later each time, and is given up with its reason', async () => {
    const company = await makeCompany()
    await company.work((db) => queueMail(db, 'password-changed', to, { name: 'Ada' }))
    const box = keepingPostman()
    box.state.refusal = new MailRefused('The mail server could not be reached.', false)
    const behind = await connectAs('super')
    const waits: number[] = []
    for (let time = 0; time < 6; time++) {
      await deliverMails(box)
      const { rows: due } = await behind.query(
        `SELECT round(extract(epoch FROM "dueAt" - now()) / 60)::int AS minutes
         FROM directory.mails_due WHERE "companyId" = $1`,
        [String(company.id)],
      )
      if (due[0]) waits.push(due[0].minutes)
      await makeDue(company)
    }
    expect(waits).toEqual([1, 5, 15, 60, 240])
    const [given] = await rows(company)
    expect(given).toMatchObject({ attempts: 6, problem: 'The mail server could not be reached.' })
    expect(given?.failedAt).toBeInstanceOf(Date)
    expect(await deliverMails()).toEqual([])
  })

  test('that an address refuses for good is given up at once', async () => {
    const company = await makeCompany()
    await company.work((db) => queueMail(db, 'password-changed', to, { name: 'Ada' }))
    const box = keepingPostman()
    box.state.refusal = new MailRefused('The address was refused (550).', true)
    await deliverMails(box)
    expect((await rows(company))[0]?.failedAt).toBeInstanceOf(Date)
  })

  test('is taken by one worker, and again by another when it is not reported back', async () => {
    const company = await makeCompany()
    await company.work((db) => queueMail(db, 'password-changed', to, { name: 'Ada' }))
    const taken = await Promise.all([1, 2, 3].map(() => takeDueMails(testDatabase(), 100)))
    expect(taken.flat().filter(({ companyId }) => companyId === company.id)).toHaveLength(1)
    await makeDue(company)
    const again = await takeDueMails(testDatabase(), 100)
    expect(again.some(({ companyId }) => companyId === company.id)).toBe(true)
    await makeDue(company)
  })

  test('goes into the queue as ids alone', async () => {
    const company = await makeCompany()
    await company.work((db) => queueMail(db, 'password-changed', to, { name: 'Ada' }))
    const added: unknown[] = []
    const queue = {
      add: async (...job: unknown[]) => void added.push(job),
    } as unknown as JobQueue
    await dispatchMails(testDatabase(), queue)
    const [mail] = await rows(company)
    const ids = { companyId: String(company.id), mailId: String(mail!.id) }
    expect(added).toContainEqual(['send-mail', `mail-${company.id}-${mail!.id}`, ids])
    await makeDue(company)
  })

  test.each([
    'ada',
    'a@b.example, c@d.example',
    'a@b.example\r\nBcc: c@d.example',
    '"a b"@c.example',
  ])('is refused for the address %j', async (address) => {
    const company = await makeCompany()
    const queued = company.work((db) => queueMail(db, 'password-changed', address, { name: 'A' }))
    await expect(queued).rejects.toThrow()
  })
})

const canary = `"'><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}<%= 7*7 %>`

const fixed = (Object.keys(mailData) as MailTemplate[]).filter(
  (name): name is FixedTemplate => name !== 'digest',
)

describe.each(fixed)('the mail %s', (template) => {
  const data = Object.fromEntries(
    Object.keys(mailData[template].shape).map((key) => [key, key === 'left' ? 3 : canary]),
  )
  const link = `${origin}/somewhere/token`
  const made = mailMessage(template, to, data, { link, origin })

  test('has a subject of ours, text and HTML', () => {
    expect(made.subject).not.toContain('<')
    expect(made.text.length).toBeGreaterThan(60)
    expect(made.html).toContain(`<title>${made.subject}</title>`)
  })

  test('prints what people typed as text, in both', () => {
    expect(made.html).not.toMatch(/<img|<script|onerror=alert\(1\)>/)
    expect(made.html).not.toContain('49')
    const { name, company } = data as Record<string, string>
    if (name || company) expect(made.text).toContain(canary)
  })
})
