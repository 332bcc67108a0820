import { describe, expect, test } from 'vitest'
import { settle } from '../../src/analysis/settle.js'
import { measureActivity, measureActivityByWeek } from '../../src/metrics/activity.js'
import { countBots } from '../../src/metrics/bots.js'
import type { Scope } from '../../src/metrics/scope.js'
import { mergeDevelopers } from '../../src/people/developer-merges.js'
import { refreshRollUps } from '../../src/roll-ups/refresh-roll-ups.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeFile, makeMerge, makeRepository, storeCommits } from '../support/facts.js'

const march: Scope = { from: '2026-03-01', to: '2026-03-31', repositoryId: null, bots: false }

const measure = (company: TestCompany, scope = march) =>
  company.work((db) => measureActivity(db, scope))

async function companyWith(commits: Parameters<typeof storeCommits>[2], timeZone = 'UTC') {
  const company = await makeCompany({ timeZone })
  const place = await makeRepository(company)
  await storeCommits(company, place, commits, { timeZone })
  return { company, place }
}

const test5 = makeFile({ path: 'test/index.js', kind: 'test', additions: 5, deletions: 0 })

describe('activity', () => {
  test('is what the hand counts', async () => {
    const python = { path: 'tool.py', language: 'Python', complexityDelta: null }
    const { company } = await companyWith([
      makeCommit({ files: [makeFile(), test5] }),
      makeCommit({ files: [makeFile({ additions: 20, deletions: 0, complexityDelta: 3 })] }),
      makeCommit({
        authorEmail: 'bob@example.com',
        files: [makeFile({ ...python, additions: 30, deletions: 10 })],
      }),
    ])
    expect(await measure(company)).toEqual({
      commits: 3,
      contributors: 2,
      // 12 + 5, then 20, then 40
      lines: 77,
      // 5 of 10 + 5 + 20 + 30 added lines
      testShare: (100 * 5) / 65,
      // 1 + 3 decisions on 10 + 20 lines: the Python file's complexity is not known
      // 20 and 30 lines of code without tests
      tested: 0,
      complexity: (100 * 4) / 30,
    })
  })

  test('ASVS 1.4.2: counts beyond 32 bits', async () => {
    const large = makeFile({ additions: 2_000_000_000, deletions: 0 })
    const { company } = await companyWith([1, 2, 3].map(() => makeCommit({ files: [large] })))
    expect(await measure(company)).toMatchObject({ lines: 6_000_000_000 })
  })

  test('leaves merges out of every number', async () => {
    const { company } = await companyWith([
      makeCommit(),
      makeMerge({ authorEmail: 'bob@example.com' }),
      makeMerge({ files: [makeFile({ additions: 900 })] }),
    ])
    expect(await measure(company)).toMatchObject({ commits: 1, contributors: 1, lines: 12 })
  })

  test.each(['vendored', 'generated', 'docs', 'config', 'data'] as const)(
    'counts a commit of %s files, but none of its lines',
    async (kind) => {
      const { company } = await companyWith([makeCommit({ files: [makeFile({ kind })] })])
      const nothing = { lines: 0, testShare: null, complexity: null }
      expect(await measure(company)).toMatchObject({ commits: 1, contributors: 1, ...nothing })
    },
  )

  test('tells nothing apart from nought', async () => {
    const nothing = {
      ...{ commits: 0, contributors: 0, lines: 0 },
      ...{ testShare: null, tested: null, complexity: null },
    }
    const { company } = await companyWith([])
    expect(await measure(company)).toEqual(nothing)

    const noDecision = makeFile({ additions: 8, deletions: 0, complexityDelta: 0 })
    const { company: calm } = await companyWith([makeCommit({ files: [noDecision] })])
    expect(await measure(calm)).toMatchObject({ testShare: 0, complexity: 0 })
  })

  test('knows complexity that went down, and lines that were only removed', async () => {
    const { company } = await companyWith([
      makeCommit({ files: [makeFile({ additions: 50, deletions: 80, complexityDelta: -6 })] }),
    ])
    expect(await measure(company)).toMatchObject({ lines: 130, complexity: -12 })

    const removed = makeFile({ additions: 0, deletions: 40, complexityDelta: -3 })
    const { company: gone } = await companyWith([makeCommit({ files: [removed] })])
    const nothing = { testShare: null, complexity: null }
    expect(await measure(gone)).toMatchObject({ lines: 40, ...nothing })
  })

  test('knows people by whose their addresses are, whatever the name', async () => {
    const { company } = await companyWith([
      makeCommit({ authorName: 'Ada', authorEmail: 'ada@example.com' }),
      makeCommit({ authorName: 'Ada L.', authorEmail: 'ADA@Example.com' }),
      makeCommit({ authorName: 'Ada', authorEmail: 'ada@home.example' }),
    ])
    expect(await measure(company)).toMatchObject({ commits: 3, contributors: 2 })
    const [one, other] = await company.work((db) =>
      db.developer.findMany({ where: { identities: { some: {} } }, orderBy: { id: 'asc' } }),
    )
    const pair = { intoId: one!.id, fromId: other!.id }
    await company.work(async (db) => {
      const developerIds = await mergeDevelopers(db, pair, company.owner.id)
      await settle(db, { developerIds: developerIds ?? [] })
    })
    expect(await measure(company)).toMatchObject({ commits: 3, contributors: 1 })
  })

  test('leaves out bots unless asked for, and what does not stand in the numbers', async () => {
    const bot = { authorName: 'acme-bot', authorEmail: 'bot@acme.io' }
    const gone = makeCommit({ authorName: 'Bea', authorEmail: 'bea@acme.io' })
    const { company } = await companyWith([makeCommit(), makeCommit(bot), gone])
    await company.work(async (db) => {
      const where = { hash: Buffer.from(gone.hash, 'hex') }
      await db.commit.updateMany({ where, data: { counted: false } })
      await refreshRollUps(db)
    })
    expect(await measure(company)).toMatchObject({ commits: 1, contributors: 1 })
    const all = await company.work((db) => measureActivity(db, { ...march, bots: true }))
    expect(all).toMatchObject({ commits: 2, contributors: 2 })
    expect(await company.work((db) => countBots(db, march))).toBe(1)
    expect(await company.work((db) => countBots(db, { ...march, bots: true }))).toBe(1)
  })

  test('counts the author, not who committed it', async () => {
    const { company } = await companyWith([
      makeCommit({ committerEmail: 'noreply@host.example', committerName: 'Host' }),
    ])
    expect(await measure(company)).toMatchObject({ contributors: 1 })
  })

  test('adds up beyond what 32 bits hold', async () => {
    const huge = makeFile({ additions: 2_000_000_000, deletions: 2_000_000_000 })
    const { company } = await companyWith([
      makeCommit({ files: [huge] }),
      makeCommit({ files: [huge] }),
    ])
    expect(await measure(company)).toMatchObject({ lines: 8_000_000_000 })
  })
})

