import { expect, test } from 'vitest'
import { measureFolders } from '../../src/metrics/folders.js'
import type { Scope } from '../../src/metrics/scope.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { makeCommit, makeFile, makeMerge, makeRepository, storeCommits } from '../support/facts.js'

const march: Scope = { from: '2026-03-01', to: '2026-03-31', repositoryId: null, bots: false }
const touching = (...paths: string[]) =>
  makeCommit({ files: paths.map((path) => makeFile({ path })) })

const folders = async (company: TestCompany, most = 10, scope = march) => {
  const rows = await company.work((db) => measureFolders(db, scope, most))
  return rows.map(({ folder, commits }) => [folder, commits])
}

test('a folder counts the commits that touch it, each once', async () => {
  const company = await makeCompany()
  await storeCommits(company, await makeRepository(company), [
    touching('src/web/a.ts', 'src/web/b.ts', 'src/web/deep/er/c.ts'),
    touching('src/web/a.ts', 'README.md'),
    touching('src/index.ts'),
  ])
  expect(await folders(company)).toEqual([
    ['src/web', 2],
    ['', 1],
    ['src', 1],
  ])
})

test('vendored and generated files, merges and other days do not count', async () => {
  const company = await makeCompany()
  await storeCommits(company, await makeRepository(company), [
    makeCommit({
      files: [
        makeFile({ path: 'lib/a.js' }),
        makeFile({ path: 'vendor/b.js', kind: 'vendored' }),
        makeFile({ path: 'dist/c.js', kind: 'generated' }),
        makeFile({ path: 'docs/d.md', kind: 'docs' }),
      ],
    }),
    makeMerge({ files: [makeFile({ path: 'lib/a.js' })] }),
    makeCommit({ authoredAt: '2026-04-01T00:00:00Z' }),
  ])
  expect(await folders(company)).toEqual([
    ['docs', 1],
    ['lib', 1],
  ])
})

test('the same folder of two repositories stands twice', async () => {
  const company = await makeCompany()
  const express = await makeRepository(company, 'express')
  const koa = await makeRepository(company, 'koa')
  await storeCommits(company, express, [touching('lib/a.js')])
  await storeCommits(company, koa, [touching('lib/a.js'), touching('lib/b.js')])
  const rows = await company.work((db) => measureFolders(db, march, 10))
  expect(rows).toEqual([
    { repositoryId: koa.repositoryId, folder: 'lib', commits: 2 },
    { repositoryId: express.repositoryId, folder: 'lib', commits: 1 },
  ])
})

test('only the busiest are told, ties by name', async () => {
  const company = await makeCompany()
  await storeCommits(company, await makeRepository(company), [
    touching('c/1', 'b/1', 'a/1'),
    touching('c/2'),
  ])
  expect(await folders(company, 2)).toEqual([
    ['c', 2],
    ['a', 1],
  ])
  expect(await folders(company, 0)).toEqual([])
})

test('another company’s folders are not here', async () => {
  const other = await makeCompany()
  await storeCommits(other, await makeRepository(other), [touching('secret/plan.ts')])
  expect(await folders(await makeCompany())).toEqual([])
})
