import { describe, expect, test } from 'vitest'
import { settle } from '../../src/analysis/settle.js'
import { markDeveloper } from '../../src/people/developer-corrections.js'
import { checkRollUps } from '../../src/roll-ups/check-roll-ups.js'
import { refreshRollUps } from '../../src/roll-ups/refresh-roll-ups.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeFile, makeMerge, makeRepository, storeCommits } from '../support/facts.js'
import { developerId } from '../support/people.js'

const at = (day: number, hour = 10) =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00.000Z`

const tests = (additions: number) =>
  makeFile({ path: 'test/index.js', kind: 'test', additions, deletions: 0, complexityDelta: null })

async function filled(commits: Parameters<typeof storeCommits>[2], timeZone = 'UTC') {
  const company = await makeCompany({ timeZone })
  const place = await makeRepository(company)
  await storeCommits(company, place, commits, { timeZone })
  return { company, place }
}

/** Rows as plain numbers, by day. */
const days = (company: TestCompany) =>
  company.work(async (db) => {
    const rows = await db.commitDay.findMany({
      include: { developer: true },
      orderBy: [{ localDay: 'asc' }, { developerId: 'asc' }],
    })
    return rows.map(({ companyId: _, repositoryId: __, developerId: ___, ...row }) => ({
      ...Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          typeof value === 'bigint' ? Number(value) : value,
        ]),
      ),
      localDay: row.localDay.toISOString().slice(0, 10),
      developer: row.developer.name,
    }))
  })

const agrees = async (company: TestCompany) =>
  expect(await company.work((db) => checkRollUps(db))).toEqual([])

describe('a day of a developer', () => {
  test('is what the hand counts', async () => {
    const big = makeFile({ additions: 30, deletions: 10, complexityDelta: 4 })
    const { company } = await filled([
      // 12 x sqrt(1 + 30 + 5 + 3.5) = 75.42 minutes, held to tenths: 75.4.
      makeCommit({ authoredAt: at(4, 8), files: [big, tests(5)] }),
      // 12 x sqrt(1 + 10 + 1) = 41.57: 41.6 minutes; more than a session later.
      makeCommit({ authoredAt: at(4, 12), type: 'fix' }),
      makeCommit({ authoredAt: at(4, 16), type: 'docs', files: [makeFile({ kind: 'docs' })] }),
      makeMerge({ authoredAt: at(4, 17) }),
    ])
    const [row, ...more] = await days(company)
    expect(more).toEqual([])
    expect(row).toMatchObject({
      ...{ localDay: '2026-03-04', developer: 'Ada', byBot: false, commits: 3 },
      ...{ featureCommits: 1, fixCommits: 1, docsCommits: 1, refactorCommits: 0, choreCommits: 0 },
      ...{ additions: 55, deletions: 14, codeAdditions: 40, codeDeletions: 12 },
      ...{ testAdditions: 5, testDeletions: 0, complexityDelta: 5, complexityLines: 40 },
      // Only the first adds 20 lines of code, and it adds tests.
      ...{ testable: 1, tested: 1 },
      // 45, 12 and no lines of code and tests.
      ...{ sizeXs: 0, sizeS: 1, sizeM: 1, sizeL: 0 },
      ...{ featureEffort: 75.4 * 60, fixEffort: 41.6 * 60 },
      ...{ reworkKnown: 0, reworkUnknown: 3, reworkedLines: 0 },
    })
    // 12 x sqrt(1 + 0.4 x 11) = 27.89: 27.9 minutes for the document.
    expect(row).toMatchObject({ docsEffort: 27.9 * 60, effortMid: (75.4 + 41.6 + 27.9) * 60 })
    const graded = ['A', 'B', 'C', 'D', 'E'].map((grade) => Reflect.get(row!, `grade${grade}`))
    expect(graded.reduce((sum, value) => sum + value, 0)).toBe(3)
    await agrees(company)
  })

  test('is the company’s day, and its hour the author’s own', async () => {
    const late = makeCommit({ authoredAt: at(4, 23), authorOffsetMinutes: -300 })
    const { company } = await filled([late], 'Europe/Madrid')
    expect(await days(company)).toMatchObject([{ localDay: '2026-03-05' }])
    const hours = await company.work((db) => db.repositoryHour.findMany())
    // Wednesday, six in the evening.
    expect(hours).toMatchObject([{ hour: 2 * 24 + 18, commits: 1 }])
    await agrees(company)
  })

  test('adds up beyond what 32 bits hold', async () => {
    const huge = makeFile({ additions: 2_000_000_000, deletions: 2_000_000_000 })
    const { company } = await filled([makeCommit({ files: [huge] }), makeCommit({ files: [huge] })])
    expect(await days(company)).toMatchObject([{ additions: 4_000_000_000, sizeXxl: 2 }])
    await agrees(company)
  })
})

describe('the roll-ups follow', () => {
  test('a bot mark, and its being taken off', async () => {
    const { company } = await filled([makeCommit({ authoredAt: at(4) })])
    const mark = (to: 'bot' | 'person') =>
      company.work(async (db) => {
        const ids = await markDeveloper(db, await developerId(company, 'Ada'), to)
        await settle(db, { developerIds: ids ?? [] })
      })
    await mark('bot')
    expect(await days(company)).toMatchObject([{ byBot: true, effortMid: 0 }])
    await agrees(company)
    await mark('person')
    expect(await days(company)).toMatchObject([{ byBot: false, commits: 1 }])
    await agrees(company)
  })

  test('what has gone from the facts, and what moved to another day', async () => {
    const { company, place } = await filled([
      makeCommit({ authoredAt: at(4) }),
      makeCommit({ authoredAt: at(5) }),
    ])
    const { repositoryId } = place
    await company.work(async (db) => {
      await db.commit.deleteMany({ where: { localDay: new Date('2026-03-04') } })
      const localDay = new Date('2026-03-06')
      await db.commit.updateMany({
        where: { localDay: new Date('2026-03-05') },
        data: { localDay },
      })
    })
    const off = await company.work((db) => checkRollUps(db))
    expect(off.map(({ table, day }) => `${table} ${day}`).toSorted()).toEqual([
      ...['commit_days 2026-03-04', 'commit_days 2026-03-05', 'commit_days 2026-03-06'],
      ...['repository_hours 2026-03-04', 'repository_hours 2026-03-05'],
      ...['repository_hours 2026-03-06'],
    ])
    await company.work((db) => refreshRollUps(db, { days: ['2026-03-04'] }))
    expect((await days(company)).map(({ localDay }) => localDay)).toEqual(['2026-03-05'])
    await company.work((db) => refreshRollUps(db, { repositoryIds: [repositoryId] }))
    expect((await days(company)).map(({ localDay }) => localDay)).toEqual(['2026-03-06'])
    await agrees(company)
  })

  test('nothing but the repositories and days that are named', async () => {
    const { company, place } = await filled([makeCommit({ authoredAt: at(4) })])
    const other = await makeRepository(company, 'koa')
    await storeCommits(company, other, [makeCommit({ authoredAt: at(4) })])
    await company.work((db) => db.commitDay.updateMany({ data: { commits: 9 } }))
    await company.work((db) => refreshRollUps(db, { repositoryIds: [place.repositoryId] }))
    const rows = await company.work((db) =>
      db.commitDay.findMany({ orderBy: { repositoryId: 'asc' } }),
    )
    expect(rows.map(({ commits }) => commits)).toEqual([1, 9])
    await company.work((db) => refreshRollUps(db))
    await agrees(company)
  })
})