describe('the scope', () => {
  test('has both its days in it, by the company’s clock', async () => {
    const at = (authoredAt: string) => makeCommit({ authoredAt })
    const { company } = await companyWith(
      [
        at('2026-02-28T22:59:59Z'),
        // Midnight in Madrid is 23:00 UTC in winter and 22:00 in summer.
        at('2026-02-28T23:00:00Z'),
        at('2026-03-31T21:59:59Z'),
        at('2026-03-31T22:00:00Z'),
      ],
      'Europe/Madrid',
    )
    expect((await measure(company)).commits).toBe(2)
  })

  test('goes by the author’s date, not the committer’s', async () => {
    const { company } = await companyWith([
      makeCommit({ authoredAt: '2026-02-01T10:00:00Z', committedAt: '2026-03-10T10:00:00Z' }),
    ])
    expect((await measure(company)).commits).toBe(0)
  })

  test('is one repository, or all of them', async () => {
    const { company, place } = await companyWith([makeCommit()])
    const other = await makeRepository(company, 'koa')
    await storeCommits(company, other, [makeCommit(), makeCommit()])
    expect((await measure(company)).commits).toBe(3)
    const of = (repositoryId: bigint) => measure(company, { ...march, repositoryId })
    expect((await of(place.repositoryId)).commits).toBe(1)
    expect((await of(other.repositoryId)).commits).toBe(2)
  })

  test('never holds another company’s commits, not even by its repository’s id', async () => {
    const { place } = await companyWith([makeCommit()])
    const { company } = await companyWith([makeCommit(), makeCommit()])
    expect((await measure(company)).commits).toBe(2)
    const foreign = { ...march, repositoryId: place.repositoryId }
    expect(await measure(company, foreign)).toMatchObject({ commits: 0, lines: 0 })
  })
})

describe('activity by week', () => {
  test('puts a commit into the week of the company’s clock; empty weeks are missing', async () => {
    const at = (authoredAt: string, more = {}) => makeCommit({ authoredAt, ...more })
    const { company } = await companyWith(
      [
        at('2026-03-01T22:59:59Z'),
        at('2026-03-01T23:00:00Z', { files: [makeFile(), test5] }),
        at('2026-03-08T22:00:00Z', { authorEmail: 'bob@example.com' }),
        at('2026-03-29T22:30:00Z'),
        makeMerge({ authoredAt: '2026-03-18T10:00:00Z' }),
      ],
      'Europe/Madrid',
    )
    const weeks = await company.work((db) => measureActivityByWeek(db, march))
    expect([...weeks.keys()]).toEqual(['2026-02-23', '2026-03-02', '2026-03-30'])
    expect(weeks.get('2026-03-02')).toEqual({
      ...{ commits: 2, contributors: 2, lines: 29 },
      ...{ testShare: (100 * 5) / 25, tested: null, complexity: 10 },
    })
  })
})
