import { describe, expect, test } from 'vitest'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'
import { daysBefore, find } from '../support/signals.js'

const at = (days: number) => `${daysBefore(days)}T12:00:00Z`

/** Ten commits of fifty lines in each stretch, with so many decision points each. */
async function complexity(before: number, after: number, lines = 50) {
  const company = await makeCompany()
  const place = await makeRepository(company, 'pricing')
  const commit = (days: number, complexityDelta: number) =>
    makeCommit({
      ...{ authoredAt: at(days), committedAt: at(days) },
      files: [makeFile({ additions: lines, deletions: 0, complexityDelta })],
    })
  const ten = Array.from({ length: 10 })
  await storeCommits(company, place, [
    ...ten.map(() => commit(360, before)),
    ...ten.map(() => commit(90, after)),
    // Today, and longer ago than three times ninety days more.
    ...[commit(0, 99), commit(361, 99)],
  ])
  return company
}

describe('complexity rising', () => {
  test.each([
    ['below', 8, 9, 0],
    ['at', 8, 10, 1],
    ['above', 8, 12, 1],
  ])('%s a quarter more', async (_, before, after, found) => {
    expect(await find(await complexity(before, after), 'complexity-rising')).toHaveLength(found)
  })

  test('says both numbers and where its commits are', async () => {
    const [signal] = await find(await complexity(8, 12), 'complexity-rising')
    expect(signal).toMatchObject({
      ...{ title: 'pricing grows more complex', tone: 'bad', weight: 2 },
      evidence:
        '24.0 decision points with every 100 lines in the last 90 days, 16.0 in the 270 days before: 50% more.',
      rows: { path: '/commits', narrowing: { p: '2025-12-04..2026-03-03' } },
    })
  })

  test('judges nothing by fewer than 500 lines', async () => {
    expect(await find(await complexity(8, 16, 49), 'complexity-rising')).toEqual([])
  })
})

/** So many of a number of larger changes that bring tests, before and after. */
async function tested(before: [number, number], after: [number, number]) {
  const company = await makeCompany()
  const place = await makeRepository(company, 'storefront')
  const code = makeFile({ path: 'lib/a.js', additions: 20 })
  const tests = makeFile({ path: 'test/a.js', kind: 'test', additions: 5 })
  const commits = ([some, all]: [number, number], days: number) =>
    Array.from({ length: all }, (_, one) =>
      makeCommit({ authoredAt: at(days), files: one < some ? [code, tests] : [code] }),
    )
  await storeCommits(company, place, [...commits(before, 200), ...commits(after, 10)])
  return company
}

describe('tests', () => {
  test.each([
    ['nine points lower', [80, 100], [71, 100], 'tests-falling', 0],
    ['ten points lower', [8, 10], [7, 10], 'tests-falling', 1],
    ['twenty points lower', [8, 10], [6, 10], 'tests-falling', 1],
    ['ten points higher', [8, 10], [9, 10], 'tests-rising', 1],
    ['nine points higher', [71, 100], [80, 100], 'tests-rising', 0],
    ['of nine changes', [8, 10], [3, 9], 'tests-falling', 0],
  ] as const)('%s', async (_, before, after, kind, found) => {
    const company = await tested([...before], [...after])
    expect(await find(company, kind)).toHaveLength(found)
    const other = kind === 'tests-falling' ? 'tests-rising' : 'tests-falling'
    expect(await find(company, other)).toEqual([])
  })

  test('say both shares', async () => {
    const [signal] = await find(await tested([8, 10], [6, 10]), 'tests-falling')
    expect(signal).toMatchObject({
      ...{ title: 'Fewer changes of storefront bring tests', tone: 'bad' },
      evidence:
        '60% of 10 larger changes brought tests in the last 90 days, down from 80% in the 270 days before.',
    })
  })
})

/** Six files that as many commits touch, and whose lines two people have made. */
async function owned(commits: number, [first, second]: [number, number], files = 6) {
  const company = await makeCompany()
  const place = await makeRepository(company, 'ledger')
  const { repositoryId } = place
  const paths = Array.from({ length: files }, (_, one) => `core/f${one}.js`)
  await storeCommits(
    company,
    place,
    Array.from({ length: commits }, (_, one) =>
      makeCommit({
        ...{ authoredAt: at(5), authorName: one === 0 ? 'Bob' : 'Ann' },
        files: paths.map((path) => makeFile({ path })),
      }),
    ),
  )
  await company.work(async (db) => {
    const { companyId } = db
    const [ann, bob] = await db.identity.findMany({
      where: { name: { in: ['Ann', 'Bob'] } },
      orderBy: { name: 'asc' },
    })
    for (const { id: pathId } of await db.path.findMany()) {
      const row = { companyId, repositoryId, pathId }
      await db.ownership.createMany({
        data: [
          { ...row, identityId: ann!.id, lines: first },
          { ...row, identityId: bob!.id, lines: second },
        ],
      })
    }
  })
  return company
}

describe('one person knows a busy folder', () => {
  test.each([
    ['half of the lines', 20, [50, 50], 6, 0],
    ['more than half', 20, [51, 49], 6, 1],
    ['a commit too few', 19, [90, 10], 6, 0],
    ['four files', 20, [90, 10], 4, 0],
    ['five files', 20, [90, 10], 5, 1],
  ] as const)('%s', async (_, commits, lines, files, found) => {
    const company = await owned(commits, [...lines], files)
    expect(await find(company, 'bus-factor')).toHaveLength(found)
  })

  test('is named only to those who may see names, and its mark names nobody', async () => {
    const company = await owned(20, [90, 10])
    const [signal] = await find(company, 'bus-factor')
    expect(signal).toMatchObject({
      title: 'One person knows most of ledger/core',
      evidence: 'Ann made 90% of its lines; 20 commits touched it in the last 90 days.',
    })
    expect(signal?.mark).not.toContain('Ann')
    const [told] = await find(company, 'bus-factor', { role: 'developer' })
    expect(told?.evidence).toMatch(/^One person made 90%/)
  })
})
