import { describe, expect, test } from 'vitest'
import { failAnalysis } from '../../src/analysis/analyses.js'
import { repository, startAnalyses } from '../../src/reports/repositories.js'
import { repositoryList } from '../../src/reports/repository-list.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import {
  makeCommit,
  makeMerge,
  makeRepository,
  requestAgain,
  storeCommits,
} from '../support/facts.js'
import { makeFilters } from '../support/filters.js'

const filters = makeFilters()

const fault = { code: 'gone', title: 'It is not there.', advice: 'Check the address.' }

const fail = (company: TestCompany, analysisId: bigint) =>
  company.work((db) => failAnalysis(db, { companyId: company.id, analysisId, attempt: 1 }, fault))

const all = { analyze: true, collect: true, exclude: true, connections: true, remove: false }

describe('the list of repositories', () => {
  test('is empty at first, whatever other companies have', async () => {
    await makeRepository(await makeCompany())
    const company = await makeCompany()
    expect(await company.work((db) => repositoryList(db, filters, filters))).toEqual([])
  })

  test('is by name, with the commits that are here and the state of the last reading', async () => {
    const company = await makeCompany()
    const koa = await makeRepository(company, 'koa')
    await storeCommits(company, koa, [makeCommit(), makeCommit(), makeMerge()])
    await fail(company, await requestAgain(company, koa.repositoryId, '90d'))
    const express = await makeRepository(company, 'express')
    const rows = await company.work((db) => repositoryList(db, filters, filters))
    expect(rows).toMatchObject([
      { name: 'express', state: 'waiting', readAt: null, window: 'Everything' },
      { name: 'koa', state: 'failed', window: 'Last 90 days' },
    ])
    expect(rows.map(({ work }) => work)).toMatchObject([{ commits: 0 }, { commits: 2 }])
    expect(rows[1]?.work?.commitsHref).toBe(`/commits?p=30d&repo=${koa.repositoryId}`)
    expect(rows[0]).toMatchObject({
      href: `/repositories/${express.repositoryId}?p=30d`,
      source: 'https://git.example.com/express',
    })
    // Read once and not again: what is shown is of the reading that succeeded.
    expect(rows[1]?.readAt).toBeInstanceOf(Date)
  })

  test('obeys the filters, and tells no number of too few people', async () => {
    const company = await makeCompany()
    const koa = await makeRepository(company, 'koa')
    await makeRepository(company, 'express')
    const old = makeCommit({ authoredAt: '2025-06-01T10:00:00Z' })
    await storeCommits(company, koa, [makeCommit({ authoredAt: '2026-02-10T10:00:00Z' }), old])
    const one = makeFilters('30d', koa.repositoryId)
    const rows = await company.work((db) => repositoryList(db, one, one))
    expect(rows).toMatchObject([{ name: 'koa', work: { commits: 1, contributors: 1 } }])
    expect(rows[0]?.work).toMatchObject({ merged: 0, cycle: null })
    const untold = await company.work((db) => repositoryList(db, one, null))
    expect(untold).toMatchObject([{ name: 'koa', state: 'ready', work: null }])
  })
})

describe('a repository', () => {
  test('has its commits and its readings, newest first', async () => {
    const company = await makeCompany()
    const place = await makeRepository(company)
    await storeCommits(company, place, [makeCommit(), makeMerge()])
    const again = await requestAgain(company, place.repositoryId, '12m')
    const id = place.repositoryId
    const found = await company.work((db) => repository(db, id, { ...all, exclude: false }))
    expect(found).toMatchObject({
      ...{ id: String(id), name: 'express', canAnalyze: true, defaultBranch: null },
      analyses: [
        { id: String(again), state: 'waiting', window: 'Last 12 months' },
        { id: String(place.analysisId), state: 'done', window: 'Everything' },
      ],
    })
    expect(found?.analyses[0]?.href).toBe(`/repositories/${id}/analyses/${again}`)
  })

  test('says why its reading failed', async () => {
    const company = await makeCompany()
    const { repositoryId, analysisId } = await makeRepository(company)
    await fail(company, analysisId)
    const found = await company.work((db) =>
      repository(db, repositoryId, { ...all, analyze: false }),
    )
    expect(found).toMatchObject({ canAnalyze: false, analyses: [{ problem: fault.title }] })
  })

  test('is not there for another company, nor by an id that nobody has', async () => {
    const { repositoryId } = await makeRepository(await makeCompany())
    const other = await makeCompany()
    expect(await other.work((db) => repository(db, repositoryId, all))).toBeNull()
    expect(await other.work((db) => repository(db, 999_999_999_999n, all))).toBeNull()
  })
})

test('the start page lists the eight latest readings of the company', async () => {
  const company = await makeCompany()
  await makeRepository(await makeCompany(), 'foreign')
  for (let count = 0; count < 9; count++) await makeRepository(company, `r${count}`)
  const shown = await company.work(startAnalyses)
  expect(shown.map((row) => row.repository)).toEqual([
    ...['r8', 'r7', 'r6', 'r5', 'r4', 'r3', 'r2', 'r1'],
  ])
  expect(shown[0]).toMatchObject({ state: 'waiting', commitsRead: 0, commitsFound: null })
})
