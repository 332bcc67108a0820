import { describe, expect, test } from 'vitest'
import type { MeasuredCommit } from '../../src/measures/measured-commit.js'
import { commit } from '../../src/reports/commit.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeFile, makeMerge, makeRepository, storeCommits } from '../support/facts.js'

async function stored(...commits: MeasuredCommit[]) {
  const company = await makeCompany()
  const place = await makeRepository(company)
  await storeCommits(company, place, commits)
  const { repositoryId } = place
  const page = (hash = commits.at(-1)!.hash, own: string | null = null, mayExclude = false) =>
    company.work((db) => commit(db, { repositoryId, hash, own }, { mayExclude, showsNames: true }))
  return { company, repositoryId, page }
}

/** 40 code lines added and 10 removed, 4 test lines added: 40 + 5 + 0.7 x 4 = 47.8 weighted lines. */
const files = [
  makeFile({ path: 'lib/a.js', additions: 40, deletions: 10, complexityDelta: 8, indentDelta: 3 }),
  makeFile({
    ...{ path: 'test/b.test.js', kind: 'test', additions: 4, deletions: 0, renamedFrom: 'b.js' },
    ...{ complexityDelta: 5, indentDelta: null },
  }),
]
const at = (time: string) => `2026-03-04T${time}:00.000Z`
const wip = (given: Partial<MeasuredCommit> = {}) =>
  makeCommit({ subject: 'wip', message: 'wip', files, authoredAt: at('10:30'), ...given })

describe('the page of a commit', () => {
  test('says check by check why a change has its grade', async () => {
    const { page } = await stored(wip())
    // 2 + 2 + 1 (4 < 20 % of 40) + 1 (2 points in ten lines) + 0 = 6 of 10, which is a C.
    expect((await page())?.rating).toEqual({
      ...{ letter: 'C', notRated: null, points: 6, possible: 10 },
      checks: [
        { label: 'Size', points: 2, possible: 2, because: '47.8 weighted lines' },
        { label: 'Focus', points: 2, possible: 2, because: '2 top-level folders' },
        { label: 'Tests', points: 1, possible: 2, because: '4 test lines for 40 code lines' },
        {
          ...{ label: 'Complexity', points: 1, possible: 2 },
          because: '8 decision points for 40 code lines',
        },
        { label: 'Message', points: 0, possible: 2, because: 'subject of 3 characters' },
      ],
    })
  })

  test('gives the letter that is stored', async () => {
    const { company, page } = await stored(wip())
    const [row] = await company.work((db) => db.commit.findMany())
    expect((await page())?.rating.letter).toBe(row?.rating)
  })

  test('adds up what it touched, and lists it with most lines first', async () => {
    const { page } = await stored(wip())
    const found = await page()
    expect(found?.totals).toEqual({
      ...{ files: 2, codeAdditions: 40, codeDeletions: 10, testAdditions: 4, testDeletions: 0 },
      ...{ complexityDelta: 8, indentDelta: 3 },
    })
    expect(found?.files).toMatchObject([
      { path: 'lib/a.js', renamedFrom: null, language: 'JavaScript', additions: 40 },
      { path: 'test/b.test.js', renamedFrom: 'b.js', kind: 'test', excluded: false },
    ])
    expect(found?.moreFiles).toBe(0)
  })

  test('estimates by size alone, from half of it to twice as much', async () => {
    const { page } = await stored(wip())
    // 12 x sqrt(48.8) = 83.8 minutes.
    const { effort } = (await page())!
    expect(effort).toMatchObject({ gapMinutes: null, k: 12 })
    expect(effort?.weightedLines).toBeCloseTo(47.8)
    expect([effort?.low, effort?.mid, effort?.high]).toEqual([41.9, 83.8, 167.7])
  })

  test('estimates by size and session where the commit before is near', async () => {
    const { page } = await stored(makeCommit({ authoredAt: at('10:00') }), wip())
    // The gap of 30 minutes and the size of 83.8; their geometric mean is 50.1.
    const { effort } = (await page())!
    expect(effort?.gapMinutes).toBe(30)
    expect([effort?.low, effort?.mid, effort?.high]).toEqual([30, 50.1, 83.8])
  })

  test('leaves excluded files out of the grade, and shows them marked', async () => {
    const { company, page } = await stored(wip())
    const where = { path: 'test/b.test.js' }
    await company.work((db) => db.path.updateMany({ where, data: { excluded: true } }))
    const found = await page()
    expect(found?.rating.checks.slice(0, 3).map(({ because }) => because)).toEqual([
      ...['45 weighted lines', '1 top-level folder', '0 test lines for 40 code lines'],
    ])
    expect(found?.files.map(({ excluded }) => excluded)).toEqual([false, true])
    expect(found?.totals.files).toBe(1)
  })

  test('keeps the lines of the message behind its subject', async () => {
    const message = '\nOne subject\non two lines\n \n\n  - first\n\nSigned-off-by: Ada\n\n'
    const { page } = await stored(wip({ message }))
    expect((await page())?.messageBody).toBe('  - first\n\nSigned-off-by: Ada')
    const short = await stored(wip({ message: 'One subject\n\n' }))
    expect((await short.page())?.messageBody).toBe('')
  })

  test('shows two hundred files, and grades by all of them', async () => {
    const many = Array.from({ length: 203 }, (_, at) =>
      makeFile({ path: `lib/${at}.js`, additions: 2, deletions: 0 }),
    )
    const { page } = await stored(wip({ files: many }))
    const found = await page()
    expect([found?.files.length, found?.moreFiles, found?.totals.files]).toEqual([200, 3, 203])
    expect(found?.rating.checks[0]?.because).toBe('406 weighted lines')
  })
})

