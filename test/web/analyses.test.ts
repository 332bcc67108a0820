import { describe, expect, test } from 'vitest'
import { failAnalysis } from '../../src/analysis/analyses.js'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { words } from '../support/visitor.js'

async function start() {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const { app, visitor } = makeApp()
  const path = `/repositories/${place.repositoryId}/analyses`
  return { company, place, app, path, owner: await visitor().signIn(company.owner), visitor }
}

const count = ({ work }: Awaited<ReturnType<typeof makeCompany>>) =>
  work((db) => db.analysis.count())

describe('the page of an analysis', () => {
  test('follows it from waiting to done', async () => {
    const { company, place, owner, path } = await start()
    const page = `${path}/${place.analysisId}`
    const waiting = await owner.get(page)
    expect(words(waiting.text)).toContain('waits for its turn')
    // Without scripts it reloads itself.
    expect(waiting.text).toMatch(/<noscript><meta http-equiv="refresh"/)
    await storeCommits(company, place, [makeCommit()])
    const done = await owner.get(page)
    expect(words(done.text)).toContain('is read')
    expect(done.text).not.toContain('http-equiv="refresh"')
  })

  test('says what happened and what to do', async () => {
    const { company, place, owner, path } = await start()
    const run = { companyId: company.id, analysisId: place.analysisId, attempt: 1 }
    const fault = { code: 'x', title: 'It <b>vanished</b>.', advice: 'Look for it & try again.' }
    await company.work((db) => failAnalysis(db, run, fault))
    const { text } = await owner.get(`${path}/${place.analysisId}`)
    expect(text).toContain('It &lt;b&gt;vanished&lt;/b&gt;.')
    expect(text).toContain('Look for it &amp; try again.')
  })

  test('is there under its own repository and company only', async () => {
    const { company, place, owner, path } = await start()
    const sibling = await makeRepository(company, 'koa')
    const foreign = await makeRepository(await makeCompany())
    for (const wrong of [
      `/repositories/${sibling.repositoryId}/analyses/${place.analysisId}`,
      `/repositories/${foreign.repositoryId}/analyses/${foreign.analysisId}`,
      `${path}/${foreign.analysisId}`,
      `${path}/0`,
      `${path}/latest`,
      `${path}/${place.analysisId}x`,
    ]) {
      expect([wrong, (await owner.get(wrong)).status]).toEqual([wrong, 404])
    }
  })
})

describe('reading again', () => {
  test('asks for a new analysis once the last has ended', async () => {
    const { company, place, owner, path } = await start()
    await storeCommits(company, place, [])
    const answer = await owner.post('/start', path, { window: '90d' })
    expect(answer.status).toBe(303)
    const [, id] = /\/analyses\/(\d+)$/.exec(answer.headers.location!)!
    const asked = await company.work((db) => db.analysis.findFirst({ where: { id: BigInt(id!) } }))
    expect(asked).toMatchObject({ state: 'waiting', window: '90d' })
    expect(asked?.since).toBeInstanceOf(Date)
    expect(await count(company)).toBe(2)
  })

  test('leads to the one that is open', async () => {
    const { company, place, owner, path } = await start()
    const answer = await owner.post('/start', path, { window: 'all' })
    expect(answer.headers.location).toBe(`${path}/${place.analysisId}`)
    expect(await count(company)).toBe(1)
  })

  test('by a double click asks for one', async () => {
    const { company, place, owner, path } = await start()
    await storeCommits(company, place, [])
    const _csrf = await owner.token('/start')
    const click = () => owner.send(path, { _csrf, window: 'all' })
    const answers = await Promise.all([click(), click(), click(), click()])
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1)
    expect(await count(company)).toBe(2)
  })

  test('is refused with a window that no page offers', async () => {
    const { company, place, owner, path } = await start()
    await storeCommits(company, place, [])
    const odd = [{}, { window: '' }, { window: '1d' }, { window: ['all', '90d'] }]
    for (const fields of [...odd, { window: 'all', requestedById: '1' }]) {
      expect((await owner.post('/start', path, fields)).status).toBe(400)
    }
    expect(await count(company)).toBe(1)
  })

  test('is not for another company, nor for a role that may not', async () => {
    const { company, place, path, visitor } = await start()
    await storeCommits(company, place, [])
    const other = await makeCompany()
    const foreign = await visitor().signIn(other.owner)
    expect((await foreign.post('/start', path, { window: 'all' })).status).toBe(404)
    const manager = await visitor().signIn(await company.add('manager'))
    expect((await manager.post('/repositories', path, { window: 'all' })).status).toBe(403)
    expect([await count(company), await count(other)]).toEqual([1, 0])
  })
})
