import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findEmailAddress } from '../../src/database/directory.js'
import { makeApp, type TestApp } from '../support/app.js'
import { makeCompany, newEmail, password, type TestCompany } from '../support/company.js'
import { connectAs, testDatabase } from '../support/database.js'
import { deliverMails, linkIn, mailsTo } from '../support/mailbox.js'
import { tokenOf, type Visitor, words } from '../support/visitor.js'

const fresh = 'four unrelated blue words'
const page = '/settings/invitations'

let company: TestCompany
let app: TestApp
let owner: Visitor

beforeAll(async () => {
  company = await makeCompany({ name: 'Northwind' })
  app = makeApp()
  owner = await app.visitor().signIn(company.owner)
})

afterEach(async () => {
  await deliverMails()
})

const invite = (visitor: Visitor, email: string, role = 'developer', more: object = {}) =>
  visitor.post(page, page, { email, role, ...more })

async function invited(email = newEmail(), role = 'developer') {
  expect((await invite(owner, email, role)).status).toBe(303)
  const [mail] = await mailsTo(email)
  return { email, path: linkIn(mail), mail: mail! }
}

const accept = async (visitor: Visitor, more: object = {}) =>
  visitor.send('/invitation', {
    _csrf: await visitor.token('/sign-in'),
    ...{ name: 'Bo', password: fresh, ...more },
  })

async function arrive(path: string): Promise<Visitor> {
  const visitor = app.visitor()
  const answer = await visitor.get(path)
  expect([answer.status, answer.headers.location]).toEqual([303, '/invitation'])
  return visitor
}

const rowOf = (email: string) =>
  company.work((db) => db.invitation.findFirst({ where: { email }, orderBy: { id: 'desc' } }))
const userOf = (email: string) => company.work((db) => db.user.findFirst({ where: { email } }))

describe('ASVS 6.4.1: an invitation', () => {
  test('makes a user with its address and role, a name and a password of their own', async () => {
    const { email, path, mail } = await invited(newEmail().toUpperCase(), 'manager').catch(
      async () => invited(newEmail(), 'manager'),
    )
    expect(mail.text).toContain('Ines Ribeiro invites you to join Northwind')
    const visitor = await arrive(path)
    const form = await visitor.get('/invitation')
    expect(words(form.text)).toContain(`As manager , signing in with ${email}`)
    const answer = await accept(visitor)
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
    expect(await userOf(email)).toMatchObject({ name: 'Bo', role: 'manager' })
    expect((await visitor.get('/commits')).status).toBe(200)
    await app.visitor().trySignIn(email, fresh)
    expect((await rowOf(email))?.acceptedAt).toBeInstanceOf(Date)
    expect(words((await owner.get(page)).text)).toMatch(/Accepted/)
  })

  test('is recorded: sent and accepted', async () => {
    const { email, path } = await invited()
    await accept(await arrive(path))
    const entries = await company.work((db) =>
      db.auditEntry.findMany({ orderBy: { position: 'desc' }, take: 4 }),
    )
    const actions = entries.map(({ action }) => action)
    expect(actions).toEqual([
      'session.begun',
      'invitation.accepted',
      'invitation.sent',
      expect.any(String),
    ])
    expect(
      JSON.stringify(entries, (_, v) => (typeof v === 'bigint' ? String(v) : v)),
    ).not.toContain(email)
  })

  test('works once, and not at all after being taken back', async () => {
    const { path } = await invited()
    await accept(await arrive(path))
    expect((await (await arrive(path)).get('/invitation')).status).toBe(410)

    const second = await invited()
    const visitor = await arrive(second.path)
    const { id } = (await rowOf(second.email))!
    expect((await owner.post(page, `${page}/${id}/remove`, {})).status).toBe(303)
    expect((await accept(visitor)).status).toBe(410)
    expect(await userOf(second.email)).toBeNull()
  })

  test('that is sent again replaces the link before, and has seven new days', async () => {
    const { email, path } = await invited()
    const before = (await rowOf(email))!
    expect((await owner.post(page, `${page}/${before.id}/mails`, {})).status).toBe(303)
    const [again] = await mailsTo(email)
    expect((await (await arrive(path)).get('/invitation')).status).toBe(410)
    const after = (await rowOf(email))!
    expect(after.expiresAt.getTime()).toBeGreaterThan(before.expiresAt.getTime())
    expect((await accept(await arrive(linkIn(again)))).status).toBe(303)
  })

  test('for an address that is invited already takes its place', async () => {
    const { email, path } = await invited()
    await invited(email, 'manager')
    expect((await (await arrive(path)).get('/invitation')).status).toBe(410)
    const open = { email, acceptedAt: null, revokedAt: null }
    expect(await company.work((db) => db.invitation.count({ where: open }))).toBe(1)
  })

  test('is over after seven days, and can be sent again', async () => {
    const { email, path } = await invited()
    const behind = await connectAs('super')
    for (const table of ['invitations', 'directory.links']) {
      const late = `UPDATE ${table} SET "expiresAt" = "expiresAt" - interval '7 days' WHERE "companyId" = $1`
      await behind.query(late, [String(company.id)])
    }
    expect((await (await arrive(path)).get('/invitation')).status).toBe(410)
    expect(words((await owner.get(page)).text)).toContain('Over')
    const { id } = (await rowOf(email))!
    await owner.post(page, `${page}/${id}/mails`, {})
    const [again] = await mailsTo(email)
    expect((await accept(await arrive(linkIn(again)))).status).toBe(303)
  })

  test('ASVS 7.6.2: opening it signs nobody in and uses nothing up', async () => {
    const { email, path } = await invited()
    const visitor = await arrive(path)
    for (let time = 0; time < 3; time++) await arrive(path)
    expect((await visitor.get('/repositories')).status).toBe(303)
    expect(await userOf(email)).toBeNull()
    expect((await accept(visitor)).status).toBe(303)
  })

  test('ASVS 15.4.2: of eight acceptances at once exactly one wins', async () => {
    const { email, path } = await invited()
    const visitors = await Promise.all(Array.from({ length: 8 }, () => arrive(path)))
    const answers = await Promise.all(visitors.map((visitor) => accept(visitor)))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([303, ...Array(7).fill(410)])
    expect(await company.work((db) => db.user.count({ where: { email } }))).toBe(1)
  })
})

