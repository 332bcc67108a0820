import { readFileSync } from 'node:fs'
import argon2 from 'argon2'
import request from 'supertest'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { findEmailAddress } from '../../src/database/directory.js'
import { makeLink } from '../../src/people/links.js'
import { signIn } from '../../src/people/sign-in.js'
import { makeApp } from '../support/app.js'
import { makeCompany, newEmail, password, type TestCompany } from '../support/company.js'
import { connectAs, testDatabase } from '../support/database.js'
import { readableLog } from '../support/log.js'
import { deliverMails, linkIn, mailsTo, origin } from '../support/mailbox.js'
import { cookieOf, tokenOf, type Visitor, words } from '../support/visitor.js'

const fresh = 'four unrelated blue words'

afterEach(async () => {
  vi.restoreAllMocks()
  await deliverMails()
})

const ask = (visitor: Visitor, email: string) =>
  visitor.post('/password-resets', '/password-resets', { email })

/** Asks for a link as a stranger, reads the mail, and opens its link. */
async function openedLink(company: TestCompany, app = makeApp()) {
  const visitor = app.visitor()
  await ask(visitor, company.owner.email)
  const [mail] = await mailsTo(company.owner.email)
  const path = linkIn(mail)
  const arrived = await visitor.get(path)
  expect([arrived.status, arrived.headers.location]).toEqual([303, '/password-reset'])
  return { app, visitor, path }
}

const choose = (visitor: Visitor, typed = fresh) =>
  visitor.post('/password-resets', '/password-reset', { password: typed })

describe('ASVS 6.4.3: a forgotten password', () => {
  test('is replaced by a link that works once, and the old one opens nothing', async () => {
    const company = await makeCompany()
    const { visitor, path } = await openedLink(company)
    const form = await visitor.get('/password-reset')
    expect(words(form.text)).toContain(company.owner.email)
    const answer = await choose(visitor)
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in'])
    const { email } = company.owner
    expect(await signIn(testDatabase(), email, password)).toBeNull()
    expect((await signIn(testDatabase(), email, fresh))?.id).toBe(company.owner.id)
    // ASVS 6.5.1: a second use.
    const again = makeApp().visitor()
    await again.get(path)
    expect((await again.get('/password-reset')).status).toBe(410)
  })

  test('signs nobody in, ends all sessions, and its owner is told', async () => {
    const company = await makeCompany()
    const app = makeApp()
    const elsewhere = await app.visitor().signIn(company.owner)
    const { visitor } = await openedLink(company, app)
    await choose(visitor)
    expect((await visitor.get('/repositories')).status).toBe(303)
    expect((await elsewhere.get('/repositories')).status).toBe(303)
    const [notice] = await mailsTo(company.owner.email)
    expect(notice?.subject).toBe('Your Codevisto password was changed')
    const entries = await company.work((db) => db.auditEntry.findMany())
    const actions = entries.map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['password.reset-asked', 'password.reset']))
  })

  test('ASVS 6.3.8: known and unknown addresses get the same answer', async () => {
    const { owner } = await makeCompany()
    const answers = []
    for (const email of [owner.email, newEmail()]) {
      const visitor = makeApp().visitor()
      const asked = await ask(visitor, email)
      const page = await visitor.get('/password-resets')
      const {
        date: _,
        etag: __,
        'x-request-id': ___,
        'set-cookie': ____,
        ...headers
      } = page.headers
      const body = page.text.replaceAll(email, '').replaceAll(tokenOf(page.text), '')
      answers.push({ status: asked.status, to: asked.headers.location, headers, body })
    }
    const [known, unknown] = answers
    expect({ ...known, headers: Object.keys(known!.headers) }).toEqual({
      ...{ ...unknown, headers: Object.keys(unknown!.headers) },
    })
    expect(words(known!.body)).toContain('a mail with a link is on its way')
  })

  test('ASVS 6.3.8: both cost one queued row, no look-up and no hash', async () => {
    const { owner } = await makeCompany()
    const verify = vi.spyOn(argon2, 'verify')
    const hash = vi.spyOn(argon2, 'hash')
    const behind = await connectAs('super')
    const count = async () =>
      (await behind.query('SELECT count(*)::int AS rows FROM directory.recoveries')).rows[0].rows
    const { prisma } = testDatabase()
    const seen: string[][] = []
    for (const email of [owner.email, newEmail()]) {
      // The queue is away: what the web process does is all that happens.
      const queue = {
        ...makeApp().services.queue,
        add: async () => {
          throw new Error('away')
        },
      }
      const visitor = makeApp({ queue }).visitor()
      const token = await visitor.token('/password-resets')
      const before = await count()
      const asked: string[] = []
      const raw = vi.spyOn(prisma, '$queryRaw').mockImplementation(((
        parts: TemplateStringsArray,
        ...values: unknown[]
      ) => {
        asked.push(parts.join('?').replace(/\s+/g, ' ').trim())
        raw.mockRestore()
        const answer = prisma.$queryRaw(parts, ...values)
        return answer
      }) as never)
      await visitor.send('/password-resets', { _csrf: token, email })
      raw.mockRestore()
      expect((await count()) - before).toBe(1)
      seen.push(asked)
    }
    expect(seen[0]).toEqual(seen[1])
    expect(verify).not.toHaveBeenCalled()
    expect(hash).not.toHaveBeenCalled()
  })

  test('mails a known address one link, and an unknown one nothing', async () => {
    const { owner } = await makeCompany()
    const unknown = newEmail()
    await ask(makeApp().visitor(), owner.email.toUpperCase())
    await ask(makeApp().visitor(), unknown)
    const sent = await deliverMails()
    expect(sent.filter(({ to }) => to === owner.email)).toHaveLength(1)
    expect(sent.filter(({ to }) => to === unknown)).toHaveLength(0)
  })

  test('a deactivated account gets nothing', async () => {
    const company = await makeCompany()
    const user = await company.add('manager')
    const where = { id: user.id }
    await company.work((db) => db.user.updateMany({ where, data: { deactivatedAt: new Date() } }))
    await ask(makeApp().visitor(), user.email)
    expect(await mailsTo(user.email)).toEqual([])
  })
})

