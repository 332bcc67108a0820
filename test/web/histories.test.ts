import { expect, test } from 'vitest'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'
import { fillHistory } from '../support/stored-history.js'
import { words } from '../support/visitor.js'

const paths = ['lib/a.js', 'lib/b.js', 'lib/c.js', 'lib/d.js', 'lib/e.js']

test('a repository’s history is shown to everybody, names to those who may see them', async () => {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const files = paths.map((path) => makeFile({ path }))
  const commits = Array.from({ length: 6 }, () => makeCommit({ authorName: 'Zelda', files }))
  await storeCommits(company, place, commits)
  await fillHistory(company, place.repositoryId)
  const app = makeApp()
  const path = `/repositories/${place.repositoryId}`
  const owner = await app.visitor().signIn(company.owner)
  expect((await owner.get(path)).text).toContain(`href="${path}/history"`)
  const shown = await owner.get(`${path}/history`)
  expect(shown.status).toBe(200)
  expect(words(shown.text)).toMatch(/Hot spots.*lib\/a\.js.*12.*30.*100/)
  expect(words(shown.text)).toMatch(/How we count this.*the largest is 100/)
  expect(shown.text).toContain('Zelda')

  const developer = await app.visitor().signIn(await company.add('developer'))
  const hidden = await developer.get(`${path}/history`)
  expect([hidden.status, hidden.text.includes('lib/a.js')]).toEqual([200, true])
  expect(hidden.text).not.toContain('Zelda')
})

test('there is no history of what is not there', async () => {
  const visitor = await makeApp()
    .visitor()
    .signIn((await makeCompany()).owner)
  expect((await visitor.get('/repositories/999999/history')).status).toBe(404)
  expect((await visitor.get('/repositories/x/history')).status).toBe(404)
})
