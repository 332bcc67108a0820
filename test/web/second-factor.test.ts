import { afterEach, describe, expect, test } from 'vitest'
import { codeFor } from '../support/accounts.js'
import { makeApp, type TestApp } from '../support/app.js'
import { makeCompany, password, type TestCompany } from '../support/company.js'
import { connectAs } from '../support/database.js'
import { deliverMails, linkIn, mailsTo } from '../support/mailbox.js'
import { cookieOf, type Visitor, words } from '../support/visitor.js'

const set = '/me/second-factor'

afterEach(async () => {
  await deliverMails()
})

const secretOn = (html: string) => /class="code">([A-Z2-7 ]+)</.exec(html)![1]!.replaceAll(' ', '')
const codesOn = (html: string) =>
  [...html.matchAll(/<li class="code">([a-z2-7-]+)</g)].map(([, code]) => code!)

/** Turns the second factor on; the code used is that of the step before, so that the present one is free. */
async function setUp(visitor: Visitor) {
  const secret = secretOn((await visitor.get(set)).text)
  const sent = { code: codeFor(secret, -1), current: password }
  const answer = await visitor.post(set, set, sent)
  expect(answer.status).toBe(200)
  return { secret, codes: codesOn(answer.text), answer }
}

const giveCode = (visitor: Visitor, code: string) =>
  visitor.post('/sign-in/code', '/sign-in/code', { code })

async function withFactor() {
  const company = await makeCompany()
  const app = makeApp()
  const owner = await app.visitor().signIn(company.owner)
  return { company, app, owner, ...(await setUp(owner)) }
}

async function halfWay(app: TestApp, { owner }: TestCompany): Promise<Visitor> {
  const visitor = app.visitor()
  const answer = await visitor.trySignIn(owner.email)
  expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in/code'])
  return visitor
}

describe('ASVS 6.3.3: the second factor', () => {
  test('is asked for after the password, and signs in with the app’s code', async () => {
    const { app, company, secret } = await withFactor()
    const visitor = await halfWay(app, company)
    expect((await visitor.get('/repositories')).headers.location).toMatch(/^\/sign-in/)
    const answer = await giveCode(visitor, codeFor(secret))
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
    expect((await visitor.get('/repositories')).status).toBe(200)
  })

  test('ASVS 7.2.4: takes a new session key at each of its steps', async () => {
    const { app, company, secret } = await withFactor()
    const visitor = app.visitor()
    const first = cookieOf(await visitor.get('/sign-in'))
    const half = cookieOf(await visitor.trySignIn(company.owner.email))
    const whole = cookieOf(await giveCode(visitor, codeFor(secret)))
    expect(new Set([first, half, whole]).size).toBe(3)
    expect([first, half, whole]).not.toContain(null)
  })

  test('ASVS 6.5.1: takes a code once, also of five at the same time', async () => {
    const { app, company, secret } = await withFactor()
    const code = codeFor(secret)
    const visitors = await Promise.all(Array.from({ length: 5 }, () => halfWay(app, company)))
    const answers = await Promise.all(visitors.map((visitor) => giveCode(visitor, code)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422, 422, 422])
    const late = await halfWay(app, company)
    expect((await giveCode(late, code)).status).toBe(422)
    expect((await giveCode(late, codeFor(secret, -1))).status).toBe(422)
  })

  test('ASVS 6.5.5: takes a code of the present half minute, give or take one', async () => {
    const { app, company, secret } = await withFactor()
    const visitor = await halfWay(app, company)
    for (const steps of [-20, -3, 3, 20]) {
      expect((await giveCode(visitor, codeFor(secret, steps))).status, String(steps)).toBe(422)
    }
    expect((await giveCode(visitor, codeFor(secret, 1))).status).toBe(303)
  })

  test('ASVS 6.6.3: wrong codes are held back after ten', async () => {
    const { app, company, secret } = await withFactor()
    const visitor = await halfWay(app, company)
    const statuses = []
    for (let time = 0; time < 11; time++) statuses.push((await giveCode(visitor, '000000')).status)
    expect(statuses.filter((status) => status === 422)).toHaveLength(10)
    expect(statuses.at(-1)).toBe(429)
    expect((await giveCode(visitor, codeFor(secret))).status).toBe(429)
  })

  test('ASVS 2.3.1: the step in between ends after ten minutes, and is nothing by itself', async () => {
    const { app, company, secret } = await withFactor()
    const visitor = await halfWay(app, company)
    const behind = await connectAs('super')
    await behind.query(
      `UPDATE directory.sessions SET data = jsonb_set(data, '{half,at}', '0') WHERE data ? 'half'`,
    )
    const answer = await visitor.post('/sign-in', '/sign-in/code', { code: codeFor(secret) })
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in'])
    const stranger = await app.visitor().post('/sign-in', '/sign-in/code', { code: '000000' })
    expect(stranger.headers.location).toBe('/sign-in')
  })
})

