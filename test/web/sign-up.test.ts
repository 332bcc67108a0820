import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { signUp } from '../../src/people/sign-up.js'
import { MailRefused } from '../../src/platform/mail.js'
import { makeApp, production, type TestApp } from '../support/app.js'
import { makeCompany, newEmail, password } from '../support/company.js'
import { connectAs, testDatabase } from '../support/database.js'
import { deliverMails, keepingPostman, linkIn, mailsTo } from '../support/mailbox.js'
import { spareDatabase } from '../support/spare-database.js'
import { cookieOf, type Visitor, words } from '../support/visitor.js'

const form = (more: object = {}) => ({
  ...{ company: `Co ${newEmail()}`, name: 'Ines', password, timeZone: 'UTC' },
  ...more,
})

// Somebody is here already: an address has to be proved first.
beforeAll(async () => void (await makeCompany()))

/** Asks for a link to an address, and opens it in the same browser. */
async function arrive(app: TestApp, email = newEmail()) {
  const visitor = app.visitor()
  const asked = await visitor.post('/sign-up', '/sign-up', { email })
  expect([asked.status, asked.headers.location]).toEqual([303, '/sign-up'])
  const link = linkIn((await mailsTo(email.trim().toLowerCase()))[0])
  const opened = await visitor.get(link)
  expect([opened.status, opened.headers.location]).toEqual([303, '/sign-up/company'])
  return { visitor, link }
}

const go = (visitor: Visitor, fields: object) =>
  visitor.post('/sign-up/company', '/sign-up/company', fields)

/** Signs up from the mail on. */
async function sent(fields: object, email?: string, app = makeApp()) {
  const { visitor, link } = await arrive(app, email)
  return { visitor, link, answer: await go(visitor, fields) }
}

async function companiesNamed(name: string): Promise<{ id: string; timeZone: string }[]> {
  const behind = await connectAs('super')
  const sql = 'SELECT id, "timeZone" FROM companies WHERE name = $1'
  return (await behind.query(sql, [name])).rows
}

describe('signing up', () => {
  test('makes the company and signs its owner in, under a new session', async () => {
    const email = newEmail()
    const { visitor } = await arrive(makeApp(), ` ${email.toUpperCase()} `)
    const before = cookieOf(await visitor.get('/sign-up/company'))
    const fields = form({ timeZone: 'America/St_Johns' })
    const answer = await go(visitor, fields)
    expect([answer.status, answer.headers.location]).toEqual([303, '/start'])
    expect(cookieOf(answer)).not.toBe(before)
    expect(await companiesNamed(fields.company)).toMatchObject([{ timeZone: 'America/St_Johns' }])
    const page = words((await visitor.get('/me')).text)
    expect(page).toContain(fields.company)
    expect((await visitor.get('/me')).text).toContain(email)
  })

  test('takes blanks off names, and none off the password', async () => {
    const company = `Co ${newEmail()}`
    const email = newEmail()
    const spaced = `  ${password}  `
    const app = makeApp()
    await sent(form({ company: `\t${company} `, password: spaced }), email, app)
    expect(await companiesNamed(company)).toHaveLength(1)
    expect((await app.visitor().trySignIn(email, password)).status).toBe(422)
    expect((await app.visitor().trySignIn(email, spaced)).status).toBe(303)
  })

  test('is over for somebody who is signed in', async () => {
    const { owner } = await makeCompany()
    const visitor = await makeApp().visitor().signIn(owner)
    const answer = await visitor.get('/sign-up')
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
  })

  test('prints names as they are, never as markup', async () => {
    const company = '<img src=x onerror=alert(1)>"\' {{7*7}} <%= 1 %>'
    const { visitor } = await sent(form({ company, name: '</script><script>' }))
    const { text } = await visitor.get('/start')
    expect(text).not.toContain('<img src=x')
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(text).not.toContain('</script><script>')
  })
})

