import { beforeEach, describe, expect, test } from 'vitest'
import { makeApp } from '../support/app.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'
import { type Visitor, words } from '../support/visitor.js'

const list = '/settings/exclusions'
const web = makeApp()
let company: TestCompany
let visitor: Visitor
let repositoryId: bigint
let hash: string

beforeEach(async () => {
  company = await makeCompany()
  const place = await makeRepository(company, 'express')
  repositoryId = place.repositoryId
  const now = new Date().toISOString()
  const files = [makeFile(), makeFile({ path: 'dist/<b>.js', additions: 100 })]
  const commit = makeCommit({ subject: 'Build it', authoredAt: now, files })
  hash = commit.hash
  await storeCommits(company, place, [commit, makeCommit({ authoredAt: now })])
  visitor = await web.visitor().signIn(company.owner)
})

const look = (fields: Record<string, string>) =>
  visitor.get(`${list}/new?${new URLSearchParams({ reason: 'Built files', ...fields })}`)
const send = (fields: Record<string, string>) =>
  visitor.post(list, list, { reason: 'Built files', ...fields })

describe('excluding', () => {
  test('a pattern: what it would do, doing it, undoing it', async () => {
    const seen = await look({ kind: 'path', repository: String(repositoryId), target: 'dist/' })
    expect(words(seen.text)).toContain('The pattern matches 1 of 2 paths in express.')
    expect(seen.text).toContain('dist/&lt;b&gt;.js')
    const done = await send({ kind: 'path', repository: String(repositoryId), target: 'dist/' })
    expect([done.status, done.headers.location]).toEqual([303, list])
    const page = await visitor.get(list)
    expect(words(page.text)).toMatch(/dist\/\*\* Paths in express Built files/)
    expect(words((await visitor.get('/commits')).text)).toContain(
      '2 commits added 20 and removed 4',
    )
    const undo = /action="(\/settings\/exclusions\/\d+\/undo)"/.exec(page.text)?.[1] ?? ''
    expect((await visitor.post(list, undo, {})).status).toBe(303)
    expect(words((await visitor.get(list)).text)).toContain('Nothing is excluded')
    expect(words((await visitor.get('/commits')).text)).toContain(
      '2 commits added 120 and removed 6',
    )
    expect((await visitor.post(list, undo, {})).status).toBe(303)
  })

  test('a commit: by its link, listed with a mark when asked for', async () => {
    const commits = await visitor.get('/commits')
    const link = new RegExp(`href="(/settings/exclusions/new[^"]+target=${hash})"`)
    const href = (link.exec(commits.text)?.[1] ?? '').replaceAll('&amp;', '&')
    const form = await visitor.get(href)
    expect(form.status).toBe(200)
    expect(form.text).toContain(`value="${hash}"`)
    const fields = { kind: 'commit', repository: String(repositoryId), target: hash.slice(0, 8) }
    const seen = await look(fields)
    expect(words(seen.text)).toContain('One commit of express, by Ada: 110 lines added, 4 removed.')
    await send(fields)
    const after = await visitor.get('/commits')
    expect(words(after.text)).toContain('1 commit added')
    expect(after.text).not.toContain('Build it')
    const excluded = await visitor.get('/commits?excluded=1')
    expect(words(excluded.text)).toMatch(/Build it.*excluded/)
    expect(words(excluded.text)).toContain('1 commit added')
    expect(excluded.text).toContain('<span class="tag">excluded</span>')
  })

  test('a repository: all of it, by the link on its page', async () => {
    const page = await visitor.get(`/repositories/${repositoryId}`)
    expect(page.text).toContain(
      `/settings/exclusions/new?kind=repository&amp;repository=${repositoryId}`,
    )
    const fields = { kind: 'repository', repository: String(repositoryId) }
    expect(words((await look(fields)).text)).toContain('All of express: 2 commits')
    await send(fields)
    expect(words((await visitor.get('/commits')).text)).toContain('0 commits')
  })
})

describe('what cannot be excluded comes back with a sentence', () => {
  const id = () => String(repositoryId)
  test.each<[string, () => Record<string, string>, string]>([
    ['no reason', () => ({ kind: 'path', target: 'a', reason: ' ' }), 'Say why'],
    ['no kind', () => ({ kind: 'all' }), 'Choose what to exclude.'],
    ['no pattern', () => ({ kind: 'path', target: '' }), 'Type a pattern such as'],
    ['everything', () => ({ kind: 'path', target: '**' }), 'It is true of every file'],
    ['10 KB', () => ({ kind: 'path', target: 'a'.repeat(10_000) }), 'Use at most 200 characters.'],
    ['a trap', () => ({ kind: 'path', target: '*a*a*a*a*a*b' }), 'too many stars or choices'],
    ['no hash', () => ({ kind: 'commit', repository: id(), target: 'abc' }), 'at least seven'],
    [
      'an unknown hash',
      () => ({ kind: 'commit', repository: id(), target: 'f'.repeat(40) }),
      'No commit of express that was read begins so.',
    ],
    ['a commit of nowhere', () => ({ kind: 'commit', target: hash }), 'Choose the repository'],
    ['a repository of nowhere', () => ({ kind: 'repository' }), 'Choose the repository'],
    [
      'a repository with a pattern',
      () => ({ kind: 'repository', repository: id(), target: 'dist' }),
      'Leave this empty',
    ],
    ['another number', () => ({ kind: 'repository', repository: '99999999' }), 'of the list'],
    ['no number', () => ({ kind: 'repository', repository: 'x' }), 'of the list'],
  ])('%s', async (_, fields, sentence) => {
    const sent = await send(fields())
    expect(sent.status).toBe(422)
    expect(words(sent.text)).toContain(sentence)
    expect(await company.work((db) => db.exclusion.count())).toBe(0)
    if (JSON.stringify(fields()).length > 5000) return
    const seen = await look(fields())
    expect(seen.status).toBe(422)
    expect(words(seen.text)).toContain(sentence)
  })

  test('another company’s repository and commit', async () => {
    const other = await makeCompany({ name: 'Contoso' })
    const place = await makeRepository(other, 'contoso-secret')
    const theirs = makeCommit()
    await storeCommits(other, place, [theirs])
    for (const fields of [
      { kind: 'repository', repository: String(place.repositoryId) },
      { kind: 'commit', repository: String(place.repositoryId), target: theirs.hash },
      { kind: 'commit', repository: String(repositoryId), target: theirs.hash },
    ]) {
      const sent = await send(fields)
      expect(sent.status).toBe(422)
      expect(sent.text).not.toContain('contoso-secret')
    }
    expect(await other.work((db) => db.exclusion.count())).toBe(0)
  })
})

test('a manager sees no link to exclude, and no such page', async () => {
  const manager = await web.visitor().signIn(await company.add('manager'))
  expect((await manager.get('/commits')).text).not.toContain('/settings/exclusions')
  expect((await manager.get(`/repositories/${repositoryId}`)).text).not.toContain('exclusions')
  expect((await manager.get(list)).status).toBe(403)
})
