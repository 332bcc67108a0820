import { describe, expect, test } from 'vitest'
import { settle } from '../../src/analysis/settle.js'
import { measureActivity } from '../../src/metrics/activity.js'
import { measureFolders } from '../../src/metrics/folders.js'
import { applyExclusions } from '../../src/repositories/apply-exclusions.js'
import { previewPattern } from '../../src/repositories/exclusion-preview.js'
import {
  type ExclusionTarget,
  makeExclusion,
  undoExclusion,
} from '../../src/repositories/exclusions.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'

const march = { from: '2026-03-01', to: '2026-03-31', repositoryId: null, bots: false }

/**
 * Two repositories. The first has a commit of 10 + 2 lines in lib/index.js and 100 in dist/app.js,
 * and one of 10 + 2 in lib/index.js; the second one of 10 + 2 lines.
 */
async function filled() {
  const company = await makeCompany()
  const first = await makeRepository(company, 'first')
  const second = await makeRepository(company, 'second')
  const built = makeFile({ path: 'dist/app.js', additions: 100, deletions: 0, complexityDelta: 5 })
  const both = makeCommit({ files: [makeFile(), built] })
  const plain = makeCommit({ authoredAt: '2026-03-05T10:00:00.000Z' })
  await storeCommits(company, first, [both, plain])
  await storeCommits(company, second, [makeCommit({ authoredAt: '2026-03-06T10:00:00.000Z' })])
  await company.work((db) =>
    settle(db, { repositoryIds: [first.repositoryId, second.repositoryId] }),
  )
  return { company, first, second, both, plain }
}

async function numbers(company: TestCompany) {
  return company.work(async (db) => {
    const { commits, lines, complexity } = await measureActivity(db, march)
    const folders = (await measureFolders(db, march, 10)).map(({ folder }) => folder).sort()
    return { commits, lines, complexity, folders }
  })
}

async function exclude(company: TestCompany, target: ExclusionTarget): Promise<bigint[]> {
  return company.work(async (db) => {
    const made = { reason: 'A test', userId: company.owner.id }
    const repositoryIds = await makeExclusion(db, target, made)
    await settle(db, { repositoryIds })
    return repositoryIds
  })
}

async function undoLast(company: TestCompany): Promise<void> {
  await company.work(async (db) => {
    const { id } = await db.exclusion.findFirstOrThrow({ orderBy: { id: 'desc' } })
    const repositoryIds = await undoExclusion(db, id, company.owner.id)
    await settle(db, { repositoryIds: repositoryIds ?? [] })
  })
}

// 4 changes: 3 x 12 lines and 100; decision points 3 + 5 for 130 lines added.
const before = {
  commits: 3,
  lines: 136,
  complexity: (100 * 8) / 130,
  folders: ['dist', 'lib', 'lib'],
}

describe('an exclusion takes out of the numbers and puts back', () => {
  test('the files of a pattern', async () => {
    const { company, first } = await filled()
    expect(await numbers(company)).toEqual(before)
    const { repositoryId } = first
    const touched = await exclude(company, { kind: 'path', repositoryId, pattern: 'dist/**' })
    expect(touched).toEqual([repositoryId])
    const without = { commits: 3, lines: 36, complexity: 10, folders: ['lib', 'lib'] }
    expect(await numbers(company)).toEqual(without)
    await undoLast(company)
    expect(await numbers(company)).toEqual(before)
  })

  test('the files of a pattern in all repositories', async () => {
    const { company, first, second } = await filled()
    const pattern = '**/index.js'
    const touched = await exclude(company, { kind: 'path', repositoryId: null, pattern })
    expect(touched.sort()).toEqual([first.repositoryId, second.repositoryId].sort())
    const without = { commits: 3, lines: 100, complexity: 5, folders: ['dist'] }
    expect(await numbers(company)).toEqual(without)
    await undoLast(company)
    expect(await numbers(company)).toEqual(before)
  })

  test('a commit', async () => {
    const { company, first, both } = await filled()
    const { repositoryId } = first
    await exclude(company, { kind: 'commit', repositoryId, hash: both.hash })
    const without = { commits: 2, lines: 24, complexity: 10, folders: ['lib', 'lib'] }
    expect(await numbers(company)).toEqual(without)
    await undoLast(company)
    expect(await numbers(company)).toEqual(before)
  })

  test('a repository', async () => {
    const { company, first } = await filled()
    await exclude(company, { kind: 'repository', repositoryId: first.repositoryId })
    const without = { commits: 1, lines: 12, complexity: 10, folders: ['lib'] }
    expect(await numbers(company)).toEqual(without)
    await undoLast(company)
    expect(await numbers(company)).toEqual(before)
  })

  test('what two exclusions take out is out until both are undone', async () => {
    const { company, first, both } = await filled()
    const { repositoryId } = first
    await exclude(company, { kind: 'repository', repositoryId })
    const out = await numbers(company)
    await exclude(company, { kind: 'commit', repositoryId, hash: both.hash })
    await undoLast(company)
    expect(await numbers(company)).toEqual(out)
    await undoLast(company)
  })

  test('the same twice is one exclusion', async () => {
    const { company } = await filled()
    const target = { kind: 'path' as const, repositoryId: null, pattern: 'dist/' }
    expect(await exclude(company, target)).toHaveLength(1)
    expect(await exclude(company, { ...target, pattern: './dist/**' })).toEqual([])
    expect(await company.work((db) => db.exclusion.count())).toBe(1)
  })
})

describe('applying the exclusions in force', () => {
  test('marks what was read since, and doing it twice changes nothing', async () => {
    const { company, first } = await filled()
    const { repositoryId } = first
    await exclude(company, { kind: 'path', repositoryId: null, pattern: 'dist/**' })
    await exclude(company, { kind: 'repository', repositoryId })
    const files = [makeFile({ path: 'dist/new.js' })]
    await storeCommits(company, first, [makeCommit({ files })])
    // An analysis applies them to what it stores.
    await company.work(async (db) => {
      expect(await db.path.count({ where: { excluded: true } })).toBe(2)
      expect(await db.commit.count({ where: { excluded: true } })).toBe(3)
      await db.path.updateMany({ where: { path: 'dist/new.js' }, data: { excluded: false } })
      expect(await applyExclusions(db, repositoryId)).toEqual([repositoryId])
      expect(await applyExclusions(db, repositoryId)).toEqual([])
      expect(await db.path.count({ where: { excluded: true } })).toBe(2)
    })
  })

  test('touches no other company', async () => {
    const [ours, theirs] = [await filled(), await filled()]
    await exclude(ours.company, { kind: 'path', repositoryId: null, pattern: 'dist/**' })
    expect(await numbers(theirs.company)).toEqual(before)
    const undone = await theirs.company.work(async (db) => {
      const id = await ours.company.work(async (own) => (await own.exclusion.findFirstOrThrow()).id)
      return undoExclusion(db, id, theirs.company.owner.id)
    })
    expect(undone).toBeNull()
  })
})

test('a preview counts and names what a pattern matches', async () => {
  const { company, first } = await filled()
  const { repositoryId } = first
  await company.work(async (db) => {
    expect(await previewPattern(db, 'dist/', repositoryId)).toEqual({
      ...{ matched: 1, total: 2, examples: ['dist/app.js'], isPartial: false },
    })
    expect(await previewPattern(db, '*.js', null)).toMatchObject({ matched: 3, total: 3 })
    expect(await previewPattern(db, 'nothing', null)).toMatchObject({ matched: 0, examples: [] })
  })
})
