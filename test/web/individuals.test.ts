import { beforeAll, describe, expect, test } from 'vitest'
import { may } from '../../src/access/roles.js'
import { nowhere } from '../../src/audit/traces.js'
import { ruleIndividuals } from '../../src/companies/individuals-rule.js'
import type { Role } from '../../src/generated/prisma/enums.js'
import { addMember } from '../../src/people/memberships.js'
import { createTeam } from '../../src/people/teams.js'
import { routes } from '../../src/web/routes.js'
import { makeApp, type TestApp } from '../support/app.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { makePerson, makePull } from '../support/pulls.js'
import { makeCase, makePlace, nameOf, type Place, pathFor } from '../support/route-cases.js'
import { type Seat, takeSeats } from '../support/seats.js'
import { words } from '../support/visitor.js'

let web: TestApp
let place: Place
let seats: Record<Role, Seat>
let repositoryId: bigint
let loneId: bigint
let teamId: bigint

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const dayOf = (date: Date) => date.toISOString().slice(0, 10)

/** Seven people in one repository and one of them in another: commits, pull requests and reviews. */
beforeAll(async () => {
  web = makeApp()
  place = await makePlace('Westport')
  seats = await takeSeats(web, place)
  const { company } = place
  const where = await makeRepository(company, 'of-many')
  repositoryId = where.repositoryId
  const people = [
    'Zephyrin',
    'Yolandra',
    'Xaverine',
    'Wilhelmus',
    'Vespasia',
    'Ulrikson',
    'Tadeusz',
  ]
  const commit = (authorName: string, at: number) =>
    makeCommit({
      authorName,
      authoredAt: daysAgo(at + 2).toISOString(),
      message: `A change\n\nReviewed-by: ${authorName} <${authorName.toLowerCase()}@example.com>`,
    })
  await storeCommits(company, where, people.map(commit))
  const lone = await makeRepository(company, 'of-one')
  loneId = lone.repositoryId
  await storeCommits(company, lone, [commit('Tadeusz', 3)])
  const authors: bigint[] = []
  for (const name of people) authors.push(await makePerson(company, `${name} Host`))
  for (const [at, author] of authors.entries()) {
    const day = dayOf(daysAgo(at + 3))
    const reviewers = [authors[(at + 1) % authors.length]!]
    await makePull(company, repositoryId, { author, reviewers, createdDay: day, mergedDay: day })
  }
  const told = { actorId: company.owner.id, from: nowhere }
  teamId = await company.work(async (db) => {
    const id = await createTeam(db, 'Westport team', told)
    const days = { from: '2020-01-01', to: null }
    await addMember(db, { teamId: id, developerId: authors[0]!, days }, told)
    return id
  })
  await company.work((db) => ruleIndividuals(db, 'aggregates', told))
})

/** Names and addresses of everybody whose work is here, but of one account's own. */
async function canaries(own: string): Promise<string[]> {
  return place.company.work(async (db) => {
    const rows = [...(await db.developer.findMany()), ...(await db.identity.findMany())]
    const texts = rows.flatMap(({ name, email }) => [name, email])
    return [...new Set(texts)].filter((text) => text.length > 2 && text !== own)
  })
}

const readable = routes.filter(
  ({ method, action }) => method === 'get' && action !== 'public' && may('manager', action),
)

describe('where a company shows nobody alone', () => {
  test.each(readable.map((route) => [nameOf(route), route] as const))(
    'a manager reads no name on %s',
    async (_, route) => {
      const { visitor, user } = seats.manager
      const { params } = await makeCase(route, place, user)
      const path = pathFor(route, params)
      const queries = ['', `?repo=${repositoryId}`, `?team=${teamId}`, '?p=30d&bots=1&vs=year']
      for (const query of queries) {
        const { text, status } = await visitor.get(`${path}${query}`)
        expect(status).toBeLessThan(500)
        const found = (await canaries(user.email)).filter((one) => text.includes(one))
        expect(found).toEqual([])
      }
    },
  )

  test('what fewer than five people did is not told', async () => {
    const { visitor } = seats.manager
    for (const path of ['/', '/work', '/health', '/commits', '/pull-requests']) {
      for (const query of [`repo=${loneId}`, `team=${teamId}`]) {
        const { text } = await visitor.get(`${path}?${query}`)
        expect(words(text), `${path} ${query}`).toContain('Too few people to show numbers of.')
      }
      const { text } = await visitor.get(`${path}?repo=${repositoryId}`)
      expect(words(text), path).not.toContain('Too few people')
    }
  })

  test('nor is it told by a narrowing, or by what stands beside it', async () => {
    const { visitor } = seats.manager
    const week = await visitor.get(`/commits?repo=${repositoryId}&size=XXL`)
    expect(words(week.text)).toContain('No commits match')
    const { text } = await visitor.get('/health?p=30d')
    expect(text).toContain('of-many')
    expect(words(text.slice(text.indexOf('<main')))).not.toContain('of-one')
  })

  test('one person’s work is not asked for', async () => {
    const { id } = await place.company.work((db) => db.developer.findFirstOrThrow())
    for (const path of ['/', '/work', '/health', '/commits', '/pull-requests']) {
      expect((await seats.owner.visitor.get(`${path}?dev=${id}`)).status, path).toBe(400)
    }
    expect((await seats.owner.visitor.get(`/pull-requests?reviewer=${id}`)).status).toBe(404)
  })

  test('a developer sees their own commits all the same', async () => {
    const { visitor, user } = seats.developer
    const authoredAt = daysAgo(4).toISOString()
    const own = await makeRepository(place.company, 'own')
    await storeCommits(place.company, own, [
      makeCommit({ authorName: 'Sigismund', authorEmail: user.email, authoredAt }),
    ])
    const { text } = await visitor.get('/commits')
    expect(text).toContain('Sigismund')
  })
})

test('an owner says it on the page of the company, and it is written down', async () => {
  const { visitor, token } = seats.owner
  const page = '/settings/company'
  expect((await visitor.get(page)).text).toContain('Name people to those who lead')
  const fields = { _csrf: token, individuals: 'named' }
  expect((await visitor.send(`${page}/individuals`, fields)).status).toBe(303)
  expect(words((await visitor.get(page)).text)).toContain('Show nobody alone')
  const { text } = await seats.manager.visitor.get(`/commits?repo=${repositoryId}`)
  expect(text).toContain('Zephyrin')
  const entries = await place.company.work((db) =>
    db.auditEntry.findMany({ where: { action: 'company.individuals-ruled' } }),
  )
  expect(entries.map(({ before, after }) => [before, after])).toEqual([
    [{ individuals: 'named' }, { individuals: 'aggregates' }],
    [{ individuals: 'aggregates' }, { individuals: 'named' }],
  ])
})
