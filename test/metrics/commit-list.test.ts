import { describe, expect, test } from 'vitest'
import { type CommitNarrowing, listCommits, sumCommits } from '../../src/metrics/commit-list.js'
import type { Scope } from '../../src/metrics/scope.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeFile, makeMerge, makeRepository, storeCommits } from '../support/facts.js'

const march: Scope = { from: '2026-03-01', to: '2026-03-31', repositoryId: null, bots: false }
const everything: CommitNarrowing = {
  type: null,
  folder: null,
  week: null,
  merges: false,
  excluded: false,
}
const all = { skip: 0, take: 100 }

const subjects = async (company: TestCompany, narrowing: Partial<CommitNarrowing> = {}) => {
  const narrowed = { ...everything, ...narrowing }
  const [sums, rows] = await company.work(async (db) => [
    await sumCommits(db, march, narrowed),
    await listCommits(db, march, narrowed, all),
  ])
  expect(sums.total).toBe(rows.length)
  return rows.map(({ subject }) => subject)
}

async function story() {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T10:00:00Z`
  const file = (path: string, more = {}) => makeFile({ path, ...more })
  await storeCommits(company, place, [
    makeCommit({ subject: 'root', authoredAt: at(3), files: [file('README.md')] }),
    makeCommit({ subject: 'fix', authoredAt: at(4), type: 'fix', files: [file('lib/a.js')] }),
    makeCommit({ subject: 'perf', authoredAt: at(10), type: 'perf', files: [file('lib/x/b.js')] }),
    makeCommit({
      ...{ subject: 'vendor', authoredAt: at(11), type: 'deps' },
      files: [file('lib/dep.js', { kind: 'vendored' })],
    }),
    makeMerge({ subject: 'merge', authoredAt: at(12) }),
    makeCommit({ subject: 'april', authoredAt: '2026-04-01T00:00:00Z' }),
  ])
  return { company, place }
}

describe('the list of commits', () => {
  test('is newest first, within the period, without merges', async () => {
    const { company } = await story()
    expect(await subjects(company)).toEqual(['vendor', 'perf', 'fix', 'root'])
    expect((await subjects(company, { merges: true }))[0]).toBe('merge')
  })

  test('narrows by type group, folder and week, alone and together', async () => {
    const { company } = await story()
    expect(await subjects(company, { type: 'refactor' })).toEqual(['perf'])
    expect(await subjects(company, { type: 'chore' })).toEqual(['vendor'])
    expect(await subjects(company, { folder: '.' })).toEqual(['root'])
    // A vendored file is in no folder's number, so neither is it behind one.
    expect(await subjects(company, { folder: 'lib' })).toEqual(['fix'])
    expect(await subjects(company, { folder: 'lib/x' })).toEqual(['perf'])
    expect(await subjects(company, { week: '2026-03-09' })).toEqual(['vendor', 'perf'])
    expect(await subjects(company, { week: '2026-03-02', type: 'fix' })).toEqual(['fix'])
    expect(await subjects(company, { week: '2026-03-09', type: 'fix' })).toEqual([])
    expect(await subjects(company, { folder: "lib' OR true --" })).toEqual([])
  })

  test('carries what a row shows', async () => {
    const { company } = await story()
    const narrowed = { ...everything, type: 'fix' as const }
    const [row] = await company.work((db) => listCommits(db, march, narrowed, all))
    expect(row).toMatchObject({
      ...{ subject: 'fix', author: 'Ada', repository: 'express', type: 'fix' },
      ...{ source: 'https://git.example.com/express', typeSource: 'conventional', files: 1 },
      ...{ additions: 10, deletions: 2, complexityDelta: 1, skipped: null },
      authoredAt: new Date('2026-03-04T10:00:00Z'),
      hash: expect.stringMatching(/^[0-9a-f]{40}$/),
    })
  })

  test('names the developer, marks bots and tells who helped', async () => {
    const company = await makeCompany()
    const bot = { authorName: 'acme-bot', authorEmail: 'bot@acme.io' }
    await storeCommits(company, await makeRepository(company), [
      makeCommit({ authorName: 'Ada Lovelace', authorEmail: 'ada@acme.io' }),
      makeCommit({ authorName: 'ada', authorEmail: 'ada@acme.io', subject: 'helped' }),
      makeCommit({ ...bot, subject: 'by bot' }),
    ])
    await company.work((db) =>
      db.commit.updateMany({ where: { subject: 'helped' }, data: { agent: 'Claude' } }),
    )
    const rows = (bots: boolean) =>
      company.work((db) => listCommits(db, { ...march, bots }, everything, all))
    const people = await rows(false)
    expect(people.map(({ author }) => author)).toEqual(['Ada Lovelace', 'Ada Lovelace'])
    expect(people.map(({ agent }) => agent).toSorted()).toEqual(['Claude', null])
    const found = (await rows(true)).find(({ byBot }) => byBot)
    expect(found).toMatchObject({ author: 'acme-bot', subject: 'by bot', agent: null })
  })

  test('goes on where a page ends, each commit once', async () => {
    const company = await makeCompany()
    const commits = Array.from({ length: 25 }, () => makeCommit())
    await storeCommits(company, await makeRepository(company), commits)
    const hashes = await company.work(async (db) => {
      const page = (skip: number) => listCommits(db, march, everything, { skip, take: 10 })
      return [...(await page(0)), ...(await page(10)), ...(await page(20))].map((row) => row.hash)
    })
    expect(new Set(hashes)).toEqual(new Set(commits.map(({ hash }) => hash)))
    expect(hashes).toHaveLength(25)
  })
})

describe('the sums over the list', () => {
  test('are those of all its rows', async () => {
    const company = await makeCompany()
    const docs = makeFile({ path: 'a.md', kind: 'docs', additions: 100, deletions: 1 })
    const tests = makeFile({ path: 't.js', kind: 'test', additions: 3, deletions: 4 })
    await storeCommits(company, await makeRepository(company), [
      makeCommit({ files: [makeFile(), docs] }),
      makeCommit({ files: [tests] }),
    ])
    expect(await company.work((db) => sumCommits(db, march, everything))).toEqual({
      ...{ total: 2, additions: 113, deletions: 7 },
      // 10 + 2 of code and 3 + 4 of tests
      codeLines: 19,
    })
  })

  test('are nought where there is nothing, and for another company', async () => {
    const { place } = await story()
    const company = await makeCompany()
    const nothing = { total: 0, additions: 0, deletions: 0, codeLines: 0 }
    for (const repositoryId of [null, place.repositoryId]) {
      const scope = { ...march, repositoryId }
      const narrowed = { ...everything, merges: true }
      expect(await company.work((db) => sumCommits(db, scope, narrowed))).toEqual(nothing)
      expect(await company.work((db) => listCommits(db, scope, narrowed, all))).toEqual([])
    }
  })
})
