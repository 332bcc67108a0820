import { beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../src/generated/prisma/enums.js'
import { assignDevelopers } from '../../src/people/assign-developers.js'
import type { User } from '../../src/people/users.js'
import { makeApp, type TestApp } from '../support/app.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { developerId } from '../support/people.js'
import { type Visitor, words } from '../support/visitor.js'

let web: TestApp
let company: TestCompany
let owner: Visitor
let admin: Visitor

beforeAll(async () => {
  web = makeApp()
  company = await makeCompany()
  owner = await web.visitor().signIn(company.owner)
  admin = await web.visitor().signIn(await company.add('admin'))
})

const page = (id: bigint) => `/settings/users/${id}`
const act = (visitor: Visitor, { id }: { id: bigint }, way: string, fields: object = {}) =>
  visitor.post('/repositories', `${page(id)}/${way}`, fields)
const roleOf = async ({ id }: User): Promise<Role | null> =>
  (await company.work((db) => db.user.findFirst({ where: { id } })))?.role ?? null

describe('the users', () => {
  test('are listed with role, state and when they were last here', async () => {
    const { text } = await owner.get('/settings/users')
    expect(words(text)).toMatch(/Ines Ribeiro \(you\).*Owner.*just now.*Active/)
    const idle = await company.add('developer')
    expect((await owner.get(page(idle.id))).text).toContain('never')
  })

  test('ASVS 8.3.2: have their new role with the next page they open', async () => {
    const person = await company.add('developer')
    const visitor = await web.visitor().signIn(person)
    expect((await visitor.get('/settings/users')).status).toBe(403)
    const answer = await act(owner, person, 'role', { role: 'admin' })
    expect([answer.status, answer.headers.location]).toEqual([303, page(person.id)])
    expect((await owner.get(page(person.id))).text).toContain('The role is admin now.')
    expect((await visitor.get('/settings/users')).status).toBe(200)
    await act(owner, person, 'role', { role: 'developer' })
    expect((await visitor.get('/settings/users')).status).toBe(403)
  })

  test('ASVS 7.4.2: are signed out everywhere the moment they are deactivated', async () => {
    const person = await company.add('manager')
    const [desk, phone] = [web.visitor(), web.visitor()]
    await desk.signIn(person)
    await phone.signIn(person)
    await act(admin, person, 'deactivate')
    for (const visitor of [desk, phone]) {
      const answer = await visitor.get('/repositories')
      expect([answer.status, answer.headers.location]).toEqual([
        303,
        '/sign-in?next=%2Frepositories',
      ])
    }
    expect((await web.visitor().trySignIn(person.email)).status).toBe(422)
    expect(words((await admin.get('/settings/users')).text)).toContain('Deactivated')
    await act(admin, person, 'reactivate')
    expect((await desk.get('/repositories')).status).toBe(303)
    await web.visitor().signIn(person)
  })

  test('ASVS 8.2.1: cannot be touched from below, nor raised above whoever does it', async () => {
    const person = await company.add('developer')
    for (const way of ['deactivate', 'remove']) {
      const answer = await act(admin, company.owner, way)
      expect([answer.status, way]).toEqual([403, way])
    }
    expect((await act(admin, company.owner, 'role', { role: 'developer' })).status).toBe(403)
    expect((await act(admin, person, 'role', { role: 'owner' })).status).toBe(403)
    expect(await roleOf(person)).toBe('developer')
    const { text } = await admin.get(page(company.owner.id))
    expect(text).toContain('This account is above yours')
    expect(text).not.toContain(`action="${page(company.owner.id)}`)
    expect((await admin.get(page(person.id))).text).not.toContain('value="owner"')
  })

  test('keep an owner, and say how to go on', async () => {
    const lone = await makeCompany()
    const visitor = await web.visitor().signIn(lone.owner)
    for (const [way, fields] of [
      ['role', { role: 'admin' }],
      ['deactivate', {}],
      ['remove', {}],
    ] as const) {
      const answer = await act(visitor, lone.owner, way, fields)
      expect(answer.status).toBe(409)
      expect(words(answer.text)).toContain('Make somebody else an owner first')
    }
    expect((await visitor.get(page(lone.owner.id))).text).toContain('The only owner')
  })

  test('are removed after a page that says what is lost; who removes themselves is signed out', async () => {
    const person = await company.add('admin')
    const asked = await admin.get(`${page(person.id)}/remove`)
    expect(words(asked.text)).toContain('Repositories, analyses and numbers stay')
    const visitor = await web.visitor().signIn(person)
    const answer = await act(visitor, person, 'remove')
    expect([answer.status, answer.headers.location]).toEqual([303, '/'])
    expect((await visitor.get('/repositories')).headers.location).toMatch(/^\/sign-in/)
    expect((await admin.get(page(person.id))).status).toBe(404)
  })

  test('hand a company over', async () => {
    const own = await makeCompany()
    const heir = await own.add('manager')
    const visitor = await web.visitor().signIn(own.owner)
    expect((await visitor.get(page(heir.id))).text).toContain('Hand the company over')
    expect((await act(visitor, heir, 'owner')).status).toBe(303)
    expect((await visitor.get('/settings/audit')).status).toBe(403)
    expect((await (await web.visitor().signIn(heir)).get('/settings/audit')).status).toBe(200)
  })
})

describe('which developer a user is', () => {
  const work = async (person: User) => {
    const place = await makeRepository(company)
    const authorEmail = `${person.id}@elsewhere.example`
    const authoredAt = new Date(Date.now() - 86_400_000).toISOString()
    const name = `Tess ${person.id}`
    const commit = makeCommit({ authoredAt, authorName: name, authorEmail, subject: name })
    await storeCommits(company, place, [commit])
    return { name, id: await developerId(company, name) }
  }

  test('is said by an admin, shows them their own work, and stands in the audit', async () => {
    const person = await company.add('developer')
    const tess = await work(person)
    const visitor = await web.visitor().signIn(person)
    expect((await visitor.get('/commits')).text).not.toContain(tess.name)
    expect(words((await admin.get(page(person.id))).text)).toContain('Say who they are')
    const answer = await act(admin, person, 'developer', { developer: String(tess.id) })
    expect([answer.status, answer.headers.location]).toEqual([303, page(person.id)])
    const said = words((await admin.get(page(person.id))).text)
    expect(said).toContain(`Their commits are those of ${tess.name}`)
    expect((await visitor.get('/commits')).text).toContain(tess.name)
    expect((await visitor.get(`/developers/${tess.id}`)).status).toBe(200)
    const entry = await company.work((db) =>
      db.auditEntry.findFirst({ where: { action: 'developer.address-given' } }),
    )
    expect(entry).toMatchObject({ subjectId: tess.id, after: { userId: Number(person.id) } })
    // Another reading of the history changes nothing of it.
    await company.work((db) => assignDevelopers(db))
    expect(words((await admin.get(page(person.id))).text)).toContain(tess.name)
  })

  test('is not changed where somebody else commits under the address', async () => {
    const [person, other] = [await company.add('developer'), await company.add('developer')]
    const [first, second] = [await work(person), await work(other)]
    await act(admin, person, 'developer', { developer: String(first.id) })
    const answer = await act(admin, person, 'developer', { developer: String(second.id) })
    expect(answer.status).toBe(409)
    expect(words(answer.text)).toContain(`${first.name} commits under this address already.`)
  })

  test('is nobody of another company, no bot and nobody that is not there', async () => {
    const person = await company.add('developer')
    const stranger = await makeCompany()
    const place = await makeRepository(stranger)
    await storeCommits(stranger, place, [makeCommit({ authorName: 'Foreign Worker' })])
    const foreign = String(await developerId(stranger, 'Foreign Worker'))
    for (const developer of [foreign, '999999999']) {
      expect((await act(admin, person, 'developer', { developer })).status).toBe(404)
    }
    expect((await act(admin, person, 'developer', { developer: 'x' })).status).toBe(400)
  })
})
