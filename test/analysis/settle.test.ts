import { describe, expect, test } from 'vitest'
import { settle } from '../../src/analysis/settle.js'
import type { MeasuredCommit } from '../../src/measures/measured-commit.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeFile, makeMerge, makeRepository, storeCommits } from '../support/facts.js'

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 4, 10, minutes)).toISOString()

/** Files of so many weighted lines: one code file of that many added lines. */
const lines = (additions: number) => [makeFile({ additions, deletions: 0 })]

const stored = async (company: TestCompany, hash: string) =>
  company.work((db) => db.commit.findFirstOrThrow({ where: { hash: Buffer.from(hash, 'hex') } }))

async function filled(commits: MeasuredCommit[]) {
  const company = await makeCompany()
  const place = await makeRepository(company)
  await storeCommits(company, place, commits)
  return { company, ...place }
}

/** Everything of the company's commits, to see that nothing moves. */
const all = (company: TestCompany) =>
  company.work(async (db) => {
    const commits = await db.commit.findMany({ orderBy: { hash: 'asc' } })
    const { effortK } = await db.company.findFirstOrThrow()
    return { commits, effortK }
  })

describe('effort', () => {
  test('of a session: the gap, size and their geometric mean', async () => {
    const first = makeCommit({ authoredAt: at(0), files: lines(8) })
    const second = makeCommit({ authoredAt: at(25), files: lines(15) })
    const late = makeCommit({ authoredAt: at(25 + 121), files: lines(3) })
    const { company } = await filled([late, second, first])
    // 12 x sqrt(1 + 8) = 36, alone: halved and doubled.
    expect(await stored(company, first.hash)).toMatchObject({
      ...{ gapMinutes: null, effortLow: 18, effortMid: 36, effortHigh: 72, effortMethod: 'size' },
    })
    // 12 x sqrt(16) = 48 and a gap of 25: sqrt(48 x 25) = 34.64.
    const session = { gapMinutes: 25, effortLow: 25, effortHigh: 48 }
    const found = await stored(company, second.hash)
    expect(found).toMatchObject({ ...session, effortMethod: 'size and session' })
    expect(found.effortMid).toBeCloseTo(34.6, 5)
    // One minute too late for a session: 12 x sqrt(4) = 24.
    expect(await stored(company, late.hash)).toMatchObject({ gapMinutes: null, effortMid: 24 })
  })

  test('goes from one repository to another, and a merge begins no work but goes on with a session', async () => {
    const company = await makeCompany()
    const [one, other] = [await makeRepository(company, 'a'), await makeRepository(company, 'b')]
    const merge = makeMerge({ authoredAt: at(0) })
    const commit = makeCommit({ authoredAt: at(10), files: lines(0) })
    await storeCommits(company, one, [merge])
    await storeCommits(company, other, [commit])
    expect(await stored(company, merge.hash)).toMatchObject({ effortMid: 0, effortMethod: 'none' })
    expect(await stored(company, commit.hash)).toMatchObject({ gapMinutes: 10 })
  })

  test('of a bot is none, until an admin says that it is a person', async () => {
    const commit = makeCommit({ authorName: 'renovate[bot]', files: lines(8) })
    const { company } = await filled([commit])
    expect(await stored(company, commit.hash)).toMatchObject({ byBot: true, effortMid: 0 })
    await company.work(async (db) => {
      const { id } = await db.developer.findFirstOrThrow({ where: { isBot: true } })
      await db.developer.update({
        where: { companyId_id: { companyId: db.companyId, id } },
        data: { isBot: false, botDecided: false, botReason: null },
      })
      await settle(db, { developerIds: [id] })
    })
    expect(await stored(company, commit.hash)).toMatchObject({ byBot: false, effortMid: 36 })
  })

  test('is measured by the company’s own pace from two hundred pairs on, in halves', async () => {
    // Gaps of 30 minutes and 8 lines: 30 / 3 = 10 a square root of lines.
    const commits = Array.from({ length: 202 }, (_, index) =>
      makeCommit({ authoredAt: at(index * 30), files: lines(8) }),
    )
    const { company, repositoryId } = await filled(commits.slice(0, 200))
    // 199 pairs are one too few.
    expect((await all(company)).effortK).toBe(12)
    const more = await company.work((db) =>
      db.analysis.create({
        data: { companyId: company.id, repositoryId, window: 'all', definitionsVersion: 1 },
      }),
    )
    await storeCommits(company, { repositoryId, analysisId: more.id }, commits)
    expect((await all(company)).effortK).toBe(10)
    expect(await stored(company, commits[0]!.hash)).toMatchObject({ effortMid: 30 })
  })
})

