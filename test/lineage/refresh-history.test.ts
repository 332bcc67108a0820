import { expect, test } from 'vitest'
import { refreshHistory } from '../../src/lineage/refresh-history.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'

const now = new Date('2026-11-24T10:00:00Z')
const recent = (day: number) => ({
  authoredAt: `2026-03-0${day}T10:00:00.000Z`,
  committedAt: `2026-03-0${day}T10:00:00.000Z`,
})

async function found(company: TestCompany) {
  return company.work(async (db) => {
    const spots = await db.hotSpot.findMany({ include: { path: true }, orderBy: { score: 'desc' } })
    const pairs = await db.coupling.findMany({ include: { path: true, other: true } })
    return {
      spots: spots.map(({ path, commits, decisionPoints, score }) => [
        ...[path.path, commits, decisionPoints],
        Math.round(score),
      ]),
      pairs: pairs.map(({ path, other, shared, degree }) => [
        ...[[path.path, other.path].toSorted(), shared],
        Number(degree.toFixed(3)),
      ]),
    }
  })
}

test('works hot spots and couplings out from the facts, and again the same', async () => {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const two = (day: number) =>
    makeCommit({
      ...recent(day),
      files: [
        makeFile({ path: 'lib/a.js', complexityDelta: 2 }),
        makeFile({ path: 'test/a.test.js', kind: 'test', complexityDelta: 5 }),
        makeFile({ path: 'yarn.lock', kind: 'generated', complexityDelta: null }),
      ],
    })
  const other = makeFile({ path: 'lib/b.js', complexityDelta: 4 })
  const old = { authoredAt: '2024-01-01T00:00:00.000Z', committedAt: '2024-01-01T00:00:00.000Z' }
  await storeCommits(company, place, [
    ...[9, 8, 7, 6, 5].map(two),
    makeCommit({ ...recent(4), files: [other] }),
    makeCommit({ ...old, files: [{ ...other, complexityDelta: 6 }] }),
  ])
  for (const _ of [1, 2]) {
    await company.work((db) => refreshHistory(db, place.repositoryId, now))
    expect(await found(company)).toEqual({
      // a: 10 points x 5 commits; b: 10 points x 1 commit of the window.
      spots: [
        ['lib/a.js', 5, 10, 100],
        ['lib/b.js', 1, 10, 20],
      ],
      pairs: [[['lib/a.js', 'test/a.test.js'], 5, 1]],
    })
  }
})

test('brings a renamed file’s history along, and leaves out what is not counted', async () => {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const touch = (day: number, given: object) =>
    makeCommit({ ...recent(day), files: [makeFile({ complexityDelta: 3, ...given })] })
  const excluded = touch(6, { path: 'lib/new.js' })
  const robot = touch(5, { path: 'lib/new.js' })
  await storeCommits(company, place, [
    touch(9, { path: 'lib/new.js', renamedFrom: 'lib/old.js', complexityDelta: 0 }),
    ...[excluded, robot, touch(4, { path: 'lib/old.js' }), touch(3, { path: 'dist/a.js' })],
  ])
  await company.work(async (db) => {
    const hash = (commit: typeof robot) => Buffer.from(commit.hash, 'hex')
    await db.commit.updateMany({ where: { hash: hash(excluded) }, data: { counted: false } })
    await db.commit.updateMany({ where: { hash: hash(robot) }, data: { byBot: true } })
    await db.path.updateMany({ where: { path: 'dist/a.js' }, data: { excluded: true } })
    await refreshHistory(db, place.repositoryId, now)
  })
  expect((await found(company)).spots).toEqual([['lib/new.js', 2, 3, 100]])
})
