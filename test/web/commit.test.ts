import { describe, expect, test } from 'vitest'
import type { MeasuredCommit } from '../../src/measures/measured-commit.js'
import { makeApp } from '../support/app.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'
import { words } from '../support/visitor.js'

async function companyWith(...commits: MeasuredCommit[]) {
  const company = await makeCompany()
  const place = await makeRepository(company)
  await storeCommits(company, place, commits)
  const path = `/commits/${place.repositoryId}/${commits[0]!.hash}`
  return { company, path, base: `/commits/${place.repositoryId}` }
}

const app = makeApp()
const signIn = (user: Parameters<ReturnType<typeof app.visitor>['signIn']>[0]) =>
  app.visitor().signIn(user)

describe('the page of a commit', () => {
  test('is a click away from its row, and leads back to the same filters', async () => {
    const commit = makeCommit({ subject: 'Retry failed captures' })
    const { company, path } = await companyWith(commit)
    const visitor = await signIn(company.owner)
    const list = await visitor.get('/commits?p=2026-03-01..2026-03-31&bots=1&type=feature')
    const kept = '?p=2026-03-01..2026-03-31&amp;bots=1'
    expect(list.text).toContain(`href="${path}${kept}"`)
    const { status, text } = await visitor.get(`${path}${kept.replace('&amp;', '&')}`)
    expect(status).toBe(200)
    expect(text).toContain(`href="/commits${kept}"`)
    expect(words(text)).toMatch(
      /Retry failed captures.*Grade.*changes are graded, people never are/,
    )
    // 11 weighted lines, one folder, 1 decision point in ten lines, a subject of 21 characters.
    expect(words(text)).toMatch(/A 8 of 8 points/)
    expect(words(text)).toMatch(/Effort an estimate, never hours worked/)
    expect(words(text)).toMatch(/lib\/index\.js.*JavaScript.*\+10 −2/)
  })

  test('leads to the code host where that is known', async () => {
    const { company, path } = await companyWith(makeCommit())
    const visitor = await signIn(company.owner)
    expect((await visitor.get(path)).text).not.toContain('Open at the host')
    await company.work((db) =>
      db.repository.updateMany({ data: { source: 'https://github.com/acme/shop.git' } }),
    )
    const [, , , hash] = path.split('/')
    const url = `https://github.com/acme/shop/commit/${hash}`
    expect((await visitor.get(path)).text).toContain(`href="${url}" rel="noreferrer">Open at the`)
    const { text } = await visitor.get('/commits?from=2026-03-01&to=2026-03-31')
    expect(text).toContain(`href="${url}" title="Open at the code host" rel="noreferrer"`)
  })

  test.each([
    ...['abcdef0', 'f'.repeat(39), 'f'.repeat(41), 'F'.repeat(40), 'g'.repeat(40)],
    ...['f'.repeat(40), 'f'.repeat(64), '%00'.repeat(40), `${'f'.repeat(40)}%0a`, `..%2f`],
  ])('is not there for what is no hash of a commit here (%#)', async (hash) => {
    const { company, base, path } = await companyWith(makeCommit())
    const visitor = await signIn(company.owner)
    expect((await visitor.get(path)).status).toBe(200)
    expect((await visitor.get(`${base}/${hash}`)).status).toBe(404)
    expect((await visitor.get(path.replace(base, '/commits/abc'))).status).toBe(404)
  })

  test('ASVS 8.2.2: is not there for another company', async () => {
    const { path } = await companyWith(makeCommit({ subject: 'Secret of theirs' }))
    const other = await companyWith(makeCommit())
    const visitor = await signIn(other.company.owner)
    const answer = await visitor.get(path)
    expect([answer.status, answer.text.includes('Secret')]).toEqual([404, false])
    const [, , , hash] = path.split('/')
    expect((await visitor.get(`${other.base}/${hash}`)).status).toBe(404)
  })

  test('ASVS 8.2.2: shows a developer their own commits, under every address that is theirs', async () => {
    const company = await makeCompany()
    const person = await company.add('developer')
    const place = await makeRepository(company)
    const [mine, home, other] = [
      makeCommit({ authorEmail: person.email.toUpperCase() }),
      makeCommit({ authorEmail: 'home@example.com' }),
      makeCommit({ authorEmail: 'ada@example.com', subject: 'Of somebody else' }),
    ] as const
    await storeCommits(company, place, [mine, home, other])
    await company.work(async (db) => {
      const data = { companyId: company.id, name: 'One', email: person.email }
      const { id: developerId } = await db.developer.create({ data })
      const emails = [person.email.toUpperCase(), 'home@example.com']
      await db.identity.updateMany({ where: { email: { in: emails } }, data: { developerId } })
    })
    const [developer, manager] = [await signIn(person), await signIn(await company.add('manager'))]
    const at = ({ hash }: MeasuredCommit) => `/commits/${place.repositoryId}/${hash}`
    expect((await developer.get(at(mine))).status).toBe(200)
    expect((await developer.get(at(home))).status).toBe(200)
    const hidden = await developer.get(at(other))
    expect([hidden.status, hidden.text.includes('somebody else')]).toEqual([404, false])
    expect((await manager.get(at(other))).status).toBe(200)
  })

  test('offers excluding it to those who may', async () => {
    const { company, path } = await companyWith(makeCommit())
    const [owner, manager] = [company.owner, await company.add('manager')]
    const link = 'href="/settings/exclusions/new?kind=commit'
    expect((await (await signIn(owner)).get(path)).text).toContain(link)
    expect((await (await signIn(manager)).get(path)).text).not.toContain(link)
  })

  test('prints names and messages as they are, never as markup', async () => {
    const hostile = `<img src=x onerror=alert(1)>"'</script>{{7*7}}<%= 1 %>`
    const files = [makeFile({ path: `lib/${hostile}.js`, renamedFrom: hostile })]
    const message = `${hostile}\n\n${hostile}\n  two`
    const { company, path } = await companyWith(
      makeCommit({ subject: hostile, authorName: hostile, agent: hostile, message, files }),
    )
    const { text } = await (await signIn(company.owner)).get(path)
    expect(text).not.toContain('<img src=x')
    expect(text.match(/&lt;img src=x onerror=alert\(1\)&gt;/g)!.length).toBeGreaterThanOrEqual(6)
    expect(text).toMatch(/&lt;%= 1 %&gt;\n {2}two<\/p>/)
  })
})