describe('the link', () => {
  test('ASVS 3.5.3: is not used up by being opened, by people or programs', async () => {
    const company = await makeCompany()
    const { app, visitor, path } = await openedLink(company)
    for (let time = 0; time < 3; time++) {
      await request(app.app).get(path)
      await request(app.app).head(path)
      await app.visitor().get(path)
      expect((await visitor.get('/password-reset')).status).toBe(200)
    }
    expect((await choose(visitor)).status).toBe(303)
  })

  test('ASVS 14.2.1: leaves the address at once; no page, log or referrer has it', async () => {
    const company = await makeCompany()
    const { log, lines } = readableLog()
    const app = makeApp({ log })
    const { visitor, path } = await openedLink(company, app)
    const token = path.split('/').at(-1)!
    const page = await visitor.get('/password-reset')
    expect(page.text).not.toContain(token)
    expect(page.headers['referrer-policy']).toBe('no-referrer')
    expect((await visitor.get(path)).headers['referrer-policy']).toBe('no-referrer')
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(lines.join('\n')).toContain('/password-resets/[secret]')
    expect(lines.join('\n')).not.toContain(token)
  })

  test('ASVS 6.5.2, 6.5.3, 11.4.1, 11.5.1: is 256 random bits, of which the database keeps the SHA-256 alone', async () => {
    const company = await makeCompany()
    const { path } = await openedLink(company)
    const token = path.split('/').at(-1)!
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const behind = await connectAs('super')
    const { rows } = await behind.query(
      `SELECT (SELECT json_agg(l) FROM directory.links l)::text || (SELECT json_agg(s) FROM directory.sessions s)::text
         || (SELECT json_agg(m) FROM outgoing_mails m)::text AS everything`,
    )
    expect(rows[0].everything).not.toContain(token)
    expect(rows[0].everything).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
  })

  test('is built from the configured origin, whatever the request says its host is', async () => {
    const { owner } = await makeCompany()
    const visitor = makeApp().visitor()
    const _csrf = await visitor.token('/password-resets')
    await visitor
      .send('/password-resets', { _csrf, email: owner.email })
      .set('Host', 'evil.example')
      .set('X-Forwarded-Host', 'evil.example')
    const [mail] = await mailsTo(owner.email)
    expect(`${mail?.text}${mail?.html}`).not.toContain('evil.example')
    expect(mail?.text).toContain(`${origin}/password-resets/`)
  })

  test('is dead after a newer request', async () => {
    const company = await makeCompany()
    const first = await openedLink(company)
    await ask(first.app.visitor(), company.owner.email)
    const [newer] = await mailsTo(company.owner.email)
    expect((await choose(first.visitor)).status).toBe(410)
    const second = first.app.visitor()
    await second.get(linkIn(newer))
    expect((await choose(second)).status).toBe(303)
  })

  test('is dead after its 30 minutes', async () => {
    const company = await makeCompany()
    const { visitor } = await openedLink(company)
    const behind = await connectAs('super')
    const { rows } = await behind.query(
      `UPDATE directory.links SET "expiresAt" = "expiresAt" - interval '30 minutes'
       WHERE "companyId" = $1 RETURNING extract(epoch FROM "expiresAt" - "createdAt")::int AS seconds`,
      [String(company.id)],
    )
    expect(Math.abs(rows[0].seconds)).toBeLessThan(5)
    expect((await choose(visitor)).status).toBe(410)
  })

  test('is dead after a change of the password by other means', async () => {
    const company = await makeCompany()
    const { app, visitor } = await openedLink(company)
    const owner = await app.visitor().signIn(company.owner)
    const typed = { password: fresh, current: password }
    expect((await owner.post('/me', '/me/password', typed)).status).toBe(303)
    expect((await choose(visitor)).status).toBe(410)
  })

  test('ASVS 15.4.2: of ten uses at once exactly one wins', async () => {
    const company = await makeCompany()
    const app = makeApp()
    const { path } = await openedLink(company, app)
    const browsers = await Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        const visitor = app.visitor()
        await visitor.get(path)
        return { visitor, _csrf: await visitor.token('/password-reset'), at }
      }),
    )
    const outcomes = await Promise.all(
      browsers.map(({ visitor, _csrf, at }) =>
        visitor.send('/password-reset', { _csrf, password: `${fresh} number ${at}` }),
      ),
    )
    const statuses = outcomes.map(({ status }) => status).sort()
    expect(statuses).toEqual([303, ...Array(9).fill(410)])
  })

  test.each([
    ['one bit off', (token: string) => `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`],
    ['cut', (token: string) => token.slice(0, -1)],
    ['longer', (token: string) => `${token}A`],
    ['empty in effect', () => '%20'],
    ['a list', () => 'token[]='],
    ['undefined', () => 'undefined'],
  ])('that is %s opens nothing', async (_, change) => {
    const company = await makeCompany()
    const token = await company.work((db) => makeLink(db, 'password-reset', company.owner.id))
    const visitor = makeApp().visitor()
    await visitor.get(`/password-resets/${change(token)}`)
    expect((await visitor.get('/password-reset')).status).toBe(410)
    expect((await choose(visitor)).status).toBe(410)
  })

  test('ASVS 2.3.1, 6.6.2: of another kind opens nothing, nor does a form without any', async () => {
    const company = await makeCompany()
    const token = await company.work((db) => makeLink(db, 'email-change', company.owner.id))
    const visitor = makeApp().visitor()
    for (const path of [`/password-resets/${token}`, `/invitations/${token}`, '/sign-in']) {
      await visitor.get(path)
      expect((await visitor.get('/password-reset')).status).toBe(410)
    }
  })
})

