import { expect, test } from 'vitest'
import { makeCompany } from '../support/company.js'
import { connectAs } from '../support/database.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'

test('stores sums by kind, and complexity of code files only', async () => {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const files = [
    makeFile({ additions: 30, deletions: 3, complexityDelta: 4 }),
    makeFile({ path: 'lib/a.py', additions: 5, deletions: 0, complexityDelta: null }),
    makeFile({ path: 'test/a.js', kind: 'test', additions: 20, deletions: 1, complexityDelta: 7 }),
    makeFile({ path: 'yarn.lock', kind: 'generated', additions: 900, complexityDelta: null }),
  ]
  await storeCommits(company, place, [makeCommit({ files })])
  const commit = await company.work((db) => db.commit.findFirstOrThrow())
  expect(commit).toMatchObject({
    ...{ files: 4, additions: 955, deletions: 6, codeAdditions: 35, codeDeletions: 3 },
    ...{ testAdditions: 20, testDeletions: 1, complexityLines: 30, complexityDelta: 4 },
  })
})

test('counts days and weeks in the company’s zone', async () => {
  const company = await makeCompany({ timeZone: 'America/Los_Angeles' })
  const place = await makeRepository(company)
  // Monday 00:30 UTC is Sunday afternoon in Los Angeles, of the week before.
  const commit = makeCommit({ authoredAt: '2026-03-02T00:30:00.000Z' })
  await storeCommits(company, place, [commit], { timeZone: 'America/Los_Angeles' })
  const stored = await company.work((db) => db.commit.findFirstOrThrow())
  expect(stored.localDay.toISOString()).toBe('2026-03-01T00:00:00.000Z')
  expect(stored.localWeek.toISOString()).toBe('2026-02-23T00:00:00.000Z')
})

test('keeps what is there, and replaces what an older definition measured', async () => {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const commit = makeCommit()
  await storeCommits(company, place, [commit])
  const again = { ...commit, subject: 'Another subject', files: [makeFile({ additions: 99 })] }
  await storeCommits(company, place, [again])
  const read = () =>
    company.work((db) =>
      db.commit.findMany({ include: { changes: { select: { additions: true } } } }),
    )
  expect(await read()).toMatchObject([{ subject: commit.subject, changes: [{ additions: 10 }] }])

  await company.work((db) => db.commit.updateMany({ data: { definitionsVersion: 0 } }))
  await storeCommits(company, place, [again])
  expect(await read()).toMatchObject([{ subject: 'Another subject', changes: [{ additions: 99 }] }])
})

test('interns paths and identities, however long they are', async () => {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const path = `${'very/'.repeat(700)}deep.js`
  const authorName = 'N'.repeat(5000)
  const commits = [1, 2, 3].map(() => makeCommit({ authorName, files: [makeFile({ path })] }))
  await storeCommits(company, place, commits)
  await company.work(async (db) => {
    expect(await db.path.findMany({ select: { path: true, folder: true } })).toEqual([
      { path, folder: 'very/very' },
    ])
    // The author, and the committer of another name.
    expect(await db.identity.count()).toBe(2)
  })
})

test('tells the planner of many new facts, so that keys are checked by index', async () => {
  const company = await makeCompany()
  const place = await makeRepository(company)
  const client = await connectAs('super')
  const known = async () => {
    const { rows } = await client.query<{ known: number }>(
      "SELECT reltuples AS known FROM pg_class WHERE oid = 'public.commits'::regclass",
    )
    return rows[0]!.known
  }
  const commits = Array.from({ length: 1500 }, () => makeCommit())
  await storeCommits(company, place, commits)
  expect(await known()).toBeGreaterThanOrEqual(1500)
})
