import { createHash } from 'node:crypto'
import { requestAnalysis, type WindowChoice } from '../../src/analysis/analyses.js'
import { derive } from '../../src/analysis/derive.js'
import { record } from '../../src/analysis/record.js'
import type { MeasuredCommit, MeasuredFile } from '../../src/measures/measured-commit.js'
import { addRepository } from '../../src/repositories/repositories.js'
import type { TestCompany } from './company.js'

let count = 0

/** A commit with ordinary values; give it what the test is about. */
export function makeCommit(given: Partial<MeasuredCommit> = {}): MeasuredCommit {
  count += 1
  const files = given.files ?? [makeFile()]
  return {
    hash: createHash('sha1').update(`commit ${count}`).digest('hex'),
    parents: ['0'.repeat(40)],
    authorName: 'Ada',
    // Nobody shares another's address: the same address is the same developer.
    authorEmail: `${(given.authorName ?? 'Ada').toLowerCase().replaceAll(' ', '.')}@example.com`,
    ...{ mailmapName: null, mailmapEmail: null, isBot: false, agent: null },
    authoredAt: '2026-03-04T10:00:00.000Z',
    authorOffsetMinutes: 0,
    committedAt: '2026-03-04T10:00:00.000Z',
    subject: `Commit ${count}`,
    type: 'feature',
    typeSource: 'conventional',
    typeConfidence: 1,
    skipped: null,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    committerName: 'Ada',
    committerEmail: 'ada@example.com',
    message: `Commit ${count}`,
    dateSuspect: false,
    scope: null,
    breaking: false,
    ...given,
    files,
  }
}

/** A changed code file of ten added lines and two removed ones. */
export function makeFile(given: Partial<MeasuredFile> = {}): MeasuredFile {
  return {
    path: 'lib/index.js',
    kind: 'code',
    language: 'JavaScript',
    additions: 10,
    deletions: 2,
    binary: false,
    renamedFrom: null,
    complexityDelta: 1,
    indentDelta: 0,
    ...given,
  }
}

/** A merge of two branches: stored, never measured. */
export function makeMerge(given: Partial<MeasuredCommit> = {}): MeasuredCommit {
  return makeCommit({
    ...{ parents: ['0'.repeat(40), '1'.repeat(40)], files: [] },
    ...{ type: 'merge', typeSource: 'merge', skipped: 'merge' },
    ...given,
  })
}

/** Asks for one more analysis of a repository whose last one has ended. */
export async function requestAgain(
  company: TestCompany,
  repositoryId: bigint,
  window: WindowChoice = 'all',
): Promise<bigint> {
  const userId = company.owner.id
  return company.work((db) => requestAnalysis(db, { repositoryId, userId, window }))
}

/** Adds a repository to a company and asks for its analysis. */
export async function makeRepository(company: TestCompany, name = 'express') {
  const source = {
    kind: 'remote' as const,
    url: `https://git.example.com/${name}`,
    name,
    key: `https://git.example.com/${name}`,
  }
  return company.work(async (db) => {
    const { repository } = await addRepository(db, source)
    const userId = company.owner.id
    const analysisId = await requestAnalysis(db, {
      ...{ repositoryId: repository.id, userId, window: 'all' },
    })
    return { repositoryId: repository.id, analysisId }
  })
}

/** Stores commits in a repository, as a worker would have. */
export async function storeCommits(
  company: TestCompany,
  place: { repositoryId: bigint; analysisId: bigint },
  commits: MeasuredCommit[],
  { timeZone = 'UTC', since = null as Date | null, isWhole = true } = {},
): Promise<void> {
  const run = { companyId: company.id, analysisId: place.analysisId, attempt: 1 }
  await record(
    company.database,
    { run, repositoryId: place.repositoryId, timeZone },
    async (recorder) => {
      for (const commit of commits) {
        await recorder.commit(commit)
        await recorder.reached(commit.hash)
      }
    },
    () => ({ rewritten: false, since: null }),
    async ({ query, queries }) => {
      await derive(queries, { ...place, isWhole, lineage: null })
      await query(
        `UPDATE analyses SET state = 'done', stage = 'done', "finishedAt" = now(), since = $3
         WHERE "companyId" = $1 AND id = $2`,
        [String(company.id), String(place.analysisId), since],
      )
      const ids = [String(company.id), String(place.analysisId)]
      await query('SELECT directory.end_run($1, $2)', ids)
    },
  )
}
