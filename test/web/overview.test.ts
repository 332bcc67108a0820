import { describe, expect, test } from 'vitest'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'
import { words } from '../support/visitor.js'

const day = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * day).toISOString()

async function start() {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const visitor = await makeApp().visitor().signIn(company.owner)
  return { company, place, visitor }
}

/** The tiles as a reader sees them: number and where it leads. */
function tiles(html: string): { value: string; href: string }[] {
  const found = html.matchAll(/<a class="val[^"]*" href="([^"]+)"[^>]*>([^<]*)/g)
  return [...found].map(([, href, value]) => ({
    href: href!.replaceAll('&amp;', '&'),
    value: value!.replace(/[\s\u202f]/g, ''),
  }))
}

describe('the overview', () => {
  test('is, for somebody who is not signed in, what this is', async () => {
    const answer = await makeApp().visitor().get('/')
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('href="/sign-up"')
    expect(answer.text).toContain('href="/sign-in"')
  })

  test('begins by asking for a repository', async () => {
    const { owner } = await makeCompany()
    const visitor = await makeApp().visitor().signIn(owner)
    const { text } = await visitor.get('/')
    expect(words(text)).toContain('No repository yet')
    expect(text).toContain('href="/start"')
  })

  test('shows numbers whose links show as many rows', async () => {
    const { company, place, visitor } = await start()
    await storeCommits(company, place, [
      ...Array.from({ length: 12 }, (_, at) => makeCommit({ authoredAt: daysAgo(at + 1) })),
      makeCommit({ authoredAt: daysAgo(200) }),
    ])
    const { text } = await visitor.get('/?p=30d')
    const [commits, people, lines] = tiles(text)
    expect([commits?.value, people?.value, lines?.value]).toEqual(['12', '1', '144'])
    const page = await visitor.get(commits!.href)
    expect(page.text.match(/<th scope="row"/g)).toHaveLength(12)
    expect(words(page.text)).toContain('12 commits')
  })

  test('keeps its filters in its links', async () => {
    const { company, place, visitor } = await start()
    await storeCommits(company, place, [makeCommit({ authoredAt: daysAgo(2) })])
    const query = `p=30d&repo=${place.repositoryId}`
    const { text } = await visitor.get(`/?${query}`)
    for (const { href } of tiles(text)) expect(href).toBe(`/commits?${query}`)
  })

  test.each(['commits', 'contributors', 'lines', 'test-share', 'complexity'])(
    'draws %s by week',
    async (metric) => {
      const { company, place, visitor } = await start()
      const commits = Array.from({ length: 30 }, (_, at) =>
        makeCommit({ authoredAt: daysAgo(7 * at + 1) }),
      )
      await storeCommits(company, place, commits)
      const answer = await visitor.get(`/?m=${metric}`)
      expect(answer.status).toBe(200)
      expect(answer.text).toMatch(/aria-current="true"/)
    },
  )

  test('never shows another company’s work', async () => {
    const { visitor } = await start()
    const other = await start()
    const secret = makeFile({ path: 'secret-plan/a.ts' })
    const commits = [makeCommit({ authoredAt: daysAgo(1), files: [secret], subject: 'secret' })]
    await storeCommits(other.company, other.place, commits)
    expect((await visitor.get('/')).text).not.toContain('secret')
    expect((await visitor.get('/commits')).text).not.toContain('secret')
    const foreign = `repo=${other.place.repositoryId}`
    expect((await visitor.get(`/?${foreign}`)).status).toBe(404)
    expect((await visitor.get(`/commits?${foreign}`)).status).toBe(404)
  })

  test.each([
    'p=7d',
    'p=30d&p=90d',
    'from=2026-02-30&to=2026-03-01',
    'from=2026-03-01&to=2026-02-01',
    'repo=abc',
    'repository[]=1&repo=1&repo=2',
    'm=stars',
    'page=0',
  ])('names the filter in ?%s that cannot be', async (query) => {
    const { visitor } = await start()
    const answer = await visitor.get(`/?${query}`)
    expect(answer.status).toBe(400)
    expect(words(answer.text)).toMatch(/This address has a (filter|period) that cannot be read/)
  })

  test('takes a period of two dates', async () => {
    const { visitor } = await start()
    const answer = await visitor.get('/?from=2026-01-01&to=2026-01-31&repo=')
    expect(answer.status).toBe(200)
  })

  test('prints folders and names as they are, never as markup', async () => {
    const { company, place, visitor } = await start()
    const hostile = '<img src=x onerror=alert(1)>'
    await company.work((db) => db.repository.updateMany({ data: { name: hostile } }))
    const files = [makeFile({ path: `${hostile}"'/\u2028/a.js` })]
    await storeCommits(company, place, [makeCommit({ authoredAt: daysAgo(1), files })])
    const { text } = await visitor.get('/')
    expect(text).toContain('&lt;img')
    expect(text).not.toContain('<img src=x')
  })
})
