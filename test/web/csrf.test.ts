import request, { type Response } from 'supertest'
import { describe, expect, test } from 'vitest'
import { makeApp } from '../support/app.js'
import { makeCompany, password } from '../support/company.js'
import { tokenOf, words } from '../support/visitor.js'

/** Refused, on a page that says to reload, and nobody is signed in by it. */
function expectStale(answer: Response): void {
  expect(answer.status).toBe(403)
  expect(words(answer.text)).toContain('This page was open for too long. Reload it')
  expect(answer.text).not.toContain('action="/sign-out"')
}

async function start() {
  const { owner } = await makeCompany()
  const app = makeApp()
  const visitor = app.visitor()
  const _csrf = await visitor.token('/sign-in')
  return { ...app, somebody: visitor, _csrf, fields: { email: owner.email, password } }
}

describe('ASVS 3.5.1: a form', () => {
  test('with its token is taken', async () => {
    const { somebody, _csrf, fields } = await start()
    expect((await somebody.send('/sign-in', { ...fields, _csrf })).status).toBe(303)
  })

  test('without one is refused', async () => {
    const { somebody, fields } = await start()
    expectStale(await somebody.send('/sign-in', fields))
    expectStale(await somebody.send('/sign-in', { ...fields, _csrf: '' }))
  })

  test('with two of them is refused', async () => {
    const { somebody, _csrf, fields } = await start()
    expectStale(await somebody.send('/sign-in', { ...fields, _csrf: [_csrf, _csrf] }))
    expectStale(await somebody.send('/sign-in', { ...fields, '_csrf[]': _csrf }))
    expectStale(await somebody.send('/sign-in', { ...fields, '_csrf[a]': _csrf }))
  })

  test('ASVS 14.2.1: with the token in the address is refused', async () => {
    const { somebody, _csrf, fields } = await start()
    const query = new URLSearchParams({ _csrf })
    expectStale(await somebody.send(`/sign-in?${query}`, fields))
  })

  test('with a changed or invented token is refused', async () => {
    const { somebody, _csrf, fields } = await start()
    const changed = [
      `${_csrf}x`,
      _csrf.slice(1),
      _csrf.replace(/^./, (c) => (c === 'a' ? 'b' : 'a')),
    ]
    for (const token of [...changed, 'x', '-', 'null', 'x'.repeat(5000)]) {
      expectStale(await somebody.send('/sign-in', { ...fields, _csrf: token }))
    }
  })

  test('with another session’s token is refused', async () => {
    const { visitor, _csrf, fields } = await start()
    const other = visitor()
    await other.get('/sign-in')
    expectStale(await other.send('/sign-in', { ...fields, _csrf }))
  })

  test('without a session is refused, even with a good token', async () => {
    const { app, _csrf, fields } = await start()
    expectStale(
      await request(app)
        .post('/sign-in')
        .type('form')
        .send({ ...fields, _csrf }),
    )
  })

  test('of an old tab is refused after signing in', async () => {
    const { somebody, _csrf, fields } = await start()
    await somebody.send('/sign-in', { ...fields, _csrf })
    const answer = await somebody.send('/sign-out', { _csrf })
    expect(answer.status).toBe(403)
    expect((await somebody.get('/repositories')).status).toBe(200)
  })
})

describe('ASVS 3.5.1: the token', () => {
  test('is another one on each page', async () => {
    const { somebody } = await start()
    const tokens = [await somebody.token('/sign-in'), await somebody.token('/sign-in')]
    expect(new Set(tokens).size).toBe(2)
  })

  test('may come in a header', async () => {
    const { somebody, _csrf, fields } = await start()
    const answer = await somebody.send('/sign-in', fields).set('X-CSRF-Token', _csrf)
    expect(answer.status).toBe(303)
  })

  test('is never a cookie', async () => {
    const { somebody, _csrf, fields } = await start()
    const answers = [
      await somebody.get('/sign-in'),
      await somebody.get('/sign-up'),
      await somebody.send('/sign-in', { ...fields, _csrf }),
      await somebody.get('/start'),
    ]
    for (const { headers } of answers) expect(String(headers['set-cookie'])).not.toMatch(/csrf/i)
  })

  test('cannot be chosen by a cookie of that name', async () => {
    const { app, fields } = await start()
    const page = await request(app).get('/sign-in')
    const session = page.headers['set-cookie']![0]!.split(';')[0]
    const answer = await request(app)
      .post('/sign-in')
      .set('Cookie', [session!, '_csrf=chosen'])
      .type('form')
      .send({ ...fields, _csrf: 'salt-x7kM2TzIbI7Qh2tqWtUcMZYVVG0' })
    expectStale(answer)
    expect(tokenOf(page.text)).not.toBe('')
  })
})

test('ASVS 3.5.1: signing out needs its token, too', async () => {
  const { owner } = await makeCompany()
  const visitor = await makeApp().visitor().signIn(owner)
  expect((await visitor.send('/sign-out', {})).status).toBe(403)
  expect((await visitor.get('/repositories')).status).toBe(200)
})

test('a method override is not listened to', async () => {
  const { somebody, _csrf, fields } = await start()
  const answer = await somebody
    .send('/sign-in?_method=GET', { ...fields, _method: 'GET' })
    .set('X-HTTP-Method-Override', 'GET')
  expectStale(answer)
  expect(_csrf).not.toBe('')
})

describe('ASVS 3.5.1: what is not a form', () => {
  test.each(['text/plain', 'application/json', 'multipart/form-data; boundary=x'])(
    '%s is not read',
    async (type) => {
      const { somebody, _csrf, fields } = await start()
      const body = JSON.stringify({ ...fields, _csrf })
      const answer = await somebody.agent.post('/sign-in').set('Content-Type', type).send(body)
      expect(answer.status).toBe(415)
    },
  )
})

test('ASVS 3.5.1: a token of one session is worth nothing in another, one of before signing in neither', async () => {
  const { visitor, somebody, _csrf, fields } = await start()
  const other = visitor()
  await other.token('/sign-in')
  expectStale(await other.send('/sign-in', { ...fields, _csrf }))
  await somebody.send('/sign-in', { ...fields, _csrf })
  const answer = await somebody.send('/sign-out', { _csrf })
  expect(answer.status).toBe(403)
  expect(words(answer.text)).toContain('Reload it')
})