describe('ASVS 6.5.1, 6.5.2: recovery codes', () => {
  test('are ten of 120 bits, kept as digests, each good once', async () => {
    const { app, company, codes } = await withFactor()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){5}$/)
    const rows = await company.work((db) => db.recoveryCode.findMany())
    const kept = rows.map(({ digest }) => Buffer.from(digest).toString('latin1')).join()
    for (const code of codes) expect(kept).not.toContain(code.replaceAll('-', ''))
    const visitors = await Promise.all([1, 2, 3].map(() => halfWay(app, company)))
    const typed = ` ${codes[0]!.toUpperCase().replaceAll('-', ' ')} `
    const answers = await Promise.all(visitors.map((visitor) => giveCode(visitor, typed)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422])
    const notices = await mailsTo(company.owner.email)
    expect(notices.at(-1)?.text).toContain('9 are left')
  })

  test('made anew, the old ones are worth nothing', async () => {
    const { app, company, owner, secret, codes } = await withFactor()
    const proof = { current: password, code: codeFor(secret) }
    const answer = await owner.post('/me', '/me/recovery-codes', proof)
    const renewed = codesOn(answer.text)
    expect(renewed).toHaveLength(10)
    const visitor = await halfWay(app, company)
    expect((await giveCode(visitor, codes[1]!)).status).toBe(422)
    expect((await giveCode(visitor, renewed[1]!)).status).toBe(303)
  })
})

describe('ASVS 6.4.3: a reset', () => {
  test('does not go around it: the code is still asked for', async () => {
    const { app, company, secret } = await withFactor()
    const visitor = app.visitor()
    const { email } = company.owner
    await visitor.post('/password-resets', '/password-resets', { email })
    const mails = await mailsTo(email)
    await visitor.get(linkIn(mails.find(({ subject }) => subject.startsWith('Choose'))))
    const fresh = 'four unrelated blue words'
    const reset = await visitor.post('/password-resets', '/password-reset', { password: fresh })
    expect(reset.headers.location).toBe('/sign-in')
    const answer = await visitor.trySignIn(email, fresh)
    expect(answer.headers.location).toBe('/sign-in/code')
    expect((await visitor.get('/repositories')).status).toBe(303)
    expect((await giveCode(visitor, codeFor(secret))).status).toBe(303)
  })
})

describe('ASVS 7.5.1: turning it on and off', () => {
  test('takes the password and a right code; it is encrypted with its place', async () => {
    const company = await makeCompany()
    const visitor = await makeApp().visitor().signIn(company.owner)
    const secret = secretOn((await visitor.get(set)).text)
    const wrong = [
      { code: codeFor(secret), current: 'not the password' },
      { code: '000000', current: password },
      { code: '', current: password },
    ]
    for (const sent of wrong) expect((await visitor.post(set, set, sent)).status).toBe(422)
    // The same secret is still there to be scanned.
    expect(secretOn((await visitor.get(set)).text)).toBe(secret)
    await setUp(visitor)
    const user = await company.work((db) =>
      db.user.findFirstOrThrow({ where: { id: company.owner.id } }),
    )
    expect(user.totpSecret).toMatch(/^v1:[0-9a-f]{8}:/)
    expect(JSON.stringify(user, (_, v) => (typeof v === 'bigint' ? `${v}` : v))).not.toContain(
      secret,
    )
    expect((await visitor.get(set)).headers.location).toBe('/me')
  })

  test('ASVS 6.3.7: its owner is told, and it is recorded', async () => {
    const { company, owner, secret } = await withFactor()
    const subjects = async () => (await mailsTo(company.owner.email)).map(({ subject }) => subject)
    expect(await subjects()).toEqual(['Your second factor for Codevisto is on'])
    const off = { current: password, code: codeFor(secret) }
    expect((await owner.post('/me', `${set}/remove`, off)).status).toBe(303)
    expect(await subjects()).toEqual(['Your second factor for Codevisto is off'])
    const entries = await company.work((db) => db.auditEntry.findMany())
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['second-factor.enabled', 'second-factor.disabled']),
    )
    expect((await makeApp().visitor().trySignIn(company.owner.email)).headers.location).toBe('/')
  })

  test('off without a code, or without the password, it stays on', async () => {
    const { owner, secret } = await withFactor()
    for (const sent of [
      { current: password },
      { current: password, code: '000000' },
      { current: 'not the password', code: codeFor(secret) },
    ]) {
      expect((await owner.post('/me', `${set}/remove`, sent)).status).toBe(422)
    }
    expect(words((await owner.get('/me')).text)).toContain('10 recovery codes left')
  })
})

describe('a company that asks for it', () => {
  async function requiring() {
    const company = await makeCompany()
    const app = makeApp()
    const visitor = await app.visitor().signIn(company.owner)
    const page = '/settings/company'
    const answer = await visitor.post(page, `${page}/second-factor`, { required: 'yes' })
    expect(answer.status).toBe(303)
    return { company, app, visitor }
  }

  test('lets nobody on before it is set up: every page and form leads there', async () => {
    const { visitor } = await requiring()
    for (const path of ['/', '/repositories', '/me', '/settings/users', '/nowhere']) {
      const answer = await visitor.get(path)
      expect([answer.status, answer.headers.location], path).toEqual([303, set])
    }
    const _csrf = await visitor.token(set)
    const sent = { _csrf, source: 'https://git.example.com/a/b', window: '90d' }
    expect((await visitor.send('/repositories', sent)).headers.location).toBe(set)
    expect(words((await visitor.get(set)).text)).toContain('Set up a second factor first')
    await setUp(visitor)
    expect((await visitor.get('/repositories')).status).toBe(200)
  })

  test('does not let it be turned off', async () => {
    const { visitor } = await requiring()
    const { secret } = await setUp(visitor)
    const off = { current: password, code: codeFor(secret) }
    expect((await visitor.post('/me', `${set}/remove`, off)).status).toBe(403)
    expect(words((await visitor.get('/me')).text)).toContain('Your company asks everybody for one.')
  })

  test('lets people sign out all the same', async () => {
    const { visitor } = await requiring()
    const _csrf = await visitor.token(set)
    expect((await visitor.send('/sign-out', { _csrf })).headers.location).toBe('/')
  })
})
