import { expect, test } from 'vitest'
import { measureRepositories } from '../../src/metrics/repositories.js'
import type { Scope } from '../../src/metrics/scope.js'
import { measureRepositoryWeeks } from '../../src/metrics/work.js'
import { makeCompany } from '../support/company.js'
import { makeCommit, makeFile, makeMerge, makeRepository, storeCommits } from '../support/facts.js'

const march: Scope = { from: '2026-03-01', to: '2026-03-31', repositoryId: null, bots: false }

async function twoRepositories() {
  const company = await makeCompany()
  const express = await makeRepository(company, 'express')
  const koa = await makeRepository(company, 'koa')
  await storeCommits(company, express, [
    makeCommit(),
    makeCommit({ authorEmail: 'ADA@example.com', type: 'fix' }),
    makeCommit({ authoredAt: '2026-03-09T00:00:00Z', files: [makeFile({ kind: 'docs' })] }),
    makeMerge({ authorEmail: 'bob@example.com' }),
  ])
  await storeCommits(company, koa, [
    makeCommit({ files: [makeFile(), makeFile({ path: 't.js', kind: 'test', deletions: 0 })] }),
    makeCommit({ authorEmail: 'bob@example.com', authoredAt: '2026-02-28T23:59:59Z' }),
  ])
  return { company, express: express.repositoryId, koa: koa.repositoryId }
}

test('each repository has its commits, lines and people', async () => {
  const { company, express, koa } = await twoRepositories()
  const rows = await company.work((db) => measureRepositories(db, march))
  expect(rows.toSorted((a, b) => Number(a.repositoryId - b.repositoryId))).toMatchObject([
    { repositoryId: express, commits: 3, contributors: 1, lines: 24 },
    { repositoryId: koa, commits: 1, contributors: 1, lines: 22 },
  ])
})

test('one repository is measured alone where it is asked for', async () => {
  const { company, koa } = await twoRepositories()
  const scope = { ...march, repositoryId: koa }
  const rows = await company.work((db) => measureRepositories(db, scope))
  expect(rows.map(({ repositoryId }) => repositoryId)).toEqual([koa])
})

test('each repository’s work is counted by week', async () => {
  const { company, express, koa } = await twoRepositories()
  const rows = await company.work((db) => measureRepositoryWeeks(db, march))
  const order = (row: (typeof rows)[number]) => `${row.repositoryId} ${row.week}`
  expect(rows.toSorted((a, b) => order(a).localeCompare(order(b)))).toEqual([
    { repositoryId: express, week: '2026-03-02', commits: 2 },
    { repositoryId: express, week: '2026-03-09', commits: 1 },
    { repositoryId: koa, week: '2026-03-02', commits: 1 },
  ])
})

test('another company has no row here', async () => {
  await twoRepositories()
  const company = await makeCompany()
  expect(await company.work((db) => measureRepositories(db, march))).toEqual([])
  expect(await company.work((db) => measureRepositoryWeeks(db, march))).toEqual([])
})
