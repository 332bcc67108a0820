import { afterEach, describe, expect, test } from 'vitest'
import { findEmailAddress } from '../../src/database/directory.js'
import { signIn } from '../../src/people/sign-in.js'
import { makeApp } from '../support/app.js'
import { makeCompany, newEmail, password } from '../support/company.js'
import { connectAs, testDatabase } from '../support/database.js'
import { deliverMails, linkIn, mailsTo } from '../support/mailbox.js'
import { cookieOf, type Visitor, words } from '../support/visitor.js'

const fresh = 'four unrelated blue words'

afterEach(async () => {
  await deliverMails()
})

async function start() {
  const company = await makeCompany()
  const app = makeApp()
  return { company, app, visitor: await app.visitor().signIn(company.owner) }
}

const changePassword = (visitor: Visitor, fields: object) =>
  visitor.post('/me', '/me/password', { password: fresh, current: password, ...fields })

const isIn = async (visitor: Visitor) => (await visitor.get('/repositories')).status === 200

describe('ASVS 6.2.2, 6.2.3: one’s own password', () => {
  test('is changed with the present one; other sessions end, this one gets a new key', async () => {
    const { company, app, visitor } = await start()
    const elsewhere = await app.visitor().signIn(company.owner)
    const answer = await changePassword(visitor, {})
    expect([answer.status, answer.headers.location]).toEqual([303, '/me'])
    // ASVS 7.2.4, 7.4.3
    expect(cookieOf(answer)).not.toBeNull()
    expect([await isIn(visitor), await isIn(elsewhere)]).toEqual([true, false])
    const { email } = company.owner
    expect(await signIn(testDatabase(), email, password)).toBeNull()
    expect(await signIn(testDatabase(), email, fresh)).not.toBeNull()
    expect((await mailsTo(email)).map(({ subject }) => subject)).toEqual([
      'Your Codevisto password was changed',
    ])
  })

  test('the key from before opens nothing', async () => {
    const { company, app } = await start()
    const visitor = app.visitor()
    const before = cookieOf(await visitor.trySignIn(company.owner.email))!
    await changePassword(visitor, {})
    const answer = await app.visitor().get('/repositories').set('Cookie', before)
    expect(answer.status).toBe(303)
  })

  test.each([
    [{ current: 'not the password' }, 'This is not your password.'],
    [{ current: '' }, 'Type your password.'],
    [{ password: 'too short' }, 'Use at least 12 characters.'],
    [{ password: 'northwind and more' }, 'Leave out “northwind”'],
  ])('ASVS 7.5.1: stays with %j', async (fields, sentence) => {
    const { company, visitor } = await start()
    const answer = await changePassword(visitor, fields)
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain(sentence)
    expect(await signIn(testDatabase(), company.owner.email, password)).not.toBeNull()
  })

  test('ASVS 6.3.1: guessing the present one is held back', async () => {
    const { visitor } = await start()
    const statuses = []
    for (let time = 0; time < 11; time++)
      statuses.push((await changePassword(visitor, { current: `guess ${time}` })).status)
    expect(statuses).toEqual([...Array(10).fill(422), 429])
  })
})

describe('ASVS 7.5.1: one’s own address', () => {
  const ask = (visitor: Visitor, email: string, current = password) =>
    visitor.post('/me', '/me/email', { email, current })

  test('changes when the new one says so; the old one is told', async () => {
    const { company, app, visitor } = await start()
    const old = company.owner.email
    const email = newEmail()
    await ask(visitor, email.toUpperCase())
    expect(words((await visitor.get('/me')).text)).toContain(`${email} waits to be confirmed`)
    expect(await signIn(testDatabase(), email, password)).toBeNull()
    const path = linkIn((await mailsTo(email))[0])
    const guest = app.visitor()
    await guest.get(path)
    const page = await guest.get('/email-change')
    expect(words(page.text)).toContain(`Sign in with ${email} from now on, no longer with ${old}`)
    // Nothing has changed by looking.
    expect(await findEmailAddress(testDatabase(), email)).toBeNull()
    const answer = await guest.post('/email-change', '/email-change', {})
    expect(answer.headers.location).toBe('/sign-in')
    expect((await signIn(testDatabase(), email, password))?.id).toBe(company.owner.id)
    expect(await findEmailAddress(testDatabase(), old)).toBeNull()
    expect(await isIn(visitor)).toBe(false)
    const [notice] = await mailsTo(old)
    expect(notice?.text).toContain(`was changed to ${email}`)
    // ASVS 6.5.1
    await guest.get(path)
    expect((await guest.get('/email-change')).status).toBe(410)
  })

  test('takes the password', async () => {
    const { visitor } = await start()
    const email = newEmail()
    expect((await ask(visitor, email, 'not the password')).status).toBe(422)
    expect(await mailsTo(email)).toEqual([])
  })

  test('that is taken elsewhere is answered like any other, and not moved', async () => {
    const other = await makeCompany()
    const { app, visitor } = await start()
    const taken = other.owner.email
    expect((await ask(visitor, taken)).status).toBe(303)
    const guest = app.visitor()
    await guest.get(linkIn((await mailsTo(taken))[0]))
    const answer = await guest.post('/email-change', '/email-change', {})
    expect(answer.status).toBe(409)
    const found = await findEmailAddress(testDatabase(), taken)
    expect(found).toEqual({ companyId: other.id, userId: other.owner.id })
  })

  test('kills a link for a new password, and a newer wish kills an older link', async () => {
    const { company, app, visitor } = await start()
    const [first, second] = [newEmail(), newEmail()]
    await ask(visitor, first)
    const older = linkIn((await mailsTo(first))[0])
    await ask(visitor, second)
    const newer = linkIn((await mailsTo(second))[0])
    const guest = app.visitor()
    await guest.get(older)
    expect((await guest.get('/email-change')).status).toBe(410)
    const { email } = company.owner
    const stranger = app.visitor()
    await stranger.post('/password-resets', '/password-resets', { email })
    await stranger.get(linkIn((await mailsTo(email))[0]))
    await guest.get(newer)
    await guest.post('/email-change', '/email-change', {})
    expect((await stranger.get('/password-reset')).status).toBe(410)
  })
})

