import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { requestAnalysis } from '../../src/analysis/analyses.js'
import type { Run } from '../../src/database/runs.js'
import { asked, letIn, workOff } from '../support/analysis-job.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { connectAs } from '../support/database.js'
import { GitRepository } from '../support/git-repository.js'
import { GitServer, type GitServerOptions } from '../support/git-server.js'

const clean: (() => Promise<unknown>)[] = []
let workFolder: string

beforeEach(async () => {
  workFolder = await mkdtemp(join(tmpdir(), 'codevisto-test-work-'))
  clean.push(() => rm(workFolder, { recursive: true, force: true }))
})

afterEach(async () => {
  expect(await readdir(workFolder), 'what is left of the clones').toEqual([])
  for (const undo of clean.splice(0).reverse()) await undo()
})

/** Two code commits, one of tests, and their merge. */
async function history(): Promise<GitRepository> {
  const repository = await GitRepository.create()
  clean.push(() => repository.remove())
  const body = 'export const a = (b) => (b ? 1 : 2)\n'
  const first = repository.commit({ message: 'feat: begin', files: { 'lib/a.js': body } })
  const second = repository.commit({
    ...{ message: 'fix: end', author: 'Bob', email: 'bob@example.com' },
    files: { 'lib/a.js': `${body}// and on\n` },
  })
  const side = repository.commit({
    branch: 'side',
    from: first,
    files: { 'test/a.test.js': 'a()\n' },
  })
  repository.commit({ from: second, merge: [side], message: 'Merge side' })
  repository.save()
  return repository
}

function work(
  run: Run,
  outboundAllow: string[] = [],
  told: { isEmbedded?: boolean; leaving?: AbortSignal } = {},
) {
  return workOff(run, { workFolder, outboundAllow, ...told })
}

async function outcome(company: TestCompany) {
  return company.work(async (db) => ({
    analysis: await db.analysis.findFirstOrThrow(),
    commits: await db.commit.findMany({
      orderBy: { authoredAt: 'asc' },
      include: { author: true },
    }),
    changes: await db.fileChange.count(),
  }))
}

async function serve(options: GitServerOptions = {}) {
  const repository = await history()
  const server = await GitServer.start(repository.parent, options)
  clean.push(() => server.stop())
  const url = server.url()
  return { url, allowed: [new URL(url).origin] }
}

