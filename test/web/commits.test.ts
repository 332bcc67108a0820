import { describe, expect, test } from 'vitest'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeFile, makeMerge, makeRepository, storeCommits } from '../support/facts.js'
import { words } from '../support/visitor.js'

const march = 'from=2026-03-01&to=2026-03-31'

async function companyWith(commits: ReturnType<typeof makeCommit>[]) {
  const company = await makeCompany()
  const place = await makeRepository(company)
  await storeCommits(company, place, commits)
  const app = makeApp()
  return { company, app, place, visitor: await app.visitor().signIn(company.owner) }
}

const rows = (html: string) => html.match(/<th scope="row"/g)?.length ?? 0

describe('the list of commits', () => {
  test('says how many there are and how much they changed', async () => {
    const { visitor } = await companyWith([makeCommit(), makeCommit(), makeMerge()])
    const { text, status } = await visitor.get(`/commits?${march}`)
    expect([status, rows(text)]).toEqual([200, 2])
    expect(words(text)).toMatch(/2 commits.*added.*20.*and removed.*4.*lines/)
    expect(rows((await visitor.get(`/commits?${march}&merges=1`)).text)).toBe(3)
  })

  test('narrows by what a number’s link says', async () => {
    const { visitor, place } = await companyWith([
      makeCommit({ type: 'fix', files: [makeFile({ path: 'a b/c&d.js' })] }),
      makeCommit({ type: 'perf' }),
      makeCommit({ authoredAt: '2026-03-11T10:00:00Z', files: [makeFile({ path: 'x.js' })] }),
    ])
    for (const [query, count] of [
      ['type=fix', 1],
      ['type=refactor', 1],
      ['type=docs', 0],
      ['folder=a%20b', 1],
      ['folder=.', 1],
      ['folder=nothing', 0],
      ['week=2026-03-09', 1],
      [`repo=${place.repositoryId}`, 3],
      ['type=fix&week=2026-03-09', 0],
    ] as const) {
      const { text } = await visitor.get(`/commits?${march}&${query}`)
      expect([query, rows(text)]).toEqual([query, count])
    }
  })

  test('hides bots, says so, and marks them where they are asked for', async () => {
    const bot = { authorName: 'acme-bot', authorEmail: 'bot@acme.io' }
    const { visitor } = await companyWith([makeCommit(), makeCommit(bot)])
    const people = await visitor.get(`/commits?${march}`)
    expect(rows(people.text)).toBe(1)
    expect(words(people.text)).toContain('1 bot hidden')
    const link = /class="chip" href="([^"]*bots=1[^"]*)"/.exec(people.text)?.[1]
    const all = await visitor.get(link!.replaceAll('&amp;', '&'))
    expect(rows(all.text)).toBe(2)
    expect(words(all.text)).toMatch(/express bot [^+]*acme-bot/)
    expect(all.text).toContain('href="/repositories')
    // Links between pages carry it along.
    expect(all.text).toMatch(/<a href="\/\?[^"]*bots=1"/)
  })

  test('leads from page to page', async () => {
    const { visitor } = await companyWith(Array.from({ length: 60 }, () => makeCommit()))
    const first = await visitor.get(`/commits?${march}`)
    expect(rows(first.text)).toBe(50)
    const older = /href="(\/commits\?[^"]*page=2[^"]*)"/.exec(first.text)?.[1]
    const second = await visitor.get(older!.replaceAll('&amp;', '&'))
    expect(rows(second.text)).toBe(10)
    expect(words(second.text)).toContain('51–60 of 60')
    expect((await visitor.get(`/commits?${march}&page=100000`)).status).toBe(200)
  })

  test('says when nothing matches', async () => {
    const { visitor } = await companyWith([])
    expect(words((await visitor.get(`/commits?${march}`)).text)).toContain('No commits match')
  })

  test.each([
    'type=merge',
    'type=fix&type=docs',
    'folder=a%00b',
    'folder=a&folder=b',
    'week=2026-02-30',
    'week=0000-01-03',
    'week=yesterday',
    'page=0',
    'page=-1',
    'page=1e9',
    'page=x',
    'merges=yes',
    'bots=yes',
    `folder=${'x'.repeat(5000)}`,
  ])('refuses an odd filter by its name (%#)', async (query) => {
    const { visitor } = await companyWith([])
    const answer = await visitor.get(`/commits?${query}`)
    expect(answer.status).toBe(400)
    expect(words(answer.text)).toContain(`cannot be read: ${query.split('=')[0]}.`)
  })

  test('ASVS 8.2.2: shows a developer their own commits, under every address that is theirs', async () => {
    const company = await makeCompany()
    const person = await company.add('developer')
    const place = await makeRepository(company)
    const authoredAt = '2026-03-04T10:00:00.000Z'
    await storeCommits(company, place, [
      makeCommit({ subject: 'Mine', authorEmail: person.email.toUpperCase(), authoredAt }),
      makeCommit({ subject: 'Mine at home', authorEmail: 'home@example.com', authoredAt }),
      makeCommit({ subject: 'Of somebody else', authorEmail: 'ada@example.com', authoredAt }),
    ])
    // Both addresses are one developer's.
    await company.work(async (db) => {
      const data = { companyId: company.id, name: 'One', email: person.email }
      const { id: developerId } = await db.developer.create({ data })
      const emails = [person.email.toUpperCase(), 'home@example.com']
      await db.identity.updateMany({ where: { email: { in: emails } }, data: { developerId } })
    })
    const app = makeApp()
    const developer = await app.visitor().signIn(person)
    const own = await developer.get(`/commits?${march}`)
    expect(words(own.text)).toContain('2 commits of your own')
    expect(own.text).toMatch(/Mine at home/)
    expect(own.text).not.toMatch(/somebody else/)
    const manager = await app.visitor().signIn(await company.add('manager'))
    expect((await manager.get(`/commits?${march}`)).text).toMatch(/Of somebody else/)
  })

  test('prints subjects and authors as they are, never as markup', async () => {
    const hostile = `<img src=x onerror=alert(1)>"'</script>{{7*7}}<%= 1 %>\u202e`
    const { visitor } = await companyWith([makeCommit({ subject: hostile, authorName: hostile })])
    const { text } = await visitor.get(`/commits?${march}`)
    expect(text).not.toContain('<img src=x')
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(text).toContain('&lt;%= 1 %&gt;')
  })
})
