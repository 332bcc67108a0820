import { describe, expect, it } from 'vitest'
import { listAuthoredFiles } from '../../src/metrics/authored-files.js'
import {
  authorsOf,
  busFactorByAuthorship,
  degreeOfAuthorship,
  type FileAuthors,
} from '../../src/metrics/authorship.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeFile, makeRepository, storeCommits } from '../support/facts.js'

const file = (maker: number | null, changes: Record<number, number>): FileAuthors => ({
  maker,
  changes: new Map(Object.entries(changes).map(([developer, count]) => [Number(developer), count])),
})

describe('the degree of authorship', () => {
  it('is the published sum', () => {
    expect(degreeOfAuthorship(true, 0, 0)).toBeCloseTo(4.391, 6)
    // 3.293 + 0.164 × 10 - 0.321 × ln 5
    expect(degreeOfAuthorship(false, 10, 4)).toBeCloseTo(4.41637, 5)
  })
})

describe('the authors of a file', () => {
  it('are its maker, and whoever has done as much since', () => {
    expect(authorsOf(file(1, { 1: 1 }))).toEqual([1])
    // 1: 3.293 + 1.098 - 0.321 ln 3 = 4.038; 2: 3.293 + 0.328 - 0.321 ln 2 = 3.398, 84 % of it.
    expect(authorsOf(file(1, { 1: 1, 2: 2 }))).toEqual([1, 2])
    // 2 with one change: 3.293 + 0.164 - 0.321 ln 2 = 3.234, below 3.293.
    expect(authorsOf(file(1, { 1: 1, 2: 1 }))).toEqual([1])
  })

  it('can be none, where everybody did a little', () => {
    expect(authorsOf(file(null, { 1: 1, 2: 1, 3: 1 }))).toEqual([])
  })
})

describe('the bus factor by authorship', () => {
  it('is how many must go until more than half of the files have no author', () => {
    // 1 has three files, 2 two, 3 one: without 1 three of six are orphans, without 2 five.
    const files = [1, 1, 1, 2, 2, 3].map((maker) => file(maker, { [maker]: 3 }))
    expect(busFactorByAuthorship(files)).toBe(2)
    expect(busFactorByAuthorship(files.slice(0, 4))).toBe(1)
    expect(busFactorByAuthorship([])).toBe(0)
  })

  it('is nobody where most files have no author to begin with', () => {
    const orphan = file(null, { 1: 1, 2: 1, 3: 1 })
    expect(busFactorByAuthorship([orphan, orphan, file(1, { 1: 1 })])).toBe(0)
  })
})

describe('the files of a repository', () => {
  it('are those that are there, with their history under older names', async () => {
    const company = await makeCompany()
    const place = await makeRepository(company)
    const at = (day: number, authorName: string, given: object) =>
      makeCommit({
        ...{ authorName, committedAt: `2026-03-0${day}T10:00:00.000Z` },
        files: [makeFile(given)],
      })
    await storeCommits(company, place, [
      at(4, 'Ada', { path: 'lib/new.js' }),
      at(3, 'Ada', { path: 'lib/new.js', renamedFrom: 'lib/old.js' }),
      at(2, 'Bob', { path: 'lib/old.js' }),
      at(1, 'Ada', { path: 'lib/gone.js' }),
    ])
    await company.work(async (db) => {
      const { companyId } = db
      const { repositoryId } = place
      const path = await db.path.findFirstOrThrow({ where: { path: 'lib/new.js' } })
      const bob = await db.identity.findFirstOrThrow({ where: { name: 'Bob' } })
      const ada = await db.identity.findFirstOrThrow({ where: { name: 'Ada' } })
      const data = { companyId, repositoryId, pathId: path.id, identityId: ada.id, lines: 5 }
      await db.ownership.create({ data })
      expect(await listAuthoredFiles(db, repositoryId)).toEqual([
        file(Number(bob.developerId), {
          ...{ [Number(bob.developerId)]: 1, [Number(ada.developerId)]: 2 },
        }),
      ])
    })
  })
})
