import { expect, test } from 'vitest'
import { failAnalysis, tellProgress } from '../../src/analysis/analyses.js'
import { beginAnalysis } from '../../src/analysis/begin.js'
import { analysis } from '../../src/reports/analysis.js'
import { makeCompany } from '../support/company.js'
import { makeRepository, storeCommits } from '../support/facts.js'

async function asked() {
  const company = await makeCompany()
  const { repositoryId, analysisId } = await makeRepository(company)
  const run = { companyId: company.id, analysisId, attempt: 1 }
  const show = () => company.work((db) => analysis(db, repositoryId, analysisId))
  return { company, repositoryId, analysisId, run, show }
}

test('a waiting analysis says what will be read', async () => {
  const { show, repositoryId, analysisId } = await asked()
  expect(await show()).toMatchObject({
    ...{ id: String(analysisId), state: 'waiting', stage: 'waiting', window: 'Everything' },
    ...{ commitsFound: null, commitsRead: 0, measured: 0, skipped: [], receipt: [] },
    ...{ problem: null, startedAt: null, finishedAt: null },
    repository: {
      id: String(repositoryId),
      name: 'express',
      href: `/repositories/${repositoryId}`,
    },
  })
})

test('a running one says how far it is and what it left out', async () => {
  const { company, run, show } = await asked()
  await company.work(async (db) => {
    await beginAnalysis(db, run)
    const counts = { commitsFound: 100, commitsRead: 40, measured: 30 }
    const skipped = { merge: 9, boundary: 1, oversized: 0, unreadable: 0, known: 0 }
    await tellProgress(db, run, { stage: 'reading', ...counts, skipped })
  })
  expect(await show()).toMatchObject({
    ...{ state: 'running', stage: 'reading', commitsFound: 100, commitsRead: 40, measured: 30 },
    skipped: [
      { reason: 'merges: counted, not measured', count: 9 },
      { reason: 'older than the window: left out', count: 1 },
    ],
    receipt: [],
  })
})

test('a stage that is new to the page is reading', async () => {
  const { company, show } = await asked()
  await company.work((db) =>
    db.analysis.updateMany({ data: { state: 'running', stage: 'polishing' } }),
  )
  expect((await show())?.stage).toBe('reading')
})

test('a failed one says what happened and what to do', async () => {
  const { company, run, show } = await asked()
  const fault = { code: 'gone', title: 'There is no such repository.', advice: 'Check it.' }
  await company.work((db) => failAnalysis(db, run, fault))
  const shown = await show()
  expect(shown).toMatchObject({
    ...{ state: 'failed', stage: 'failed', receipt: [] },
    problem: { title: 'There is no such repository.', advice: 'Check it.' },
  })
  expect(shown?.finishedAt).toBeInstanceOf(Date)
})

test('a finished one without a readable receipt has none', async () => {
  const { company, repositoryId, analysisId, show } = await asked()
  await storeCommits(company, { repositoryId, analysisId }, [])
  expect(await show()).toMatchObject({ state: 'done', stage: 'done', receipt: [], problem: null })
})

test('a finished one shows its receipt by the company’s clock', async () => {
  const company = await makeCompany({ timeZone: 'Asia/Kathmandu' })
  const { repositoryId, analysisId } = await makeRepository(company)
  const receipt = {
    ...{ branch: 'main', headHash: 'abc', method: 'shallow', cloneBytes: 1, windowComplete: true },
    ...{ clonedAt: '2026-03-04T10:00:00Z', cloneDeletedAt: null, anomalies: {} },
    stored: { commits: 1, fileChanges: 1 },
  }
  await company.work((db) => db.analysis.updateMany({ data: { state: 'done', receipt } }))
  const shown = await company.work((db) => analysis(db, repositoryId, analysisId))
  expect(shown?.receipt).toContainEqual({ label: 'Cloned at', value: '15:45:00' })
})

test('an analysis is found by its own repository and company only', async () => {
  const { company, repositoryId, analysisId } = await asked()
  const sibling = await makeRepository(company, 'koa')
  const other = await makeCompany()
  const missing = [
    company.work((db) => analysis(db, sibling.repositoryId, analysisId)),
    company.work((db) => analysis(db, repositoryId, analysisId + 1_000_000n)),
    other.work((db) => analysis(db, repositoryId, analysisId)),
  ]
  expect(await Promise.all(missing)).toEqual([null, null, null])
})
