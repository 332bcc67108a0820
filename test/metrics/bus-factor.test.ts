import { expect, test } from 'vitest'
import { busFactor, measureKnowledge } from '../../src/metrics/bus-factor.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'

test.each([
  [[], 0],
  [[10], 1],
  // 50 of 100 is not more than half.
  [[50, 50], 2],
  [[51, 49], 1],
  [[40, 30, 30], 2],
  [[1, 1, 1, 1, 1], 3],
  [[20, 30, 10, 40], 2],
])('of %j lines by developer is %i', (lines, expected) => {
  expect(busFactor(lines)).toBe(expected)
})

test('is told for the repository and its top-level folders, without bots and excluded paths', async () => {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const paths = ['lib/a.js', 'lib/deep/b.js', 'index.js', 'dist/c.js']
  const people = ['Ada', 'Bob', 'Robot']
  await storeCommits(
    company,
    place,
    people.map((authorName) =>
      makeCommit({ authorName, files: paths.map((path) => makeFile({ path })) }),
    ),
  )
  const places = await company.work(async (db) => {
    const { companyId } = db
    const { repositoryId } = place
    const found = await db.path.findMany()
    await db.path.updateMany({ where: { path: 'dist/c.js' }, data: { excluded: true } })
    for (const name of people) {
      const email = 'x@example.com'
      const data = { companyId, name: `${name} L.`, email, isBot: name === 'Robot' }
      const { id } = await db.developer.create({ data })
      await db.identity.updateMany({ where: { name }, data: { developerId: id } })
    }
    const own = async (path: string, name: string, lines: number) => {
      const identity = await db.identity.findFirstOrThrow({ where: { name } })
      const pathId = found.find((one) => one.path === path)!.id
      const identityId = identity.id
      await db.ownership.create({ data: { companyId, repositoryId, pathId, identityId, lines } })
    }
    await own('lib/a.js', 'Bob', 30)
    await own('lib/deep/b.js', 'Ada', 20)
    await own('lib/deep/b.js', 'Robot', 900)
    await own('index.js', 'Ada', 10)
    await own('dist/c.js', 'Bob', 700)
    return measureKnowledge(db, repositoryId)
  })
  const ada = (lines: number) => ({ name: 'Ada L.', lines })
  const bob = (lines: number) => ({ name: 'Bob L.', lines })
  // All: 30 and 30, so both are needed; lib: Bob's 30 of 50 are more than half.
  expect(places).toEqual([
    { folder: null, files: 3, lines: 60, busFactor: 2, people: [ada(30), bob(30)] },
    { folder: 'lib', files: 2, lines: 50, busFactor: 1, people: [ada(20), bob(30)] },
    { folder: '', files: 1, lines: 10, busFactor: 1, people: [ada(10)] },
  ])
})
