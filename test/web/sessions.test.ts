import request from 'supertest'
import { describe, expect, test } from 'vitest'
import { makeApp, production } from '../support/app.js'
import { makeCompany, newEmail, password } from '../support/company.js'
import { connectAs } from '../support/database.js'
import { cookieOf, tokenOf, words } from '../support/visitor.js'

const isSignedIn = (text: string) => text.includes('action="/sign-out"')

/** Whose session a cookie opens. */
async function opens(app: ReturnType<typeof makeApp>['app'], cookie: string): Promise<boolean> {
  return isSignedIn((await request(app).get('/').set('Cookie', cookie)).text)
}

describe('a session', () => {
  test('ASVS 7.2.4: begins under a new key; one that was planted before opens nothing', async () => {
    const { owner } = await makeCompany()
    const { app, visitor } = makeApp()
    const somebody = visitor()
    const planted = cookieOf(await somebody.get('/sign-in'))!
    const own = cookieOf(await somebody.trySignIn(owner.email))!
    expect(own).not.toBe(planted)
    expect(await opens(app, own)).toBe(true)
    expect(await opens(app, planted)).toBe(false)
  })

  test('ASVS 7.4.1, 14.3.1: is over on the server after signing out', async () => {
    const { owner } = await makeCompany()
    const { app, visitor } = makeApp()
    const somebody = visitor()
    const own = cookieOf(await somebody.trySignIn(owner.email))!
    const answer = await somebody.signOut()
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
    expect(answer.headers['clear-site-data']).toBe('"cache", "storage"')
    expect(await opens(app, own)).toBe(false)
    expect((await somebody.get('/repositories')).status).toBe(303)
  })

  test('ASVS 7.2.1: opens nothing with a key that is forged or not signed', async () => {
    const { owner } = await makeCompany()
    const { app, visitor } = makeApp()
    const cookie = cookieOf(await visitor().trySignIn(owner.email))!
    const id = /=s%3A([^.]+)\./.exec(cookie)?.[1]
    for (const forged of [
      `session=${id}`,
      `session=s%3A${id}.forged`,
      `session=s%3A${id}`,
      'session=',
    ]) {
      expect(await opens(app, forged)).toBe(false)
    }
    expect(await opens(app, cookie)).toBe(true)
  })

  test('ASVS 7.4.2, 8.3.2: ends with the account, and follows a change of role at once', async () => {
    const company = await makeCompany()
    const user = await company.add('admin')
    const visitor = await makeApp().visitor().signIn(user)
    expect((await visitor.get('/start')).status).toBe(200)
    const where = { id: user.id }
    await company.work((db) => db.user.updateMany({ where, data: { role: 'developer' } }))
    expect((await visitor.get('/start')).status).toBe(403)
    await company.work((db) => db.user.deleteMany({ where }))
    expect((await visitor.get('/start')).status).toBe(303)
  })

  test('ASVS 3.3.2, 3.3.4: has a cookie that scripts and other sites do not get', async () => {
    const [line] = (await makeApp().visitor().get('/sign-in')).headers['set-cookie']!
    expect(line).toMatch(/^session=s%3A[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  test('ASVS 3.3.1, 3.3.3: has one that is held to this host where there is https', async () => {
    const { app } = makeApp({ environment: production })
    const answer = await request(app).get('/sign-in').set('X-Forwarded-Proto', 'https')
    const [line] = answer.headers['set-cookie']!
    expect(line).toMatch(/^__Host-session=s%3A[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect((await request(app).get('/sign-in')).headers['set-cookie']).toBeUndefined()
  })
})

describe('signing in', () => {
  test('ASVS 6.3.8: answers a known and an unknown address alike', async () => {
    const { owner } = await makeCompany()
    const app = makeApp()
    const answers = []
    for (const email of [owner.email, newEmail()]) {
      const answer = await app.visitor().trySignIn(email, 'wrong password')
      const { date: _, etag: __, 'x-request-id': ___, ...headers } = answer.headers
      const body = answer.text.replaceAll(email, '').replaceAll(tokenOf(answer.text), '')
      answers.push({ status: answer.status, headers: Object.keys(headers), body })
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.status).toBe(422)
    expect(words(answers[0]!.body)).toContain('That e-mail and password do not match.')
  })

  test('keeps the address in the form, never the password', async () => {
    const answer = await makeApp().visitor().trySignIn('Ada@example.com', 'hunter2-hunter2')
    expect(answer.text).toContain('value="Ada@example.com"')
    expect(answer.text).not.toContain('hunter2')
  })

  test.each([
    [{ email: '', password }, 422],
    [{ email: 'a@example.com', password: '' }, 422],
    [{ email: 'a\0b@example.com', password }, 422],
    [{ email: 'a@example.com', password: 'x'.repeat(257) }, 422],
    [{ email: 'a@example.com', password, role: 'owner' }, 400],
    [{ email: ['a@example.com', 'b@example.com'], password }, 400],
    [{ email: 'a@example.com', password: [password, password] }, 400],
    [{ 'email[]': 'a@example.com', password }, 400],
    [{ 'email[$ne]': '', password }, 400],
    [{}, 422],
  ])('refuses %j', async (fields, status) => {
    const answer = await makeApp().visitor().post('/sign-in', '/sign-in', fields)
    expect(answer.status).toBe(status)
  })

  test('ASVS 6.2.8: takes the password as it is typed', async () => {
    const { owner } = await makeCompany()
    for (const typed of [` ${password}`, `${password} `, password.toUpperCase()]) {
      expect((await makeApp().visitor().trySignIn(owner.email, typed)).status).toBe(422)
    }
  })
})

describe('ASVS 3.7.2: where it goes on to', () => {
  test.each([
    ['/commits?p=30d&type=fix', '/commits?p=30d&type=fix'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https:evil.example', '/'],
    ['https://evil.example/', '/'],
    ['/\t/evil.example', '/'],
    ['/.//evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
  ])('is for %j the path %s', async (next, location) => {
    const { owner } = await makeCompany()
    const visitor = makeApp().visitor()
    const answer = await visitor.trySignIn(owner.email, password, { next })
    expect([answer.status, answer.headers.location]).toEqual([303, location])
    const again = await visitor.get(`/sign-in?${new URLSearchParams({ next })}`)
    expect([again.status, again.headers.location]).toEqual([303, location])
  })

  test('is the page that was asked for, through the form', async () => {
    const { owner } = await makeCompany()
    const visitor = makeApp().visitor()
    const asked = await visitor.get('/commits?p=30d')
    expect(asked.headers.location).toBe('/sign-in?next=%2Fcommits%3Fp%3D30d')
    const { text } = await visitor.get(asked.headers.location!)
    const hidden = [...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
    const fields = hidden.map(([, name, value]) => [name!, value!] as [string, string])
    const body = new URLSearchParams([...fields, ['email', owner.email], ['password', password]])
    const answer = await visitor.agent.post('/sign-in').type('form').send(String(body))
    expect([answer.status, answer.headers.location]).toEqual([303, '/commits?p=30d'])
  })
})

test('sessions of a company are its own rows', async () => {
  const { owner } = await makeCompany()
  await makeApp().visitor().signIn(owner)
  const behind = await connectAs('super')
  const { rows } = await behind.query(
    'SELECT count(*)::int AS rows FROM directory.sessions WHERE "companyId" = $1 AND "userId" = $2',
    [String(owner.companyId), String(owner.id)],
  )
  expect(rows).toEqual([{ rows: 1 }])
})