describe('ASVS 7.5.2: your sessions', () => {
  const removals = (html: string) =>
    [...html.matchAll(/action="(\/me\/sessions\/\d+\/remove)"/g)].map(([, path]) => path!)

  test('are listed with browser and address, and one can be ended', async () => {
    const { company, app, visitor } = await start()
    const phone = app.visitor()
    const agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1'
    const _csrf = await phone.token('/sign-in')
    const sent = { _csrf, email: company.owner.email, password }
    await phone.send('/sign-in', sent).set('User-Agent', agent)
    const { text } = await visitor.get('/me')
    expect(words(text)).toContain('Safari on iOS')
    expect(words(text)).toMatch(/This one/)
    const paths = removals(text)
    expect(paths).toHaveLength(2)
    const mine = removals(/This one[\s\S]*?<\/tr>/.exec(text)![0])
    const other = paths.find((path) => !mine.includes(path))!
    expect((await visitor.post('/me', other, {})).headers.location).toBe('/me')
    expect([await isIn(visitor), await isIn(phone)]).toEqual([true, false])
    const end = await visitor.post('/me', mine[0]!, {})
    expect([end.headers.location, end.headers['clear-site-data']]).toEqual([
      '/',
      '"cache", "storage"',
    ])
    expect(await isIn(visitor)).toBe(false)
  })

  test('elsewhere end all at once', async () => {
    const { company, app, visitor } = await start()
    const others = await Promise.all([1, 2, 3].map(() => app.visitor().signIn(company.owner)))
    expect((await visitor.post('/me', '/me/sessions/remove', {})).status).toBe(303)
    expect(await isIn(visitor)).toBe(true)
    for (const other of others) expect(await isIn(other)).toBe(false)
  })

  test('a request that was under way cannot bring an ended one back', async () => {
    const { company, app, visitor } = await start()
    const other = app.visitor()
    const cookie = cookieOf(await other.trySignIn(company.owner.email))!
    const behind = await connectAs('super')
    const { rows } = await behind.query(
      `SELECT * FROM directory.sessions WHERE "userId" = $1 ORDER BY id DESC LIMIT 1`,
      [String(company.owner.id)],
    )
    await visitor.post('/me', '/me/sessions/remove', {})
    // As a late save of that request would write it.
    const { digest, companyId, userId, data, expiresAt } = rows[0]
    const late = 'SELECT directory.write_session($1, $2, $3, $4, $5)'
    await behind.query(late, [digest, companyId, userId, data, expiresAt])
    const answer = await app.visitor().get('/repositories').set('Cookie', cookie)
    expect(answer.status).toBe(303)
  })

  test('ASVS 7.4.5: an admin ends somebody else’s, never those of somebody above', async () => {
    const { company, app } = await start()
    const admin = await app.visitor().signIn(await company.add('admin'))
    const user = await company.add('manager')
    const theirs = await app.visitor().signIn(user)
    const path = (id: bigint) => `/settings/users/${id}/sessions/remove`
    const ended = await admin.post('/me', path(user.id), {})
    expect(ended.status).toBe(303)
    expect(await isIn(theirs)).toBe(false)
    expect((await admin.post('/me', path(company.owner.id), {})).status).toBe(403)
  })

  test('ASVS 6.4.6: an admin starts a recovery, and chooses no password', async () => {
    const { company, app } = await start()
    const admin = await app.visitor().signIn(await company.add('admin'))
    const user = await company.add('developer')
    const path = `/settings/users/${user.id}/password-resets`
    expect((await admin.post('/me', path, { password: fresh })).status).toBe(400)
    expect((await admin.post('/me', path, {})).status).toBe(303)
    const [mail] = await mailsTo(user.email)
    expect(linkIn(mail)).toMatch(/^\/password-resets\//)
  })
})

test('ASVS 7.2.4: another role means another session key, and forms that are open still go', async () => {
  const { company, app } = await start()
  const user = await company.add('manager')
  const visitor = app.visitor()
  const before = cookieOf(await visitor.trySignIn(user.email))!
  const token = await visitor.token('/me')
  const where = { id: user.id }
  await company.work((db) => db.user.updateMany({ where, data: { role: 'admin' } }))
  const after = cookieOf(await visitor.get('/settings/users'))
  expect(after).not.toBeNull()
  expect(after).not.toBe(before)
  expect((await app.visitor().get('/repositories').set('Cookie', before)).status).toBe(303)
  const sent = { _csrf: token, name: 'Somebody else' }
  expect((await visitor.send('/me/name', sent)).status).toBe(303)
})

test('a name is changed, and shown as text', async () => {
  const { visitor } = await start()
  const name = '<img src=x onerror=alert(1)>'
  await visitor.post('/me', '/me/name', { name })
  const { text } = await visitor.get('/me')
  expect(text).not.toContain(name)
  expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
})