describe('no grade', () => {
  test.each([
    ['a merge', makeMerge(), /repeats what its parents did/, /repeats what its parents did/],
    ['a revert', wip({ type: 'revert', subject: 'Revert "x"' }), /takes another/, /A button made/],
    [
      'what is not measured',
      wip({ skipped: 'oversized', files: [] }),
      /not measured/,
      /not measured/,
    ],
  ])('for %s, and no effort', async (_, one, notRated, noEffort) => {
    const { page } = await stored(one)
    const found = (await page())!
    expect(found.rating).toMatchObject({ letter: null, checks: [] })
    expect(found.rating.notRated).toMatch(notRated)
    expect(found.effort).toBeNull()
    expect(found.noEffort).toMatch(noEffort)
  })

  test('for a bot', async () => {
    const { page } = await stored(wip({ authorName: 'acme-bot', authorEmail: 'bot@acme.io' }))
    const { isBot, rating, noEffort } = (await page())!
    expect([isBot, rating.notRated, noEffort]).toEqual([true, 'A bot made it.', 'A bot made it.'])
  })

  test('for a change of nothing but data, which has effort all the same', async () => {
    const { page } = await stored(wip({ files: [makeFile({ kind: 'data', path: 'a.csv' })] }))
    const { rating, effort } = (await page())!
    expect([rating.letter, rating.notRated]).toEqual([
      null,
      expect.stringMatching(/No file is left/),
    ])
    expect(effort?.weightedLines).toBeCloseTo(1.1)
  })
})

describe('a commit that is not counted', () => {
  test('leads to the one that was made anew', async () => {
    const first = wip({ committedAt: at('10:30') })
    const second = wip({ committedAt: at('12:00') })
    const { page, repositoryId } = await stored(first, second)
    const { recreationOf } = (await page(second.hash))!
    expect(recreationOf?.path).toBe(`/commits/${repositoryId}/${first.hash}`)
    expect((await page(first.hash))?.recreationOf).toBeNull()
  })

  test('says that it was excluded or has left the branch', async () => {
    const { company, page } = await stored(wip())
    expect(await page()).toMatchObject({ isExcluded: false, hasLeft: false })
    const data = { excluded: true, reachable: false }
    await company.work((db) => db.commit.updateMany({ where: {}, data }))
    expect(await page(undefined, null, true)).toMatchObject({
      ...{ isExcluded: true, hasLeft: true, excludeHref: null },
    })
  })

  test('can be excluded by those who may', async () => {
    const { page, repositoryId } = await stored(wip())
    expect((await page())?.excludeHref).toBeNull()
    const found = await page(undefined, null, true)
    expect(found?.excludeHref).toContain(`repository=${repositoryId}&target=${found?.hash}`)
  })
})

describe('there is no page', () => {
  test('of a commit of somebody else for whom sees their own alone', async () => {
    const { page } = await stored(wip({ authorEmail: 'ADA@example.com' }))
    expect(await page(undefined, 'ada@example.com')).not.toBeNull()
    expect(await page(undefined, 'bea@example.com')).toBeNull()
  })

  test('of a hash that is not there, nor of half a one', async () => {
    const { page } = await stored(wip({ hash: 'ab'.repeat(32) }))
    expect(await page('ab'.repeat(32))).not.toBeNull()
    expect(await page('ab'.repeat(20))).toBeNull()
    expect(await page('f'.repeat(40))).toBeNull()
  })
})
