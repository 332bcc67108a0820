import { beforeEach, describe, expect, test } from 'vitest'
import { record } from '../../src/analysis/record.js'
import { settle } from '../../src/analysis/settle.js'
import { settleEffort } from '../../src/analysis/settle-effort.js'
import type { CompanyQueries } from '../../src/database/company.js'
import { inBulk } from '../../src/database/staging.js'
import { makeExclusion } from '../../src/repositories/exclusions.js'
import { storePullRequests } from '../../src/repositories/store-pull-requests.js'
import { cleanUpStep } from '../../src/retention/clean-up-steps.js'
import { checkRollUps } from '../../src/roll-ups/check-roll-ups.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, requestAgain, storeCommits } from '../support/facts.js'
import { orphans } from '../support/orphans.js'
import { hostPerson, pullRequest } from '../support/pull-request-fixtures.js'
import {
  ask,
  cleanUp,
  drive,
  makeYears,
  remains,
  wholeRepository,
  year2024,
} from '../support/retention.js'
import { snapshot } from '../support/snapshot.js'

let company: TestCompany
let years: Awaited<ReturnType<typeof makeYears>>
const allIds = () => [...years.places, years.connected].map(({ repositoryId }) => repositoryId)

beforeEach(async () => {
  company = await makeCompany()
  years = await makeYears(company)
})

const sound = async () => {
  expect(await orphans()).toEqual([])
  expect(await company.work(checkRollUps)).toEqual([])
}

describe('a period that is cleared', () => {
  test('takes its facts along, and what only they knew; everything else stays', async () => {
    const other = await makeCompany({ name: 'Contoso' })
    await makeYears(other)
    const before = await snapshot(other.id)
    const id = await ask(company, year2024(allIds()))
    await cleanUp(company, id)
    await sound()
    expect(await snapshot(other.id)).toBe(before)
    await company.work(async (db) => {
      expect(await db.commit.count()).toBe(18)
      expect(await db.fileChange.count()).toBe(36)
      const paths = await db.path.findMany({ where: { path: { contains: '2024' } } })
      expect(paths).toEqual([])
      const names = (await db.developer.findMany({ select: { name: true } })).map((d) => d.name)
      expect(names).toContain('Ada')
      // Bea wrote in 2024 only; Cleo's only pull request was merged then.
      expect(names).not.toContain('Bea')
      expect(names).not.toContain('Cleo Old')
      expect(await db.pullRequest.findMany({ select: { number: true } })).toEqual([{ number: 2 }])
      const [row] = await db.cleanUp.findMany()
      expect(row).toMatchObject({ stage: 'done', requestedById: company.owner.id })
      expect(row!.counts).toMatchObject({
        ...{ commits: 9, fileChanges: 18, paths: 3, pullRequests: 1, reviews: 1 },
        ...{ identities: 1, accounts: 1, developers: 2 },
      })
      expect(row!.finishedAt).not.toBeNull()
    })
  })

  test('works effort out anew for commits whose predecessor went', async () => {
    const [web] = years.places
    const wish = year2024([web!.repositoryId])
    const toAt = new Date('2025-03-04T10:00:00Z')
    await cleanUp(company, await ask(company, { ...wish, toAt, lastDay: '2025-03-04' }))
    const left = await company.work((db) =>
      db.commit.findMany({
        where: { repositoryId: web!.repositoryId, authoredAt: { lt: new Date('2025-12-31') } },
        orderBy: { authoredAt: 'asc' },
      }),
    )
    expect(left).toHaveLength(2)
    // Settled once more, nothing is found to be wrong.
    const once = await remains(company.id)
    await company.work((db) => settle(db, { repositoryIds: [web!.repositoryId] }))
    expect(await remains(company.id)).toBe(once)
    await sound()
  })

  test('has nothing left to work out afterwards, in whichever transaction it is asked', async () => {
    await cleanUp(company, await ask(company, year2024(allIds())))
    const developers = await company.work((db) => db.developer.findMany({ select: { id: true } }))
    const ids = developers.map(({ id }) => id)
    const left = (queries: CompanyQueries) => settleEffort(queries, ids, null)
    expect(await inBulk(company.database, company.id, left)).toEqual([])
    expect(await company.work(left)).toEqual([])
  })

  test('takes exclusions of its commits along, and leaves patterns', async () => {
    const [web] = years.places
    const { repositoryId, commits } = web!
    const made = { reason: 'A test.', userId: company.owner.id }
    await company.work(async (db) => {
      const hash = commits[0]!.hash
      await makeExclusion(db, { kind: 'commit', repositoryId, hash }, made)
      await makeExclusion(db, { kind: 'path', repositoryId, pattern: 'dist/**' }, made)
    })
    await cleanUp(company, await ask(company, year2024([repositoryId])))
    const left = await company.work((db) => db.exclusion.findMany({ select: { kind: true } }))
    expect(left).toEqual([{ kind: 'path' }])
  })

  test('keeps whom an admin has named, or put in a team', async () => {
    await company.work(async (db) => {
      const data = { name: 'Beatrice', nameDecided: true }
      await db.developer.updateMany({ where: { name: 'Bea' }, data })
    })
    await cleanUp(company, await ask(company, year2024(allIds())))
    const kept = await company.work((db) => db.identity.findMany({ where: { name: 'Bea' } }))
    expect(kept).toHaveLength(1)
    await sound()
  })

  test.each([2, 3])('ends in the same state killed before all but each %ith step', async (n) => {
    await cleanUp(company, await ask(company, year2024(allIds())))
    const other = await makeCompany()
    const made = await makeYears(other)
    const ids = [...made.places, made.connected].map(({ repositoryId }) => repositoryId)
    const stored = await cleanUp(other, await ask(other, year2024(ids)), (at) => at % n !== 0)
    expect(stored).toBeGreaterThan(15)
    expect(await remains(other.id)).toBe(await remains(company.id))
    expect(await other.work(checkRollUps)).toEqual([])
    await sound()
  })
})

