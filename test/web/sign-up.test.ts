import { describe, expect, test } from 'vitest'
import { makeApp } from '../support/app.js'
import { makeCompany, newEmail, password } from '../support/company.js'
import { connectAs } from '../support/database.js'
import { cookieOf, words } from '../support/visitor.js'

const form = (more: object = {}) => ({
  ...{ company: `Co ${newEmail()}`, name: 'Ines', email: newEmail(), password, timeZone: 'UTC' },
  ...more,
})

const sent = (fields: object, app = makeApp()) => {
  const visitor = app.visitor()
  return visitor.post('/sign-up', '/sign-up', fields).then((answer) => ({ visitor, answer }))
}

async function companiesNamed(name: string): Promise<{ id: string; timeZone: string }[]> {
  const behind = await connectAs('super')
  const sql = 'SELECT id, "timeZone" FROM companies WHERE name = $1'
  return (await behind.query(sql, [name])).rows
}

describe('signing up', () => {
  test('makes the company and signs its owner in, under a new session', async () => {
    const visitor = makeApp().visitor()
    const before = cookieOf(await visitor.get('/sign-up'))
    const fields = form({ timeZone: 'America/St_Johns' })
    const answer = await visitor.post('/sign-up', '/sign-up', fields)
    expect([answer.status, answer.headers.location]).toEqual([303, '/start'])
    expect(cookieOf(answer)).not.toBe(before)
    expect(await companiesNamed(fields.company)).toMatchObject([{ timeZone: 'America/St_Johns' }])
    expect(words((await visitor.get('/start')).text)).toContain(fields.company)
  })

  test('takes blanks off names, and none off the password', async () => {
    const company = `Co ${newEmail()}`
    const spaced = `  ${password}  `
    const fields = form({ company: `\t${company} `, password: spaced })
    const app = makeApp()
    await sent({ ...fields, email: ` ${fields.email.toUpperCase()} ` }, app)
    expect(await companiesNamed(company)).toHaveLength(1)
    expect((await app.visitor().trySignIn(fields.email, password)).status).toBe(422)
    expect((await app.visitor().trySignIn(fields.email, spaced)).status).toBe(303)
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

describe('a form that cannot be', () => {
  test.each([
    ['company', '', 'Type the name of your company.'],
    ['company', '   ', 'Type the name of your company.'],
    ['company', 'x'.repeat(121), 'Use at most 120 characters.'],
    ['company', 'a\0b', 'Leave out line breaks and other control characters.'],
    ['name', '', 'Type your name.'],
    ['name', 'a\nb', 'Leave out line breaks and other control characters.'],
    ['email', 'nobody', 'Type an e-mail address such as name@company.com.'],
    ['email', 'a@b', 'Type an e-mail address such as name@company.com.'],
    ['email', 'a@b.example\r\nBcc: c@d.example', 'Type an e-mail address such as'],
    ['email', `${'x'.repeat(250)}@example.com`, 'This address is too long.'],
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
    for (const kept of [fields.company, fields.email, 'Ada Lovelace']) {
      expect(answer.text).toContain(`value="${kept}"`)
    }
    expect(answer.text).not.toContain(password)
  })

  test('says that an address has an account, and makes no company', async () => {
    const { owner } = await makeCompany()
    const fields = form({ email: owner.email.toUpperCase() })
    const { answer, visitor } = await sent(fields)
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('This address has an account already.')
    expect(await companiesNamed(fields.company)).toEqual([])
    expect((await visitor.get('/start')).status).toBe(303)
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
    { email: ['a@example.com', 'b@example.com'] },
  ])('with %j is refused whole', async (more) => {
    const fields = form(more)
    const { answer } = await sent(fields)
    expect(answer.status).toBe(400)
    if (typeof fields.company === 'string') expect(await companiesNamed(fields.company)).toEqual([])
  })

  test('with a field named __proto__ changes nothing by it', async () => {
    const visitor = makeApp().visitor()
    const body = new URLSearchParams({ _csrf: await visitor.token('/sign-up'), ...form() })
    for (const name of ['__proto__', '__proto__[role]']) body.append(name, 'owner')
    const answer = await visitor.agent.post('/sign-up').type('form').send(String(body))
    expect([303, 400]).toContain(answer.status)
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as { role?: string }).role).toBeUndefined()
  })
})

test('more than ten companies an hour from one address have to wait', async () => {
  const app = makeApp()
  const { owner } = await makeCompany()
  for (let time = 0; time < 10; time++) {
    // A taken address costs a try like any other.
    expect((await sent(form({ email: owner.email }), app)).answer.status).toBe(422)
  }
  const fields = form()
  const { answer } = await sent(fields, app)
  expect(answer.status).toBe(429)
  expect(words(answer.text)).toMatch(/Too many tries\. Wait \d+ minutes/)
  expect(await companiesNamed(fields.company)).toEqual([])
})