describe('analysing a repository', () => {
  test('stores the facts of every commit, in one go', async () => {
    const company = await makeCompany({ timeZone: 'Pacific/Auckland' })
    const { path } = await history()
    await work(await asked(company, path))
    const { analysis, commits, changes } = await outcome(company)
    expect(analysis).toMatchObject({
      ...{ state: 'done', commitsFound: 4, commitsRead: 4, measured: 3, faultCode: null },
      skipped: { merge: 1 },
    })
    expect(commits.map((commit) => [commit.type, commit.additions, commit.author.name])).toEqual([
      ['feature', 1, 'Ada Lovelace'],
      ['fix', 1, 'Bob'],
      ['test', 1, 'Ada Lovelace'],
      ['merge', 0, 'Ada Lovelace'],
    ])
    expect(commits[0]).toMatchObject({ codeAdditions: 1, complexityDelta: 1, complexityLines: 1 })
    expect(changes).toBe(3)
    // 2026-01-01 01:00 UTC is the afternoon of that day in Auckland; its week began on Monday 29th.
    expect(commits[0]!.localWeek.toISOString()).toBe('2025-12-29T00:00:00.000Z')
  })

  test('done again changes no row', async () => {
    const company = await makeCompany()
    const { path } = await history()
    const run = await asked(company, path)
    await work(run)
    const before = await outcome(company)
    const { repositoryId } = before.analysis
    const again = await company.work((db) =>
      requestAnalysis(db, { repositoryId, userId: company.owner.id, window: 'all' }),
    )
    await work(await letIn({ ...run, analysisId: again }))
    const after = await outcome(company)
    expect(after.commits).toEqual(before.commits)
    expect(after.changes).toBe(before.changes)
  })

  test('clones what stands elsewhere, and deletes the clone', async () => {
    const company = await makeCompany()
    const { url, allowed } = await serve()
    await work(await asked(company, url, allowed), allowed)
    const { analysis, commits } = await outcome(company)
    expect(analysis).toMatchObject({ state: 'done', measured: 3 })
    expect(analysis.receipt).toMatchObject({ windowComplete: true, stored: { commits: 4 } })
    expect(commits).toHaveLength(4)
  })

  test('keeps no line of what it read', async () => {
    const company = await makeCompany()
    const repository = await GitRepository.create()
    clean.push(() => repository.remove())
    const canary = 'kanarienvogel_4711'
    repository.commit({ files: { 'lib/a.js': `const ${canary} = 1\n`, 'README.md': canary } })
    repository.save()
    await work(await asked(company, repository.path))
    const client = await connectAs('super')
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname IN ('public', 'directory', 'bullmq')`,
    )
    const forms = [
      canary,
      Buffer.from(canary).toString('base64').slice(0, -2),
      Buffer.from(canary).toString('hex'),
    ]
    for (const { name } of rows) {
      const all = await client.query(`SELECT string_agg(t::text, '') AS text FROM ${name} t`)
      for (const form of forms) expect(all.rows[0].text ?? '', name).not.toContain(form)
    }
  })
})

describe('an analysis that cannot be made', () => {
  test.each<[string, GitServerOptions, string]>([
    ['is refused for want of credentials', { refuseWith: 401 }, 'needs-credentials'],
    ['is not there', { refuseWith: 404 }, 'not-found'],
    ['vanishes half-way', { cutPackAfter: 20 }, 'vanished'],
    ['is a web page', { refuseWith: 200 }, 'not-a-repository'],
  ])('because the repository %s says so, and stores nothing', async (_, options, code) => {
    const company = await makeCompany()
    const { url, allowed } = await serve(options)
    await work(await asked(company, url, allowed), allowed)
    const { analysis, commits, changes } = await outcome(company)
    expect(analysis.state).toBe('failed')
    expect(analysis.faultCode).toBe(code)
    expect(analysis.faultTitle).toMatch(/\.$/)
    expect(analysis.faultAdvice).toMatch(/\.$/)
    expect([commits.length, changes]).toEqual([0, 0])
  })

  test('because it is empty', async () => {
    const company = await makeCompany()
    const repository = await GitRepository.create()
    clean.push(() => repository.remove())
    await work(await asked(company, repository.path))
    expect((await outcome(company)).analysis.faultCode).toBe('empty-repository')
  })

  test('because folders of this machine are not read here', async () => {
    const company = await makeCompany()
    const { path } = await history()
    await work(await asked(company, path), [], { isEmbedded: false })
    expect((await outcome(company)).analysis).toMatchObject({
      state: 'failed',
      faultCode: 'refused',
    })
  })

  test('because its host leads inside', async () => {
    const company = await makeCompany()
    const { url, allowed } = await serve()
    const run = await asked(company, url, allowed)
    await work(run, [])
    expect((await outcome(company)).analysis).toMatchObject({
      state: 'failed',
      faultCode: 'refused',
    })
  })
})

describe('an analysis that is interrupted', () => {
  test('waits again when its worker leaves, and the next start finishes it', async () => {
    const company = await makeCompany()
    const { path } = await history()
    const run = await asked(company, path)
    const leaving = new AbortController()
    leaving.abort()
    await work(run, [], { leaving: leaving.signal })
    const { analysis, commits } = await outcome(company)
    expect(analysis.state).toBe('waiting')
    expect(commits).toEqual([])
    await work(await letIn(run))
    expect((await outcome(company)).analysis.state).toBe('done')
  })

  test('writes nothing for a start that has been given to another', async () => {
    const company = await makeCompany()
    const { path } = await history()
    const first = await asked(company, path)
    const second = await letIn(first)
    await work(first)
    expect((await outcome(company)).commits).toEqual([])
    await work(second)
    expect((await outcome(company)).commits).toHaveLength(4)
  })

  test('does nothing for an analysis that has ended', async () => {
    const company = await makeCompany()
    const { path } = await history()
    const run = await asked(company, path)
    await work(run)
    const before = await outcome(company)
    await work(run)
    expect(await outcome(company)).toEqual(before)
  })
})