describe('ASVS 6.3.8: asking to sign up', () => {
  /** Everything of an answer that could tell one address from another. */
  const told = ({ status, headers, text }: Awaited<ReturnType<Visitor['post']>>, email: string) => {
    const { 'x-request-id': _, date: __, ...rest } = headers
    const cookies = String(headers['set-cookie'] ?? '').replace(/=[^;]+/, '')
    return { status, ...rest, 'set-cookie': cookies, text: text.replaceAll(email, '') }
  }

  test('is answered the same for a known and an unknown address', async () => {
    const { owner } = await makeCompany()
    const answers = []
    for (const email of [owner.email, newEmail()]) {
      const visitor = makeApp().visitor()
      const asked = await visitor.post('/sign-up', '/sign-up', { email })
      const after = await visitor.get('/sign-up')
      const page = after.text.replace(/value="[^"]{20,}"/g, '').replaceAll(email, '')
      expect(page).toContain('Look into your mails')
      answers.push([told(asked, email), page])
    }
    expect(answers[0]).toEqual(answers[1])
  })

  test('mails a link to the unknown, and a word to whoever signs in with it', async () => {
    const { owner } = await makeCompany()
    const email = newEmail()
    const app = makeApp()
    for (const one of [owner.email.toUpperCase(), email]) {
      await app.visitor().post('/sign-up', '/sign-up', { email: one })
    }
    const box = await deliverMails()
    const [known] = box.filter(({ to }) => to === owner.email)
    expect(known?.subject).toBe('You have a Codevisto account already')
    expect(known?.text).toContain('/sign-in')
    expect(known?.text).not.toContain('/sign-ups/')
    expect(linkIn(box.find(({ to }) => to === email))).toMatch(/^\/sign-ups\/[\w-]{43}$/)
  })

  test('mails nothing to an account that is closed', async () => {
    const company = await makeCompany()
    const { id, email } = await company.add('manager')
    const deactivatedAt = new Date()
    await company.work((db) => db.user.updateMany({ where: { id }, data: { deactivatedAt } }))
    await makeApp().visitor().post('/sign-up', '/sign-up', { email })
    expect(await mailsTo(email)).toEqual([])
  })

  test('of production needs the mail for the first company, too', async () => {
    const spare = await spareDatabase()
    const visitor = makeApp({ environment: production, database: spare.database }).visitor()
    const { text } = await visitor.get('/sign-up').set('X-Forwarded-Proto', 'https')
    expect(text).not.toContain('name="company"')
    await spare.drop()
  })

  test('has limits by network and by address', async () => {
    const app = makeApp()
    const email = newEmail()
    for (let at = 0; at < 6; at++) {
      const { status } = await app.visitor().post('/sign-up', '/sign-up', { email })
      expect(status).toBe(303)
    }
    const answer = await app.visitor().post('/sign-up', '/sign-up', { email })
    expect(answer.status).toBe(429)
    expect(words(answer.text)).toMatch(/Too many tries\. Wait \d+ minutes/)
    for (let at = 0; at < 3; at++) {
      await app.visitor().post('/sign-up', '/sign-up', { email: newEmail() })
    }
    const other = await app.visitor().post('/sign-up', '/sign-up', { email: newEmail() })
    expect(other.status).toBe(429)
  })

  test.each([
    '',
    'nobody',
    'a@b',
    'a@b.example\r\nBcc: c@d.example',
    `${'x'.repeat(250)}@a.example`,
  ])('with %j comes back and says what an address is', async (email) => {
    const answer = await makeApp().visitor().post('/sign-up', '/sign-up', { email })
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toMatch(/Type an e-mail address such as|This address is too long/)
  })
})

