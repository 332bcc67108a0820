import { expect, test } from 'vitest'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { words } from '../support/visitor.js'

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

async function start() {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const user = await company.add('developer')
  const own = { authorName: 'Wanda Ilic', authorEmail: user.email }
  await storeCommits(company, place, [
    makeCommit({ ...own, authoredAt: daysAgo(2) }),
    makeCommit({ ...own, authoredAt: daysAgo(3) }),
    makeCommit({ authorName: 'Bruno Sato', authoredAt: daysAgo(4) }),
    makeCommit({ authorName: 'Anton Berg', authoredAt: daysAgo(4) }),
  ])
  const idOf = (name: string) =>
    company.work(async (db) => (await db.developer.findFirstOrThrow({ where: { name } })).id)
  const web = makeApp()
  const manager = await web.visitor().signIn(await company.add('manager'))
  const wanda = await web.visitor().signIn(user)
  return { company, idOf, manager, wanda }
}

test('developers stand in the order of their names, whatever they did', async () => {
  const { manager } = await start()
  const page = words((await manager.get('/developers')).text)
  const places = ['Anton Berg', 'Bruno Sato', 'Wanda Ilic'].map((name) => page.indexOf(name))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(Math.min(...places)).toBeGreaterThan(0)
  const found = words((await manager.get('/developers?q=sato')).text)
  expect(found).toContain('Bruno Sato')
  expect(found).not.toContain('Wanda Ilic')
})

test('a page says what somebody worked on, and the look is told to them', async () => {
  const { company, idOf, manager, wanda } = await start()
  const id = await idOf('Wanda Ilic')
  const page = await manager.get(`/developers/${id}?p=30d`)
  expect(words(page.text)).toContain('What Wanda Ilic has worked on: 2 commits in 1 repository')
  expect(await company.work((db) => db.accessEntry.count({ where: { subjectId: id } }))).toBe(1)
  expect(words((await wanda.get('/me')).text)).toContain('A manager')
})

test('a developer sees their own page alone, and no look is written down', async () => {
  const { company, idOf, wanda } = await start()
  const id = await idOf('Wanda Ilic')
  const page = await wanda.get(`/developers/${id}?p=30d`)
  expect(words(page.text)).toContain('What you have worked on: 2 commits')
  expect((await wanda.get(`/developers/${await idOf('Bruno Sato')}`)).status).toBe(404)
  expect((await wanda.get('/developers')).status).toBe(403)
  expect(await company.work((db) => db.accessEntry.count())).toBe(0)
})

test('somebody takes their own data along, and nobody else’s', async () => {
  const { company, wanda } = await start()
  expect(words((await wanda.get('/me/data')).text)).toContain('Commits 2')
  const { text, headers } = await wanda.post('/me/data', '/me/data', {})
  expect(headers['content-disposition']).toContain('my-data.json')
  const facts = JSON.parse(text) as { developer: { commits: unknown[] } }
  expect(facts.developer.commits).toHaveLength(2)
  expect(text).not.toContain('Bruno')
  const entries = await company.work((db) => db.accessEntry.findMany())
  expect(entries.map(({ kind, subjectType }) => [kind, subjectType])).toEqual([
    ['exported', 'user'],
  ])
})
