import { expect, test } from 'vitest'
import { withStaging } from '../../src/database/staging.js'
import { LineageRecorder, lineageTables, linesByAuthor } from '../../src/lineage/lineage-staging.js'
import type { OriginRun } from '../../src/lineage/read-lineage.js'
import type { Rework } from '../../src/lineage/rework.js'
import { storeLineage } from '../../src/lineage/store-lineage.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'

const readAt = new Date('2026-11-24T10:00:00Z')
const ada = { name: 'Ada', email: 'ada@example.com' }
const bob = { name: 'Bob', email: 'bob@example.com' }

const by = (lines: number, author: typeof ada): OriginRun => ({
  lines,
  origin: { hash: '0'.repeat(40), author },
})

interface Told {
  onRework: (hash: string, rework: Rework | null) => Promise<void>
  onFile: (path: string, runs: OriginRun[]) => Promise<void>
}

/** Stores what `tell` tells of a repository's lineage. */
async function store(
  company: TestCompany,
  repositoryId: bigint,
  from: Date | null,
  tell: (told: Told) => Promise<void>,
): Promise<void> {
  await withStaging(company.database, company.id, lineageTables, async (staging) => {
    const recorder = new LineageRecorder(staging)
    await tell({
      onRework: (hash, rework) => recorder.rework(hash, rework),
      onFile: (path, runs) => recorder.ownership(path, linesByAuthor(runs)),
    })
    await staging.publish((_, queries) => storeLineage(queries, repositoryId, { from }, readAt))
  })
}

test('keeps rework by commit, lines by file and author, and the horizon; twice is as good as once', async () => {
  const company = await makeCompany({ timeZone: 'America/Los_Angeles' })
  const place = await makeRepository(company)
  const commits = [
    makeCommit({ authorName: 'Ada', files: [makeFile({ path: 'lib/a.js' })] }),
    makeCommit({ authorName: 'Bob', authorEmail: 'bob@example.com' }),
  ]
  await storeCommits(company, place, commits)
  const from = new Date('2025-11-24T00:00:00Z')
  for (const extra of [1, 2]) {
    await store(company, place.repositoryId, from, async ({ onRework, onFile }) => {
      await onRework(commits[0]!.hash, { reworkedLines: 3, reworkBase: 12 + extra })
      await onRework(commits[1]!.hash, null)
      const before: OriginRun = { lines: 40, origin: 'before' }
      await onFile('lib/a.js', [by(5, ada), before, by(2, ada), by(1, bob)])
      await onFile('lib/index.js', [{ lines: 4, origin: 'unknown' }, by(extra, bob)])
      // A path and an author that no stored commit names are not invented.
      await onFile('lib/elsewhere.js', [by(9, ada)])
      await onFile('lib/a.js', [by(9, { name: 'Nobody', email: 'nobody@example.com' })])
    })
  }
  await company.work(async (db) => {
    const stored = await db.commit.findMany({ include: { author: true } })
    const of = (name: string) => stored.find(({ author }) => author.name === name)
    expect(of('Ada')).toMatchObject({ reworkedLines: 3, reworkBase: 14 })
    expect(of('Bob')).toMatchObject({ reworkedLines: null, reworkBase: null })
    const owned = await db.ownership.findMany({ include: { path: true, identity: true } })
    const rows = owned.map(({ path, identity, lines }) => [path.path, identity.name, lines])
    expect(rows.toSorted()).toEqual([
      ['lib/a.js', 'Ada', 7],
      ['lib/a.js', 'Bob', 1],
      ['lib/index.js', 'Bob', 2],
    ])
    const repository = await db.repository.findFirstOrThrow()
    // Midnight UTC is the afternoon before in Los Angeles: the 24th is the first whole day there.
    expect(repository.historyReadAt).toEqual(readAt)
    expect(repository.historyFrom).toEqual(new Date('2025-11-24T00:00:00Z'))
  })
})

test('says that all history was read by a horizon of null, and forgets owners that are gone', async () => {
  const company = await makeCompany()
  const place = await makeRepository(company)
  await storeCommits(company, place, [makeCommit()])
  await store(company, place.repositoryId, null, ({ onFile }) =>
    onFile('lib/index.js', [by(5, ada)]),
  )
  await store(company, place.repositoryId, null, async () => {})
  await company.work(async (db) => {
    expect(await db.ownership.count()).toBe(0)
    const repository = await db.repository.findFirstOrThrow()
    expect(repository).toMatchObject({ historyReadAt: readAt, historyFrom: null })
  })
})
