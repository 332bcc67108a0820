import { beforeAll, describe, expect, test, vi } from 'vitest'
import { csvLines } from '../../src/web/csv.js'
import { makeApp, type TestApp } from '../support/app.js'
import { intruder } from '../support/audit.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { arrive } from '../support/people.js'
import { type Visitor, words } from '../support/visitor.js'

let web: TestApp
let company: TestCompany
let owner: Visitor

beforeAll(async () => {
  web = makeApp({ environment: { SESSION_SECRET: 'a secret of more than thirty-two letters' } })
  company = await makeCompany({ name: 'Northwind' })
  owner = await web.visitor().signIn(company.owner)
})

const entries = (action: string) =>
  company.work((db) => db.auditEntry.findMany({ where: { action }, include: { traces: true } }))

describe('ASVS 16.3.1: signing in', () => {
  test('is recorded, and so is signing out', async () => {
    const visitor = web.visitor()
    await visitor.agent.get('/sign-in').set('User-Agent', 'Old\tBrowser')
    await visitor.signIn(company.owner)
    await visitor.signOut()
    const [begun] = (await entries('session.begun')).slice(-1)
    expect(begun).toMatchObject({ actorId: company.owner.id, after: { method: 'password' } })
    expect(begun?.traces[0]).toMatchObject({ party: 'actor', email: company.owner.email })
    expect(begun?.traces[0]?.ip).toMatch(/127\.0\.0\.1|::1/)
    expect(await entries('session.ended')).toHaveLength(1)
  })

  test('is recorded when it fails, with the account that was tried and nobody as actor', async () => {
    await web.visitor().trySignIn(company.owner.email, 'not the password at all')
    await web.visitor().trySignIn('nobody@example.com', 'not the password at all')
    await vi.waitFor(async () => expect(await entries('session.refused')).toHaveLength(1), 10_000)
    expect((await entries('session.refused'))[0]).toMatchObject({
      ...{ actorId: null, subjectId: company.owner.id, after: { reason: 'password' } },
    })
  })
})

test('ASVS 16.3.1: a failed sign-in is recorded though whoever tried hangs up first', async () => {
  const own = makeApp()
  const { owner: victim, work } = await makeCompany()
  const visitor = own.visitor()
  const _csrf = await visitor.token('/sign-in')
  const asked = visitor.send('/sign-in', {
    _csrf,
    email: victim.email,
    password: 'not the password',
  })
  const { take } = own.services.limits.account
  own.services.limits.account.take = async (key) => {
    asked.abort()
    return take(key)
  }
  await asked.catch(() => null)
  await vi.waitFor(async () => {
    const where = { action: 'session.refused', subjectId: victim.id }
    expect(await work((db) => db.auditEntry.count({ where }))).toBe(1)
  }, 10_000)
})

describe('ASVS 16.3.2, 16.3.3: refusals', () => {
  test('are recorded with route and reason: the role, the form, the origin', async () => {
    const visitor = await web.visitor().signIn(await company.add('developer'))
    await visitor.get('/settings/users')
    await visitor.send('/sign-out', {})
    await visitor.agent.post('/sign-out').set('Sec-Fetch-Site', 'cross-site').type('form').send({})
    expect((await entries('access.refused')).map(({ after }) => after)).toEqual([
      { method: 'GET', route: '/settings/users', reason: 'role' },
      { method: 'POST', route: null, reason: 'form' },
      { method: 'POST', route: null, reason: 'origin' },
    ])
  })
})

describe('the audit', () => {
  test('reads as sentences, newest first, and filters by who, what and when', async () => {
    await owner.post('/repositories', '/settings/teams', { name: 'Payments' })
    const all = await owner.get('/settings/audit')
    expect(words(all.text)).toMatch(/Ines Ribeiro created a team team Payments/)
    const only = await owner.get(`/settings/audit?action=team.created&actor=${company.owner.id}`)
    expect(words(only.text)).toMatch(/1 entry of what you asked for/)
    expect(words((await owner.get('/settings/audit?from=2099-01-01')).text)).toContain('0 entries')
    expect(words((await owner.get('/settings/audit?to=1999-01-01')).text)).toContain('0 entries')
    const { id } = await company.work((db) => db.team.findFirstOrThrow())
    expect(words((await owner.get(`/settings/audit?subject=team.${id}`)).text)).toContain('1 entry')
    for (const odd of ['action=x', 'actor=me', 'from=today', 'page=0', 'subject=Team'])
      expect((await owner.get(`/settings/audit?${odd}`)).status, odd).toBe(400)
  })

  test('pages by fifty', async () => {
    for (let index = 0; index < 52; index++)
      await owner.post('/repositories', '/settings/company', { name: `Northwind ${index}` })
    const path = '/settings/audit?action=company.renamed'
    const first = await owner.get(path)
    expect(words(first.text)).toContain('1–50 of 52')
    expect(first.text).toContain('action=company.renamed&amp;page=2"')
    expect(words((await owner.get(`${path}&page=2`)).text)).toContain('51–52 of 52')
  })

  test('ASVS 1.2.10, 3.2.1, 5.4.1, 5.4.2: goes out as CSV whose cells no spreadsheet runs, and says that it went', async () => {
    await owner.post('/repositories', '/settings/company', { name: '=HYPERLINK("http://x","y")' })
    const body = { actor: '', action: 'company.renamed', subject: '', from: '', to: '' }
    const answer = await owner.post('/settings/audit', '/settings/audit/export', body)
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['content-disposition']).toBe('attachment; filename=audit.csv')
    const lines = answer.text.trimEnd().split('\r\n')
    expect(lines[0]).toMatch(/^\ufeff?position,at,actorId,actor,/)
    expect(lines).toHaveLength(1 + 53)
    expect(lines[1]).toContain('company.renamed')
    expect(answer.text).not.toMatch(/(^|,|\n)"?[=+@]/m)
    expect(await entries('audit.exported')).toHaveLength(1)
    expect(await company.work((db) => db.accessEntry.count({ where: { kind: 'exported' } }))).toBe(
      1,
    )
  })

  test('ASVS 14.2.4: tells apart who looked at a person and who took data away', async () => {
    const [id] = await arrive(company, 'Ann Miller <ann@acme.io>')
    await owner.get(`/settings/identities/${id}`)
    const { text } = await owner.get('/settings/audit/accesses')
    expect(words(text)).toMatch(/Ines Ribeiro.*viewed.*Ann Miller.*Ines Ribeiro.*exported.*audit/)
  })

  test('ASVS 16.4.2: is checked on a page, which names what is wrong', async () => {
    expect((await owner.get('/settings/audit/check')).text).toContain('The audit holds.')
    const client = await intruder()
    const where = `WHERE "companyId" = $1 AND position = 2`
    await client.query(`UPDATE audit_entries SET "actorId" = 0 ${where}`, [String(company.id)])
    const { text } = await owner.get('/settings/audit/check')
    expect(words(text)).toMatch(/The audit does not hold.*This entry was changed\. 2 changed/)
  })
})

test('ASVS 1.2.10: cells that begin a formula are harmless in every spelling', () => {
  const cells = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1',
    '＋1',
    '－1',
    '＠1',
    'a=b',
    'a "quoted", line\nbreak',
  ]
  const [line] = [csvLines([cells])]
  expect(line).toBe(
    `'=1+1,'+1,'-1,'@SUM(A1),'\t=1,"'\r=1",'＝1,'＋1,'－1,'＠1,a=b,"a ""quoted"", line\nbreak"\r\n`,
  )
})
