import { describe, expect, test } from 'vitest'
import { exportedPaths } from '../../src/web/filter-bar.js'
import { routes } from '../../src/web/routes.js'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeRepository, storeCommits } from '../support/facts.js'
import { makePerson, makePull } from '../support/pulls.js'

const day = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString()

async function start() {
  const company = await makeCompany()
  await company.work((db) =>
    db.company.update({ where: { id: company.id }, data: { timeZone: 'Asia/Kolkata' } }),
  )
  const place = await makeRepository(company, '=cmd()')
  const web = makeApp()
  return { company, place, web, visitor: await web.visitor().signIn(company.owner) }
}

const linesOf = (text: string) => text.replace('\ufeff', '').trimEnd().split('\r\n')

describe('a file of rows', () => {
  test('has the rows of the page, dates in the company’s zone, and no formula', async () => {
    const { company, place, visitor } = await start()
    await storeCommits(company, place, [
      makeCommit({ authoredAt: daysAgo(2), subject: '=HYPERLINK("x")' }),
      makeCommit({ authoredAt: daysAgo(3), subject: 'second' }),
      makeCommit({ authoredAt: daysAgo(200), subject: 'long ago' }),
    ])
    const answer = await visitor.get('/commits.csv?p=30d')
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toContain('text/csv')
    expect(answer.headers['content-disposition']).toContain('commits.csv')
    const [head, first, ...rest] = linesOf(answer.text)
    expect(head).toMatch(/^repository,hash,authored at,.*,time zone: Asia\/Kolkata$/)
    expect(first).toMatch(/^'=cmd\(\),/)
    expect(first).toContain('+05:30')
    expect(first).toMatch(/"?'=HYPERLINK/)
    expect(rest).toHaveLength(1)
  })

  test('is written down with the names of its filters, and no value of them', async () => {
    const { company, place, visitor } = await start()
    await visitor.get(`/commits.csv?repo=${place.repositoryId}&folder=secret`)
    const entries = await company.work((db) => db.accessEntry.findMany())
    expect(entries.map(({ kind, subjectType }) => [kind, subjectType])).toEqual([
      ['exported', 'commits (folder, repo)'],
    ])
  })

  test('holds a developer’s own rows alone', async () => {
    const { company, place, web } = await start()
    const user = await company.add('developer')
    const own = makeCommit({ authoredAt: daysAgo(2), authorEmail: user.email, subject: 'mine' })
    await storeCommits(company, place, [
      own,
      makeCommit({ authoredAt: daysAgo(2), authorEmail: 'else@example.com', subject: 'theirs' }),
    ])
    const visitor = await web.visitor().signIn(user)
    const { text } = await visitor.get('/commits.csv')
    expect(text).toContain('mine')
    expect(text).not.toContain('theirs')
  })

  test('of pull requests obeys the narrowing of the list', async () => {
    const { company, place, visitor } = await start()
    const ann = await makePerson(company, 'Ann')
    const days = { createdDay: '2026-03-03', mergedDay: '2026-03-04' }
    await makePull(company, place.repositoryId, { ...days, author: ann, cycleHours: 2, size: 'M' })
    await makePull(company, place.repositoryId, { ...days, author: ann, cycleHours: 30 })
    const rows = async (query: string) => {
      const { text } = await visitor.get(`/pull-requests.csv?p=2026-03-01..2026-03-31${query}`)
      return linesOf(text).slice(1)
    }
    expect(await rows('')).toHaveLength(2)
    expect(await rows('&cycle=1d')).toHaveLength(1)
    expect(await rows('&size=M')).toHaveLength(1)
    expect(await rows('&how=self')).toHaveLength(0)
  })
})

describe('a file of a chart', () => {
  test.each([
    ['/delivery.csv', 'week,value (h)'],
    ['/delivery.csv?table=phases', 'week,Coding time (share)'],
    ['/delivery.csv?table=spread', 'cycle time,pull requests,share'],
    ['/reviews.csv?table=loads', 'team,reviewer,reviews,share'],
    ['/work.csv', 'week,Feature'],
    ['/health.csv', 'repository,grade'],
    ['/repositories.csv', 'name,source,state'],
  ])('%s begins with %s', async (path, head) => {
    const { visitor } = await start()
    const { status, text } = await visitor.get(path)
    expect(status).toBe(200)
    expect(linesOf(text)[0]).toMatch(new RegExp(`^${head.replace(/[()]/g, '\\$&')}`))
  })

  test('that the page has not is not there', async () => {
    const { visitor } = await start()
    expect((await visitor.get('/delivery.csv?table=nothing')).status).toBe(404)
    expect((await visitor.get('/delivery.csv?table=constructor')).status).toBe(404)
  })
})

test('is offered by those pages that there is a file of', () => {
  const files = routes.flatMap(({ path }) => (path.endsWith('.csv') ? [path.slice(0, -4)] : []))
  expect([...exportedPaths].toSorted()).toEqual(files.toSorted())
})

test('has every row once, in the order of the page, over many batches and equal instants', async () => {
  const { company, visitor } = await start()
  const at = daysAgo(2)
  const [one, other] = [
    await makeRepository(company, 'one'),
    await makeRepository(company, 'other'),
  ]
  const make = (index: number) =>
    makeCommit({ authoredAt: index % 5 === 0 ? at : daysAgo(3 + (index % 7)), subject: `${index}` })
  for (const place of [one, other]) {
    await storeCommits(
      company,
      place,
      Array.from({ length: 2100 }, (_, index) => make(index)),
    )
  }
  const rows = linesOf((await visitor.get('/commits.csv')).text).slice(1)
  expect(rows).toHaveLength(4200)
  expect(new Set(rows).size).toBe(4200)
  const days = rows.map((row) => row.split(',')[2]!)
  expect(days).toEqual(days.toSorted().toReversed())
}, 120_000)
