import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { gitOrigin, makeApp } from '../support/app.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { connectAs } from '../support/database.js'
import { makeRepository } from '../support/facts.js'
import { words } from '../support/visitor.js'

/** How many rows of each kind a company has, its runs in the directory among them. */
async function rowsOf({ id }: TestCompany) {
  const behind = await connectAs('super')
  const of = (table: string) => `(SELECT count(*)::int FROM ${table} WHERE "companyId" = $1)`
  const { rows } = await behind.query(
    `SELECT ${of('repositories')} AS repositories, ${of('analyses')} AS analyses,
       ${of('directory.runs')} AS runs`,
    [String(id)],
  )
  return rows[0]
}

const nothing = { repositories: 0, analyses: 0, runs: 0 }
const one = { repositories: 1, analyses: 1, runs: 1 }
const express = { source: `${gitOrigin}/expressjs/express.git`, window: 'all' }

async function signedIn(environment: NodeJS.ProcessEnv = {}) {
  const company = await makeCompany()
  const app = makeApp({ environment })
  return { company, app, visitor: await app.visitor().signIn(company.owner) }
}

describe('adding a repository', () => {
  test('makes one row, one analysis and one run, and shows its progress', async () => {
    const { company, visitor } = await signedIn()
    const answer = await visitor.post('/start', '/repositories', express)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toMatch(/^\/repositories\/\d+\/analyses\/\d+$/)
    expect(await rowsOf(company)).toEqual(one)
    const page = await visitor.get(answer.headers.location!)
    expect([page.status, words(page.text).includes('expressjs/express')]).toEqual([200, true])
    const [analysis] = await company.work((db) => db.analysis.findMany())
    expect(analysis).toMatchObject({ window: 'all', since: null, requestedById: company.owner.id })
  })

  test('that is there in another spelling leads to it and says so once', async () => {
    const { company, visitor } = await signedIn()
    const { repositoryId } = await makeRepository(company, 'express')
    const again = { source: `${gitOrigin}/EXPRESS.git/`, window: '90d' }
    const answer = await visitor.post('/start', '/repositories', again)
    expect(answer.headers.location).toBe(`/repositories/${repositoryId}`)
    expect(await rowsOf(company)).toEqual(one)
    const said = 'You have this repository already.'
    expect((await visitor.get(`/repositories/${repositoryId}`)).text).toContain(said)
    expect((await visitor.get(`/repositories/${repositoryId}`)).text).not.toContain(said)
  })

  test('by a double click makes one', async () => {
    const { company, visitor } = await signedIn()
    const _csrf = await visitor.token('/start')
    const click = () => visitor.send('/repositories', { _csrf, ...express })
    const answers = await Promise.all([click(), click(), click()])
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await rowsOf(company)).toEqual(one)
  })

  test.each(['manager', 'developer'] as const)('is not for a %s', async (role) => {
    const company = await makeCompany()
    const visitor = await makeApp()
      .visitor()
      .signIn(await company.add(role))
    const answer = await visitor.post('/repositories', '/repositories', express)
    expect(answer.status).toBe(403)
    expect(words(answer.text)).toContain('Your role does not allow this.')
    expect(await rowsOf(company)).toEqual(nothing)
  })

  test('is not for somebody who is not signed in', async () => {
    const visitor = makeApp().visitor()
    const answer = await visitor.post('/sign-in', '/repositories', express)
    expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in'])
  })

  test.each([
    { name: 'x' },
    { companyId: '1' },
    { id: '1' },
    { sourceKey: 'x' },
    { source: ['a', 'b'] },
  ] as Record<string, unknown>[])('with %j is refused whole', async (more) => {
    const { company, visitor } = await signedIn()
    const answer = await visitor.post('/start', '/repositories', { ...express, ...more })
    expect(answer.status).toBe(400)
    expect(await rowsOf(company)).toEqual(nothing)
  })

  test.each([
    'file:///etc',
    '/etc',
    'ext::sh%20-c%20id',
    'https://user:pw@git.example.com/x',
    'https://127.0.0.1/x',
    'https://169.254.169.254/x',
    `${gitOrigin}/x%00y`,
    `${gitOrigin}/${'x'.repeat(9000)}`,
    'https://nothing.invalid/x/y',
    '',
  ])('at %.60s is refused with a reason and stores nothing', async (source) => {
    const { company, visitor } = await signedIn()
    const answer = await visitor.post('/start', '/repositories', { source, window: 'all' })
    expect(answer.status).toBe(422)
    expect(answer.text).toMatch(/id="source-error"/)
    expect(await rowsOf(company)).toEqual(nothing)
  })
})

test('a folder of this machine is added where it is one’s own', async () => {
  const { company, visitor } = await signedIn({ CODEVISTO_EMBEDDED: '1' })
  const folder = { source: tmpdir(), window: '12m' }
  expect((await visitor.post('/start', '/repositories', folder)).status).toBe(303)
  expect(await rowsOf(company)).toEqual(one)
})

describe('the pages', () => {
  test('show the company’s repositories and nobody else’s', async () => {
    const { company, visitor } = await signedIn()
    const { repositoryId } = await makeRepository(company, 'mine')
    const foreign = await makeRepository(await makeCompany(), 'foreign')
    const list = await visitor.get('/repositories')
    expect(list.text).toContain('mine')
    expect(list.text).not.toContain('foreign')
    expect((await visitor.get(`/repositories/${repositoryId}`)).status).toBe(200)
    expect((await visitor.get(`/repositories/${foreign.repositoryId}`)).status).toBe(404)
  })

  test.each([
    '0',
    '-1',
    '1.5',
    '1e3',
    '0x1',
    'abc',
    '%20',
    '1%00',
    '1%0a',
    '9'.repeat(18),
    '9'.repeat(40),
    '١',
  ])('have nothing at the id %s', async (id) => {
    const { visitor } = await signedIn()
    const answer = await visitor.get(`/repositories/${encodeURI(id).replaceAll('%25', '%')}`)
    expect(answer.status).toBe(404)
    expect(words(answer.text)).toContain('There is nothing here.')
  })

  test('let a developer read, not start a reading', async () => {
    const company = await makeCompany()
    const { repositoryId, analysisId } = await makeRepository(company)
    await company.work((db) =>
      db.analysis.updateMany({ where: { id: analysisId }, data: { state: 'done' } }),
    )
    const page = `/repositories/${repositoryId}`
    const form = `action="${page}/analyses"`
    const app = makeApp()
    const owner = await app.visitor().signIn(company.owner)
    expect((await owner.get(page)).text).toContain(form)
    const developer = await app.visitor().signIn(await company.add('developer'))
    expect((await developer.get(page)).text).not.toContain(form)
  })
})