describe('ASVS 6.4.1, 6.5.1: the link of a sign-up', () => {
  test('is stored as a hash, works once, and leaves the address at once', async () => {
    const { link, visitor, answer } = await sent(form())
    expect(answer.status).toBe(303)
    const behind = await connectAs('super')
    const { rows } = await behind.query('SELECT s::text AS row FROM directory.sign_ups s')
    expect(rows.map(({ row }) => row).join()).not.toContain(link.split('/').at(-1))
    const again = makeApp().visitor()
    await again.get(link)
    expect((await again.get('/sign-up/company')).status).toBe(410)
    expect((await visitor.get('/start')).status).toBe(200)
  })

  test('is not used up by being looked at', async () => {
    const email = newEmail()
    const { link } = await arrive(makeApp(), email)
    for (let at = 0; at < 3; at++) await makeApp().visitor().get(link)
    const visitor = makeApp().visitor()
    await visitor.get(link)
    expect((await go(visitor, form())).status).toBe(303)
  })

  test('ends when a newer one is asked for', async () => {
    const email = newEmail()
    const first = await arrive(makeApp(), email)
    const second = await arrive(makeApp(), email)
    expect((await first.visitor.get('/sign-up/company')).status).toBe(410)
    expect((await second.visitor.get('/sign-up/company')).status).toBe(200)
  })

  test('lets one of two through that use it at once', async () => {
    const email = newEmail()
    const { link } = await arrive(makeApp(), email)
    const seats = [makeApp().visitor(), makeApp().visitor()]
    const company = `Co ${randomUUID()}`
    const tokens: string[] = []
    for (const seat of seats) {
      await seat.get(link)
      tokens.push(await seat.token('/sign-up/company'))
    }
    const answers = await Promise.all(
      seats.map((seat, at) =>
        seat.send('/sign-up/company', { _csrf: tokens[at], ...form({ company }) }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410])
    expect(await companiesNamed(company)).toHaveLength(1)
  })

  test('says so when the address has come to sign in elsewhere meanwhile', async () => {
    const email = newEmail()
    const { visitor } = await arrive(makeApp(), email)
    const owner = { name: 'Bo', email, password }
    await signUp(testDatabase(), { name: 'Contoso', timeZone: 'UTC' }, owner)
    const answer = await go(visitor, form())
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('This address signs in to a company already.')
  })

  test.each(['x', 'A'.repeat(43), '%00', '..'])(
    'that is none (%s) opens nothing',
    async (token) => {
      const visitor = makeApp().visitor()
      await visitor.get(`/sign-ups/${token}`)
      expect((await visitor.get('/sign-up/company')).status).toBe(410)
      const token2 = await visitor.token('/sign-up')
      const answer = await visitor.send('/sign-up/company', { _csrf: token2, ...form() })
      expect(answer.status).toBe(410)
    },
  )

  test('is tried again when the mail could not be handed over', async () => {
    const email = newEmail()
    await makeApp().visitor().post('/sign-up', '/sign-up', { email })
    const box = keepingPostman()
    box.state.refusal = new MailRefused('The mail server could not be reached.', false)
    await deliverMails(box)
    box.state.refusal = null
    expect((await deliverMails(box)).filter(({ to }) => to === email)).toHaveLength(1)
  })
})

describe('a form that cannot be', () => {
  test.each([
    ['company', '', 'Type the name of your company.'],
    ['company', '   ', 'Type the name of your company.'],
    ['company', 'x'.repeat(121), 'Use at most 120 characters.'],
    ['company', 'a\0b', 'Leave out line breaks and other control characters.'],
    ['name', '', 'Type your name.'],
    ['name', 'a\nb', 'Leave out line breaks and other control characters.'],
    ['password', 'eleven char', 'Use at least 12 characters.'],
    ['password', 'x'.repeat(257), 'Use at most 256 characters.'],
    ['timeZone', 'Mars/Olympus', 'Choose a time zone of the list.'],
    ['timeZone', '', 'Choose a time zone of the list.'],
  ])('because of its %s (%j) comes back and says so', async (field, value, message) => {
    const fields = form({ [field]: value })
    const { answer } = await sent(fields)
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain(message)
    if (field !== 'company') expect(await companiesNamed(fields.company)).toEqual([])
  })

  test('keeps what was typed, but never the password', async () => {
    const fields = form({ timeZone: 'Nowhere', name: 'Ada Lovelace' })
    const { answer } = await sent(fields)
    for (const kept of [fields.company, 'Ada Lovelace']) {
      expect(answer.text).toContain(`value="${kept}"`)
    }
    expect(answer.text).not.toContain(password)
  })

  test.each<Record<string, unknown>>([
    { role: 'owner' },
    { companyId: '1' },
    { id: '1' },
    { passwordHash: 'x' },
    { createdAt: '2020-01-01' },
    { next: '/start' },
    { constructor: 'x' },
    { __proto__x: 'x' },
    { company: ['a', 'b'] },
    { email: 'another@example.com' },
  ])('with %j is refused whole', async (more) => {
    const fields = form(more)
    const { answer } = await sent(fields)
    expect(answer.status).toBe(400)
    if (typeof fields.company === 'string') expect(await companiesNamed(fields.company)).toEqual([])
  })

  test('with a field named __proto__ changes nothing by it', async () => {
    const { visitor } = await arrive(makeApp())
    const token = await visitor.token('/sign-up/company')
    const body = new URLSearchParams({ _csrf: token, ...form() })
    for (const name of ['__proto__', '__proto__[role]']) body.append(name, 'owner')
    const answer = await visitor.agent.post('/sign-up/company').type('form').send(String(body))
    expect([303, 400]).toContain(answer.status)
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as { role?: string }).role).toBeUndefined()
  })
})

describe('on a machine without a mail server on which nobody is yet', () => {
  test('the first company is created at once, and the next by mail', async () => {
    const spare = await spareDatabase()
    const app = makeApp({ database: spare.database })
    const visitor = app.visitor()
    const fields = form({ email: newEmail() })
    const odd = await visitor.post('/sign-up', '/sign-up/company', { ...fields, email: 'no' })
    expect([odd.status, odd.text.includes('Type an e-mail address')]).toEqual([422, true])
    const answer = await visitor.post('/sign-up', '/sign-up/company', fields)
    expect([answer.status, answer.headers.location]).toEqual([303, '/start'])
    const next = app.visitor()
    expect((await next.get('/sign-up')).text).not.toContain('name="company"')
    const late = { _csrf: await next.token('/sign-up'), ...fields, email: newEmail() }
    expect((await next.send('/sign-up/company', late)).status).toBe(410)
    await spare.drop()
  })
})
