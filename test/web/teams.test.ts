import { beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '../support/app.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { type Visitor, words } from '../support/visitor.js'

let company: TestCompany
let owner: Visitor
let manager: Visitor
let developer: bigint

beforeAll(async () => {
  const web = makeApp()
  company = await makeCompany()
  owner = await web.visitor().signIn(company.owner)
  manager = await web.visitor().signIn(await company.add('manager'))
  developer = await company.work(async (db) => {
    const companyId = db.companyId
    const data = { companyId, name: 'Maya Kowalski', email: 'maya@example.com' }
    const { id } = await db.developer.create({ data })
    const identity = { companyId, name: data.name, email: data.email, digest: Buffer.alloc(32) }
    await db.identity.create({ data: { ...identity, developerId: id } })
    await db.developer.create({
      data: { companyId, name: 'build-bot', email: 'b@x.y', isBot: true },
    })
    return id
  })
})

const send = (path: string, fields: object = {}) => owner.post('/repositories', path, fields)
const create = async (name: string) => (await send('/settings/teams', { name })).headers.location!
const member = (more: object = {}) => ({
  developer: String(developer),
  from: '2026-01-05',
  to: '',
  ...more,
})

describe('teams', () => {
  test('are created, renamed, archived and brought back, each told to the audit', async () => {
    const path = await create('Payments')
    expect(path).toMatch(/^\/settings\/teams\/\d+$/)
    await send(path, { name: 'Payments and risk' })
    expect(words((await owner.get(path)).text)).toContain('Payments and risk has 0 members today')
    await send(`${path}/archive`)
    expect(words((await owner.get('/settings/teams')).text)).toMatch(/Payments and risk.*Archived/)
    expect((await send(`${path}/members`, member())).status).toBe(422)
    await send(`${path}/restore`)
    const actions = await company.work((db) =>
      db.auditEntry.findMany({ where: { subjectType: 'team' }, orderBy: { position: 'asc' } }),
    )
    expect(actions.map(({ action }) => action)).toEqual([
      ...['team.created', 'team.renamed', 'team.archived', 'team.restored'],
    ])
  })

  test('need a name of their own, and keep what was typed', async () => {
    await create('Platform')
    const taken = await send('/settings/teams', { name: 'Platform' })
    expect(taken.status).toBe(422)
    expect(taken.text).toContain('There is a team of this name already.')
    expect(taken.text).toContain('value="Platform"')
    expect((await send('/settings/teams', { name: ' ' })).text).toContain(
      'Type a name for the team.',
    )
    const other = await create('Other')
    expect((await send(other, { name: 'Platform' })).status).toBe(422)
  })

  test('have members with days, which do not overlap', async () => {
    const path = await create('Days')
    expect((await owner.get(path)).text).not.toContain('build-bot')
    expect((await send(`${path}/members`, member({ to: '2026-02-28' }))).status).toBe(303)
    const again = await send(`${path}/members`, member({ from: '2026-02-28' }))
    expect(again.status).toBe(422)
    expect(words(again.text)).toContain('in the team already')
    expect(
      words((await send(`${path}/members`, member({ from: '2026-05-02', to: '2026-05-01' }))).text),
    ).toContain('The last day lies before the first.')
    expect((await send(`${path}/members`, member({ from: '2026-03-01' }))).status).toBe(303)
    expect(words((await owner.get(path)).text)).toContain('1 member today')
    const [, first] = [...(await owner.get(path)).text.matchAll(/members\/(\d+)"/g)]
    const row = `${path}/members/${first![1]}`
    // Stretching the first over the second is refused; ending it earlier is not.
    expect((await send(row, { from: '2026-01-05', to: '2026-03-01' })).status).toBe(422)
    expect((await send(row, { from: '2026-01-05', to: '2026-02-01' })).status).toBe(303)
    expect((await send(row, { from: 'yesterday', to: '' })).status).toBe(422)
    await send(`${row}/remove`)
    expect([...(await owner.get(path)).text.matchAll(/members\/(\d+)"/g)]).toHaveLength(1)
  })

  test('ASVS 15.4.2: take one of two equal memberships that come at once', async () => {
    const path = await create('Race')
    const token = await owner.token('/repositories')
    const tries = Array.from({ length: 4 }, () =>
      owner.send(`${path}/members`, { _csrf: token, ...member() }),
    )
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([303, 422, 422, 422])
  })

  test('are for managers to see and for admins to change', async () => {
    const path = await create('Seen')
    await send(`${path}/members`, member())
    const { text, status } = await manager.get(path)
    expect(status).toBe(200)
    expect(words(text)).toContain('since 5 Jan 2026')
    expect(text).not.toContain(`action="${path}`)
  })
})

describe('the company', () => {
  test('is renamed by admins, and told to the audit', async () => {
    expect((await send('/settings/company', { name: '' })).status).toBe(422)
    expect((await send('/settings/company', { name: 'Northwind Traders' })).status).toBe(303)
    expect(words((await owner.get('/settings/company')).text)).toContain('Northwind Traders')
    const entry = await company.work((db) =>
      db.auditEntry.findFirst({ where: { action: 'company.renamed' } }),
    )
    expect(entry).toMatchObject({
      before: { name: 'Northwind' },
      after: { name: 'Northwind Traders' },
    })
  })
})