describe('ASVS 6.2.1, 6.2.4, 6.2.11: the new password', () => {
  test.each([
    ['short words', 'Use at least 12 characters.'],
    ['x'.repeat(257), 'Use at most 256 characters.'],
    ['password1234', 'among the first that are tried'],
    ['northwind is the best', 'Leave out “northwind”'],
    ['ribeiro and her dog', 'Leave out “ribeiro”'],
    ['my codevisto account', 'Leave out “codevisto”'],
  ])('%j is refused with a sentence, and the link still works', async (typed, sentence) => {
    const company = await makeCompany()
    const { visitor } = await openedLink(company)
    const answer = await choose(visitor, typed)
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain(sentence)
    expect(answer.text).not.toContain(typed)
    expect((await choose(visitor)).status).toBe(303)
  })
})

test('six mails an hour for an address, whoever asks; somebody else’s are their own', async () => {
  const { owner } = await makeCompany()
  const app = makeApp()
  const statuses = []
  for (let time = 0; time < 7; time++) statuses.push((await ask(app.visitor(), owner.email)).status)
  expect(statuses).toEqual([...Array(6).fill(303), 429])
  expect((await ask(app.visitor(), newEmail())).status).toBe(303)
  expect(await findEmailAddress(testDatabase(), owner.email)).not.toBeNull()
})

test('the form has no session key that outlives it', async () => {
  const company = await makeCompany()
  const { visitor } = await openedLink(company)
  const before = cookieOf(await visitor.get('/password-resets/x'))
  const after = cookieOf(await choose((await openedLink(company)).visitor))
  expect(after).not.toBeNull()
  expect(after).not.toBe(before)
  expect(readFileSync('src/web/pages/password-resets.ts', 'utf8')).toContain('restart(request)')
})
