import { describe, expect, test } from 'vitest'
import { failAnalysis } from '../../src/analysis/analyses.js'
import { overview } from '../../src/reports/overview.js'
import { viewerOf } from '../../src/signals/viewer.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeRepository, requestAgain, storeCommits } from '../support/facts.js'
import { makeFilters } from '../support/filters.js'

const show = (company: TestCompany, repositoryId: bigint | null = null) =>
  company.work((db) =>
    overview(db, makeFilters('30d', repositoryId), {
      ...{
        metric: null,
        today: '2026-03-04',
        now: new Date(),
        viewer: viewerOf({ individuals: 'named' }, 'owner'),
      },
    }),
  )

const fault = { code: 'gone', title: 'It is not there.', advice: 'Check the address.' }

const fail = (company: TestCompany, analysisId: bigint) =>
  company.work((db) => failAnalysis(db, { companyId: company.id, analysisId, attempt: 1 }, fault))

const text = (parts: { text: string }[]) => parts.map((part) => part.text).join('')

describe('an overview without commits', () => {
  test('says that there is no repository, also where another company has some', async () => {
    const other = await makeCompany()
    await storeCommits(other, await makeRepository(other), [
      makeCommit({ authoredAt: '2026-03-01T00:00:00Z' }),
    ])
    const shown = await show(await makeCompany())
    expect(shown).toMatchObject({ empty: 'no-repositories', updatedAt: null })
    expect([shown.repositories, shown.folders, shown.analyses]).toEqual([[], [], []])
    expect(shown.tiles.map(({ value }) => value)).toEqual([0, 0, 0, null, null])
    expect(text(shown.verdict)).toBe('Nothing was committed in the last 30 days.')
  })

  test('says that the first history is being read', async () => {
    const company = await makeCompany()
    await makeRepository(company)
    const shown = await show(company)
    expect(shown.empty).toBe('reading')
    expect(shown.analyses).toMatchObject([{ repository: 'express', state: 'waiting' }])
  })

  test('says that it could not be read, and where that stands', async () => {
    const company = await makeCompany()
    const { repositoryId, analysisId } = await makeRepository(company)
    await fail(company, analysisId)
    const shown = await show(company)
    expect(shown.empty).toBe('failed')
    expect(shown.analyses).toMatchObject([{ state: 'failed', problem: fault.title }])
    expect(text(shown.verdict)).toMatch(/express could not be read\.$/)
    const exception = shown.verdict.find(({ tone }) => tone === 'exception')
    expect(exception?.href).toBe(`/repositories/${repositoryId}/analyses/${analysisId}`)
  })

  test('says that nothing was committed where everything is read', async () => {
    const company = await makeCompany()
    const place = await makeRepository(company)
    await storeCommits(company, place, [makeCommit({ authoredAt: '2025-03-01T00:00:00Z' })])
    const shown = await show(company)
    expect(shown.empty).toBe('no-commits')
    expect(shown.updatedAt).toBeInstanceOf(Date)
  })

  test('speaks of the picked repository', async () => {
    const company = await makeCompany()
    const { repositoryId } = await makeRepository(company, 'waiting')
    const broken = await makeRepository(company, 'broken')
    await fail(company, broken.analysisId)
    expect((await show(company)).empty).toBe('reading')
    expect((await show(company, repositoryId)).empty).toBe('reading')
    expect((await show(company, broken.repositoryId)).empty).toBe('failed')
  })
})

test('a failed reading after a good one shows the numbers, and the exception first', async () => {
  const company = await makeCompany()
  const place = await makeRepository(company)
  await storeCommits(company, place, [makeCommit({ authoredAt: '2026-03-01T12:00:00Z' })])
  await fail(company, await requestAgain(company, place.repositoryId))
  const shown = await show(company)
  expect(shown).toMatchObject({ empty: null, repositories: [{ state: 'failed' }] })
  expect(text(shown.verdict)).toMatch(/could not be read\.$/)
  expect(shown.analyses.map(({ state }) => state)).toEqual(['failed', 'done'])
})
