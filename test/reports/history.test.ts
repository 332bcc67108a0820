import { describe, expect, test } from 'vitest'
import { history } from '../../src/reports/history.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'
import { fillHistory } from '../support/stored-history.js'

const now = new Date('2026-11-24T10:00:00Z')
const asked = { timeZone: 'UTC', now, showsNames: true }
const paths = ['lib/a.js', 'lib/b.js', 'lib/c.js', 'lib/d.js', 'index.js']

/** A repository with a commit a day over seventeen weeks, each of which touches five files. */
async function filled(authors = ['Ada', 'Bob']) {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const commits = Array.from({ length: 120 }, (_, at) =>
    makeCommit({
      authorName: authors[at % authors.length]!,
      authorEmail: `${authors[at % authors.length]!.toLowerCase()}@example.com`,
      committerName: authors[0]!,
      authoredAt: new Date(now.getTime() - (20 + at) * 86_400_000).toISOString(),
      files: paths.map((path) => makeFile({ path })),
    }),
  )
  await storeCommits(company, place, commits)
  return { company, repositoryId: place.repositoryId }
}

const read = (company: TestCompany, id: bigint, changes: Partial<typeof asked> = {}) =>
  company.work((db) => history(db, id, { ...asked, ...changes }))

describe('the page on a history', () => {
  test('is not there for another company’s repository', async () => {
    const { repositoryId } = await filled()
    expect(await read(await makeCompany(), repositoryId)).toBe(null)
  })

  test('says that nothing was read before anything was', async () => {
    const company = await makeCompany()
    const { repositoryId } = await makeRepository(company)
    const page = await read(company, repositoryId)
    expect(page).toMatchObject({
      ...{ hotSpots: { state: 'unread' }, couplings: { state: 'unread' } },
      ...{ knowledge: { state: 'unread' }, rework: { state: 'unread', rate: null } },
      horizon: { commitsReadAt: null, linesReadAt: null, commits: 0 },
    })
  })

  test('has every measure with its horizon', async () => {
    const { company, repositoryId } = await filled()
    await fillHistory(company, repositoryId, { readAt: now, from: new Date('2026-02-01') })
    const page = await read(company, repositoryId)
    expect(page?.horizon).toMatchObject({
      ...{ commits: 120, commitsFrom: null, linesFrom: '2026-02-01', linesReadAt: now },
    })
    expect(page?.hotSpots).toEqual({
      state: 'ready',
      rows: [{ path: 'lib/a.js', commits: 12, decisionPoints: 30, score: 100 }],
    })
    expect(page?.couplings.rows).toEqual([
      { path: 'lib/a.js', other: 'lib/b.js', shared: 6, degree: 0.75 },
    ])
    expect(page?.rework).toMatchObject({
      ...{ state: 'ready', rate: 0.3, reworkedLines: 360, baseLines: 1200, commits: 120 },
    })
    // Seven commits a week; the weeks at both ends are cut.
    const drawn = page?.rework.line?.values.filter((value) => value !== null)
    expect(drawn?.length).toBeGreaterThan(14)
    expect(new Set(drawn)).toEqual(new Set([30]))
  })

  test('names people by their names’ order, in words, and not at all where they are not for the visitor', async () => {
    const { company, repositoryId } = await filled()
    await fillHistory(company, repositoryId)
    const page = await read(company, repositoryId)
    // Ada 40 and Bob 30 lines in each of five files; four of them in lib.
    expect(page?.knowledge.rows).toEqual([
      {
        ...{ place: 'Whole repository', isWhole: true, files: 5, lines: 350, busFactor: 1 },
        people: [
          { name: 'Ada', part: 'most of it' },
          { name: 'Bob', part: 'a large part' },
        ],
        others: 0,
      },
      expect.objectContaining({ place: 'lib', files: 4, busFactor: null }),
      expect.objectContaining({ place: 'Top level', files: 1, busFactor: null }),
    ])
    const hidden = await read(company, repositoryId, { showsNames: false })
    expect(JSON.stringify(hidden)).not.toMatch(/Ada|Bob/)
    expect(hidden?.knowledge.rows[0]).toMatchObject({ busFactor: 1, people: [], others: 2 })
  })

  test('tells the bus factor by authorship of a whole history only', async () => {
    const { company, repositoryId } = await filled()
    await fillHistory(company, repositoryId)
    // All five files were made by Bob and changed sixty times by each: both are authors of each.
    expect((await read(company, repositoryId))?.knowledge.byAuthorship).toBe(2)
    await company.work((db) =>
      db.repository.updateMany({ data: { readSince: new Date('2026-01-01') } }),
    )
    expect((await read(company, repositoryId))?.knowledge.byAuthorship).toBe(null)
  })

  test('says “not enough history” in place of a small number', async () => {
    const { company, repositoryId } = await filled()
    await fillHistory(company, repositoryId, { readAt: now, from: new Date('2026-10-20') })
    expect((await read(company, repositoryId))?.rework).toMatchObject({
      ...{ state: 'not-enough-history', rate: null, line: null },
    })
  })
})
