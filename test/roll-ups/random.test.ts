import fc from 'fast-check'
import { expect, test } from 'vitest'
import { settle } from '../../src/analysis/settle.js'
import type { MeasuredCommit } from '../../src/measures/measured-commit.js'
import { measureActivity } from '../../src/metrics/activity.js'
import { markDeveloper, splitIdentity } from '../../src/people/developer-corrections.js'
import { mergeDevelopers, undoMerge } from '../../src/people/developer-merges.js'
import { makeExclusion, undoExclusion } from '../../src/repositories/exclusions.js'
import { checkRollUps } from '../../src/roll-ups/check-roll-ups.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import {
  makeCommit,
  makeFile,
  makeMerge,
  makeRepository,
  requestAgain,
  storeCommits,
} from '../support/facts.js'

interface World {
  company: TestCompany
  places: { repositoryId: bigint; analysisId: bigint }[]
}

type Step = (world: World, pick: number) => Promise<void>

const authors = ['Ada', 'Bea', 'Cleo', 'renovate[bot]']
const types = ['feature', 'fix', 'refactor', 'test', 'docs', 'chore'] as const

/** A commit whose every trait follows from a number. */
function someCommit(seed: number): MeasuredCommit {
  const time = Date.UTC(2026, 1, 1 + (seed % 5), (seed * 7) % 24, (seed * 13) % 60)
  const instant = new Date(time).toISOString()
  const given = {
    ...{ authorName: authors[seed % 4]!, type: types[seed % 6]!, subject: `Change ${seed % 9}` },
    ...{ authoredAt: instant, committedAt: instant, dateSuspect: seed % 11 === 0 },
  }
  if (seed % 8 === 0) return makeMerge({ authoredAt: instant })
  const code = makeFile({ path: `lib/${seed % 3}.js`, additions: (seed * 17) % 60 })
  const test = makeFile({ path: 'test/a.js', kind: 'test', additions: seed % 5 })
  return makeCommit({ ...given, files: seed % 2 ? [code, test] : [code] })
}

const pickOf = <T>(rows: T[], pick: number): T | undefined => rows[pick % rows.length]

const exclude =
  (kind: 'commit' | 'path' | 'repository'): Step =>
  async ({ company, places }, pick) => {
    const { repositoryId } = pickOf(places, pick)!
    await company.work(async (db) => {
      const commit = pickOf(await db.commit.findMany({ where: { repositoryId } }), pick)
      const made = { reason: 'A test.', userId: company.owner.id }
      const targets = {
        commit: commit && {
          ...{ kind: 'commit' as const, repositoryId },
          hash: Buffer.from(commit.hash).toString('hex'),
        },
        path: { kind: 'path' as const, repositoryId: null, pattern: `lib/${pick % 3}.js` },
        repository: { kind: 'repository' as const, repositoryId },
      }
      const target = targets[kind]
      if (target) await settle(db, { repositoryIds: await makeExclusion(db, target, made) })
    })
  }

const steps: Record<string, Step> = {
  read: async ({ company, places }, pick) => {
    const place = pickOf(places, pick)!
    const commits = Array.from({ length: 1 + (pick % 7) }, (_, at) => someCommit(pick * 31 + at))
    await storeCommits(company, place, commits, { isWhole: pick % 3 === 0 })
    place.analysisId = await requestAgain(company, place.repositoryId)
  },
  excludeCommit: exclude('commit'),
  excludePath: exclude('path'),
  excludeRepository: exclude('repository'),
  putBack: async ({ company }, pick) => {
    await company.work(async (db) => {
      const row = pickOf(await db.exclusion.findMany({ where: { undoneAt: null } }), pick)
      const ids = row && (await undoExclusion(db, row.id, company.owner.id))
      if (ids) await settle(db, { repositoryIds: ids })
    })
  },
  mark: async ({ company }, pick) => {
    await company.work(async (db) => {
      const row = pickOf(await db.developer.findMany({ orderBy: { id: 'asc' } }), pick)
      const mark = (['bot', 'person', 'rule'] as const)[pick % 3]!
      const ids = row && (await markDeveloper(db, row.id, mark))
      if (ids) await settle(db, { developerIds: ids })
    })
  },
  merge: async ({ company }, pick) => {
    await company.work(async (db) => {
      const rows = await db.developer.findMany({
        where: { identities: { some: {} } },
        orderBy: { id: 'asc' },
      })
      const [into, from] = [pickOf(rows, pick), pickOf(rows, pick + 1)]
      if (!into || !from || into.id === from.id) return
      const pair = { intoId: into.id, fromId: from.id }
      const ids = await mergeDevelopers(db, pair, company.owner.id)
      if (ids) await settle(db, { developerIds: ids })
    })
  },
  takeApart: async ({ company }, pick) => {
    await company.work(async (db) => {
      const row = pickOf(await db.developerMerge.findMany({ where: { undoneAt: null } }), pick)
      const undone = row && (await undoMerge(db, row.id, company.owner.id))
      if (undone) return settle(db, { developerIds: undone.developerIds })
      const identity = pickOf(await db.identity.findMany(), pick)
      const { developerId = null, id = 0n } = identity ?? {}
      if (developerId === null) return undefined
      if ((await db.identity.count({ where: { developerId } })) < 2) return undefined
      const split = await splitIdentity(db, { developerId, identityId: id }, company.owner.id)
      return split ? settle(db, { developerIds: split.developerIds }) : undefined
    })
  },
}

const numbered = fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.nat(500))

test('after any changes the roll-ups are what the facts say', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(numbered, { minLength: 3, maxLength: 9 }), async (changes) => {
      const company = await makeCompany()
      const places = [await makeRepository(company, 'one'), await makeRepository(company, 'two')]
      const world = { company, places }
      for (const [name, pick] of [['read', 3] as const, ['read', 4] as const, ...changes]) {
        await steps[name]!(world, pick)
        expect(await company.work((db) => checkRollUps(db)), `after ${name} ${pick}`).toEqual([])
      }
      // Neither do they agree with each other alone: the facts counted in another way say the same.
      const scope = { from: '2026-01-01', to: '2026-12-31', repositoryId: null, bots: true }
      const activity = await company.work((db) => measureActivity(db, scope))
      const rows = await company.work((db) => db.repositoryDay.findMany())
      expect(rows.reduce((sum, { commits }) => sum + commits, 0)).toBe(activity.commits)
    }),
    { numRuns: 12 },
  )
}, 120_000)