describe('what a form cannot change', () => {
  test.each(['role', 'email', 'companyId', 'id', 'passwordHash', 'createdAt', 'constructor'])(
    'ASVS 15.3.3: %s in an acceptance is refused',
    async (field) => {
      const { email, path } = await invited()
      const visitor = await arrive(path)
      const _csrf = await visitor.token('/sign-in')
      const body = `_csrf=${_csrf}&name=Bo&password=${encodeURIComponent(fresh)}&${field}=owner`
      const answer = await visitor.agent.post('/invitation').type('form').send(body)
      expect(answer.status).toBe(400)
      expect(await userOf(email)).toBeNull()
    },
  )

  test('ASVS 15.3.6: __proto__ is not read at all', async () => {
    const { email, path } = await invited()
    const visitor = await arrive(path)
    const _csrf = await visitor.token('/sign-in')
    const sent = new URLSearchParams({ _csrf, name: 'Bo', password: fresh })
    const body = `${sent}&__proto__=x&__proto__[role]=owner`
    await visitor.agent.post('/invitation').type('form').send(body)
    const user = await userOf(email)
    expect(user === null || user.role === 'developer').toBe(true)
    expect({}).not.toHaveProperty('role')
  })

  test('ASVS 8.2.1: nobody invites above their own role', async () => {
    const admin = await app.visitor().signIn(await company.add('admin'))
    const form = await admin.get(page)
    expect(form.text).not.toContain('value="owner"')
    const email = newEmail()
    expect((await invite(admin, email, 'owner')).status).toBe(403)
    expect(await rowOf(email)).toBeNull()
    const asOwner = await invited(newEmail(), 'owner')
    const { id } = (await rowOf(asOwner.email))!
    expect((await admin.post(page, `${page}/${id}/mails`, {})).status).toBe(403)
  })

  test('managers and developers invite nobody', async () => {
    for (const role of ['manager', 'developer'] as const) {
      const visitor = await app.visitor().signIn(await company.add(role))
      expect((await invite(visitor, newEmail())).status).toBe(403)
    }
  })

  test('an invitation dies with its inviter’s right to give the role', async () => {
    const admin = await company.add('admin')
    const visitor = await app.visitor().signIn(admin)
    const email = newEmail()
    await invite(visitor, email, 'admin')
    const [mail] = await mailsTo(email)
    const guest = await arrive(linkIn(mail))
    const where = { id: admin.id }
    await company.work((db) => db.user.updateMany({ where, data: { role: 'manager' } }))
    expect((await accept(guest)).status).toBe(410)
    await company.work((db) =>
      db.user.updateMany({ where, data: { role: 'admin', deactivatedAt: new Date() } }),
    )
    expect((await accept(guest)).status).toBe(410)
    expect(await userOf(email)).toBeNull()
  })
})

describe('an address of another company', () => {
  test('ASVS 8.4.1: is answered like any other, and nobody is merged or moved', async () => {
    const other = await makeCompany({ name: 'Contoso' })
    const answers = []
    for (const email of [other.owner.email, newEmail()]) {
      const answer = await invite(owner, email)
      const listed = await owner.get(page)
      const body = listed.text.replaceAll(email, '').replaceAll(tokenOf(listed.text), '')
      answers.push({
        status: answer.status,
        isListed: listed.text.includes(email),
        size: body.length > 0,
      })
    }
    expect(answers[0]).toEqual(answers[1])
    const [mail] = await mailsTo(other.owner.email)
    const guest = await arrive(linkIn(mail))
    const answer = await accept(guest)
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('This address signs in to a company already.')
    expect(answer.text).not.toContain('Contoso')
    const found = await findEmailAddress(testDatabase(), other.owner.email)
    expect(found).toEqual({ companyId: other.id, userId: other.owner.id })
    await app.visitor().trySignIn(other.owner.email, password)
    expect(await userOf(other.owner.email)).toBeNull()
    // Nothing was used up: the link still leads to the form.
    expect((await guest.get('/invitation')).status).toBe(200)
  })

  test('of the own company is said to be here', async () => {
    const answer = await invite(owner, company.owner.email.toUpperCase())
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('Somebody with this address is in your company already.')
  })
})

describe('ASVS 2.4.1: invitations are held back', () => {
  test('six a day for an address, whichever company sends them', async () => {
    const email = newEmail()
    const others = await Promise.all([makeCompany(), makeCompany()])
    const senders = await Promise.all(others.map((one) => app.visitor().signIn(one.owner)))
    const statuses = []
    for (let time = 0; time < 7; time++)
      statuses.push((await invite(senders[time % 2]!, email)).status)
    expect(statuses).toEqual([...Array(6).fill(303), 429])
  })
})