describe('what is counted', () => {
  const twin = (given: Partial<MeasuredCommit>) =>
    makeCommit({ subject: 'Add it', authoredAt: at(0), ...given })

  test('is one of a commit and its recreations: the one committed first', async () => {
    const original = twin({ committedAt: at(0) })
    const rebased = twin({ committedAt: at(60) })
    const merged = twin({ committedAt: at(90), subject: 'Add it (#12)' })
    const { company } = await filled([merged, rebased, original])
    const of = async ({ hash }: MeasuredCommit) => {
      const { counted, recreationOf } = await stored(company, hash)
      return [counted, recreationOf && Buffer.from(recreationOf).toString('hex')]
    }
    expect(await of(original)).toEqual([true, null])
    expect(await of(rebased)).toEqual([false, original.hash])
    expect(await of(merged)).toEqual([false, original.hash])
  })

  test('is each of two that differ in author, instant, volume or files', async () => {
    const commits = [
      twin({}),
      twin({ authorName: 'Bob' }),
      twin({ authoredAt: at(1) }),
      twin({ files: lines(11) }),
      twin({ files: [makeFile({ path: 'lib/other.js' })] }),
      twin({ subject: 'Add it too' }),
    ]
    const { company } = await filled(commits)
    const { commits: rows } = await all(company)
    expect(rows.map(({ counted }) => counted)).toEqual(commits.map(() => true))
  })

  test('is the recreation, where the original has left the branch or was excluded', async () => {
    const original = twin({ committedAt: at(0) })
    const rebased = twin({ committedAt: at(60) })
    const { company, repositoryId } = await filled([original, rebased])
    for (const gone of [{ reachable: false }, { reachable: true, excluded: true }]) {
      await company.work(async (db) => {
        const where = { hash: Buffer.from(original.hash, 'hex') }
        await db.commit.updateMany({ where, data: gone })
        await settle(db, { repositoryIds: [repositoryId] })
      })
      expect(await stored(company, original.hash)).toMatchObject({ counted: false })
      expect(await stored(company, rebased.hash)).toMatchObject({ counted: true })
    }
  })
})

test('sums and ratings are those of the paths that are not excluded', async () => {
  const files = [
    makeFile({ path: 'lib/a.js', additions: 100, deletions: 0, complexityDelta: 10 }),
    makeFile({ path: 'dist/a.js', additions: 900, deletions: 10, complexityDelta: 3 }),
    makeFile({ path: 'test/a.js', kind: 'test', additions: 30, deletions: 0 }),
  ]
  const commit = makeCommit({ subject: 'Add the first of them', files })
  const { company, repositoryId } = await filled([commit])
  const before = await stored(company, commit.hash)
  // 100 + 500 (held) + 0.7 x 30
  expect(before).toMatchObject({ files: 3, additions: 1030, deletions: 10, weightedLines: 621 })
  const exclude = (excluded: boolean) =>
    company.work(async (db) => {
      await db.path.updateMany({ where: { path: 'dist/a.js' }, data: { excluded } })
      await settle(db, { repositoryIds: [repositoryId] })
    })
  await exclude(true)
  const after = await stored(company, commit.hash)
  expect(after).toMatchObject({
    ...{ files: 2, additions: 130, deletions: 0, codeAdditions: 100, testAdditions: 30 },
    ...{ complexityDelta: 10, complexityLines: 100, weightedLines: 121 },
  })
  // Smaller, and with tests for a third of its code: a better grade than before.
  expect([before.rating, after.rating]).toEqual(['C', 'B'])
  await exclude(false)
  expect(await stored(company, commit.hash)).toEqual(before)
})

test('settling twice, whole or for one analysis, changes nothing', async () => {
  const commits = Array.from({ length: 40 }, (_, index) =>
    makeCommit({ authorName: index % 3 ? 'Ada' : 'Bob', authoredAt: at(index * 17) }),
  )
  const { company, repositoryId, analysisId } = await filled(commits)
  const before = await all(company)
  await company.work((db) => settle(db, { repositoryIds: [repositoryId] }))
  expect(await all(company)).toEqual(before)
  await company.work((db) => settle(db, { fresh: { repositoryId, analysisId } }))
  expect(await all(company)).toEqual(before)
})