describe('what is read later', () => {
  test('does not bring a cleared commit back, and is counted', async () => {
    const [web] = years.places
    const { repositoryId, commits } = web!
    await cleanUp(company, await ask(company, year2024([repositoryId])))
    const analysisId = await requestAgain(company, repositoryId)
    const late = makeCommit({ authoredAt: '2024-06-01T00:00:00.000Z', authorName: 'Dora' })
    let cleared = 0
    await record(
      company.database,
      { run: { companyId: company.id, analysisId, attempt: 1 }, repositoryId, timeZone: 'UTC' },
      async (recorder) => {
        for (const commit of [...commits, late]) await recorder.commit(commit)
      },
      () => ({ rewritten: false, since: null }),
      async ({ stored }) => {
        cleared = stored.cleared
      },
    )
    expect(cleared).toBe(4)
    await company.work(async (db) => {
      expect(await db.commit.count({ where: { repositoryId } })).toBe(6)
      expect(await db.identity.count({ where: { name: 'Dora' } })).toBe(0)
      expect(await db.path.count({ where: { repositoryId, path: 'lib/2024.js' } })).toBe(0)
    })
  })

  test('brings it back once the mark is lifted', async () => {
    const [web] = years.places
    const { repositoryId, commits } = web!
    await cleanUp(company, await ask(company, year2024([repositoryId])))
    await company.work((db) => db.clearedPeriod.deleteMany({ where: { repositoryId } }))
    const analysisId = await requestAgain(company, repositoryId)
    await storeCommits(company, { repositoryId, analysisId }, commits)
    expect(await company.work((db) => db.commit.count({ where: { repositoryId } }))).toBe(9)
    await sound()
  })

  test('does not bring a cleared pull request back, nor its people, and is counted', async () => {
    const { connected } = years
    await cleanUp(company, await ask(company, year2024([connected.repositoryId])))
    const at = new Date('2024-03-05T10:00:00Z')
    const old = { createdAt: at, updatedAt: at, mergedAt: at, closedAt: at }
    const facts = [pullRequest(1, { ...old, author: hostPerson('cleo') }), pullRequest(3)]
    await company.work(async (db) => {
      await storePullRequests(db, connected, facts)
      const found = await db.pullRequest.findMany({ orderBy: { number: 'asc' } })
      expect(found.map(({ number }) => number)).toEqual([2, 3])
      expect(await db.hostAccount.count({ where: { username: 'cleo' } })).toBe(0)
      const [collection] = await db.collection.findMany()
      expect(collection!.leftOut).toBe(1)
    })
  })

  test('is waited for while it is being stored', async () => {
    const [web] = years.places
    const { repositoryId } = web!
    const analysisId = await requestAgain(company, repositoryId)
    const id = await ask(company, year2024([repositoryId]))
    const run = { companyId: company.id, analysisId, attempt: 1 }
    const late = makeCommit({ authoredAt: '2024-06-01T00:00:00.000Z' })
    await record(
      company.database,
      { run, repositoryId, timeZone: 'UTC' },
      (recorder) => recorder.commit(late),
      () => ({ rewritten: false, since: null }),
      async () => {
        const state = await inBulk(company.database, company.id, (queries) =>
          cleanUpStep(queries, id),
        )
        expect(state).toBe('wait')
      },
    )
    await drive(company, (queries) => cleanUpStep(queries, id))
    const where = { repositoryId, authoredAt: { lt: new Date('2025-01-01') } }
    expect(await company.work((db) => db.commit.count({ where }))).toBe(0)
  })
})

describe('a repository that is removed', () => {
  test('leaves nothing of itself, and its people where they work elsewhere', async () => {
    const [web] = years.places
    const other = await makeCompany({ name: 'Contoso' })
    await makeYears(other)
    const before = await snapshot(other.id)
    await cleanUp(company, await ask(company, wholeRepository(web!.repositoryId, 'web')))
    expect(await snapshot(other.id)).toBe(before)
    await sound()
    await company.work(async (db) => {
      expect(await db.repository.count({ where: { name: 'web' } })).toBe(0)
      expect(await db.commit.count()).toBe(18)
      expect(await db.developer.count({ where: { name: 'Bea' } })).toBe(1)
    })
    await cleanUp(
      company,
      await ask(company, wholeRepository(years.connected.repositoryId, 'shop')),
    )
    await sound()
    expect(await company.work((db) => db.hostAccount.count())).toBe(0)
  })
})
