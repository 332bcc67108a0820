import { beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '../support/app.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { cleanUp } from '../support/retention.js'
import { type Visitor, words } from '../support/visitor.js'

const page = '/settings/data'
const web = makeApp()
let company: TestCompany
let visitor: Visitor
let repositoryId: bigint

beforeEach(async () => {
  company = await makeCompany()
  const place = await makeRepository(company, 'express')
  repositoryId = place.repositoryId
  const old = { authoredAt: '2024-03-04T10:00:00.000Z', authorName: '=cmd' }
  await storeCommits(company, place, [makeCommit(old), makeCommit()])
  visitor = await web.visitor().signIn(company.owner)
})

describe('deleting activity', () => {
  const fields = () => ({ repository: String(repositoryId), from: '', to: '2024-12-31' })

  test('says what would go, asks for the name, and shows how far it is', async () => {
    const form = `${page}/clean-ups/new?${new URLSearchParams(fields())}`
    const seen = words((await visitor.get(form)).text)
    expect(seen).toContain('express, until 31 Dec 2024')
    expect(seen).toMatch(/Commits 1 File changes 1 Pull requests 0/)
    expect(seen).toContain('Names and addresses left without anything 1')
    const mistyped = await visitor.post(form, `${page}/clean-ups`, { ...fields(), name: 'other' })
    expect(mistyped.status).toBe(422)
    expect(await company.work((db) => db.cleanUp.count())).toBe(0)
    const sent = { ...fields(), name: 'express' }
    expect((await visitor.post(form, `${page}/clean-ups`, sent)).status).toBe(303)
    const waiting = words((await visitor.get(page)).text)
    expect(waiting).toContain('1 clean-up under way')
    const { id } = await company.work((db) => db.cleanUp.findFirstOrThrow())
    await cleanUp(company, id)
    const done = await visitor.get(page)
    expect(words(done.text)).toContain('Done 1 commit, 1 file change')
    const lift =
      /action="(\/settings\/data\/cleared-periods\/\d+\/lift)"/.exec(done.text)?.[1] ?? ''
    expect((await visitor.post(page, lift, {})).status).toBe(303)
    await company.work(async (db) => {
      expect(await db.clearedPeriod.count()).toBe(0)
      const [entry] = await db.auditEntry.findMany({ where: { action: 'data.cleared' } })
      expect(entry!.after).toEqual({ repositories: 1, from: null, to: '2024-12-31' })
    })
    expect((await visitor.post(page, lift, {})).status).toBe(404)
  })

  test.each([
    [{ from: '2024-02-01', to: '2024-01-01' }, 'lies before the first'],
    [{ from: '2999-01-01' }, 'lies before the first'],
    [{ repository: '999999' }, 'Choose a repository of the list'],
    [{ to: 'soon' }, 'Choose a day'],
  ])('%j is refused in words', async (given, said) => {
    const query = new URLSearchParams({ ...fields(), ...given })
    const seen = await visitor.get(`${page}/clean-ups/new?${query}`)
    expect(seen.status).toBe(422)
    expect(words(seen.text)).toContain(said)
  })
})

describe('keeping data', () => {
  const standard = { accesses: '365', deliveries: '30', mails: '30', invitations: '365' }

  test('is changed within bounds, and what was typed comes back else', async () => {
    const send = (fields: object) => visitor.post(page, `${page}/retention`, fields)
    const refused = await send({ ...standard, messages: '3' })
    expect(refused.status).toBe(422)
    expect(words(refused.text)).toContain('Choose 30 to 3650 days.')
    expect(refused.text).toContain('value="3"')
    expect((await send({ ...standard, messages: '400' })).status).toBe(303)
    expect((await visitor.get(page)).text).toContain('value="400"')
  })
})

describe('a person', () => {
  const developer = () =>
    company.work((db) => db.developer.findFirstOrThrow({ where: { name: '=cmd' } }))

  test('is handed out as a file that no spreadsheet runs, and the audit knows', async () => {
    const { id } = await developer()
    const path = `/settings/identities/${id}`
    const csv = await visitor.post(path, `${path}/export`, { format: 'csv' })
    expect(csv.headers['content-disposition']).toContain(`person-${id}.csv`)
    expect(csv.text).toContain(",'=cmd,")
    expect(csv.text).not.toMatch(/(^|,)"?=cmd/m)
    const json = await visitor.post(path, `${path}/export`, { format: 'json' })
    const records = JSON.parse(json.text) as { kind: string; what: string }[]
    expect(records.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['developer', 'identities', 'commits', 'accesses', 'audit']),
    )
    const entries = await company.work((db) =>
      db.auditEntry.findMany({ where: { action: 'developer.exported' } }),
    )
    expect(entries.map(({ after }) => after)).toEqual([{ format: 'csv' }, { format: 'json' }])
  })

  test('is erased only when the name is typed', async () => {
    const { id } = await developer()
    const path = `/settings/identities/${id}/erase`
    expect((await visitor.post(path, path, { name: 'cmd' })).status).toBe(422)
    expect((await visitor.post(path, path, { name: '=cmd' })).status).toBe(303)
    expect(words((await visitor.get(path)).text)).toContain('The erasure is under way')
  })
})

test('a company that is to be deleted says so on every page, and an owner keeps it', async () => {
  const path = '/settings/company/remove'
  expect((await visitor.post(path, path, { name: 'Contoso' })).status).toBe(422)
  expect((await visitor.post(path, path, { name: 'Northwind' })).status).toBe(303)
  const manager = await web.visitor().signIn(await company.add('manager'))
  const seen = words((await manager.get('/repositories')).text)
  expect(seen).toContain('Everything of Northwind is deleted on')
  expect((await manager.get(path)).status).toBe(403)
  expect((await visitor.post(path, '/settings/company/keep', {})).status).toBe(303)
  expect(words((await manager.get('/repositories')).text)).not.toContain('is deleted on')
})
