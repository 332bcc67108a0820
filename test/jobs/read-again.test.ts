import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { requestAnalysis } from '../../src/analysis/analyses.js'
import { asked, letIn, workOff } from '../support/analysis-job.js'
import { makeCompany, type TestCompany } from '../support/company.js'
import { GitRepository } from '../support/git-repository.js'
import { GitServer } from '../support/git-server.js'

let company: TestCompany
let repository: GitRepository
let server: GitServer
let workFolder: string

beforeEach(async () => {
  workFolder = await mkdtemp(join(tmpdir(), 'codevisto-test-work-'))
  company = await makeCompany()
  repository = await GitRepository.create()
  for (const number of [1, 2, 3, 4]) {
    const files = { 'lib/a.js': `if (a${number}) b()\n`, [`lib/${number}.js`]: 'a && b\n' }
    repository.commit({ message: `Change ${number}`, files })
  }
  repository.save()
  server = await GitServer.start(repository.parent)
})

afterEach(async () => {
  await server.stop()
  await repository.remove()
  expect(await readdir(workFolder), 'what is left of the clones').toEqual([])
  await rm(workFolder, { recursive: true })
})

const origin = () => new URL(server.url()).origin

async function first() {
  const run = await asked(company, server.url(), [origin()])
  await workOff(run, { workFolder, outboundAllow: [origin()] })
  return last()
}

/** Reads the repository once more, and gives back that analysis. */
async function again() {
  const analysisId = await company.work(async (db) => {
    const { id: repositoryId } = await db.repository.findFirstOrThrow()
    return requestAnalysis(db, { repositoryId, userId: null, window: 'all' })
  })
  const run = await letIn({ companyId: company.id, analysisId, attempt: 1 })
  await workOff(run, { workFolder, outboundAllow: [origin()] })
  return last()
}

const last = () => company.work((db) => db.analysis.findFirstOrThrow({ orderBy: { id: 'desc' } }))

const commits = () =>
  company.work((db) =>
    db.commit.findMany({
      orderBy: [{ committedAt: 'asc' }, { subject: 'asc' }],
      select: { subject: true, reachable: true, counted: true, recreationOf: true, hash: true },
    }),
  )

const standing = async () =>
  (await commits()).map(({ subject, reachable, counted }) => [subject, reachable, counted])

test('what is new is stored beside what was read', async () => {
  expect(await first()).toMatchObject({ state: 'done', receipt: { reading: 'first' } })
  const files = { 'lib/a.js': 'while (a) b()\n' }
  repository.commit({ message: 'Change 5', files })
  repository.save()
  const second = await again()
  expect(second).toMatchObject({ state: 'done', commitsRead: 1, measured: 1 })
  expect(second.receipt).toMatchObject({
    ...{ reading: 'increment', method: 'new commits only', onlyNew: true, rewritten: false },
    stored: { commits: 1, fileChanges: 1, paths: 0, identities: 0, left: 0 },
  })
  expect(await standing()).toEqual(
    [1, 2, 3, 4, 5].map((number) => [`Change ${number}`, true, true]),
  )
  const repository5 = await company.work((db) => db.repository.findFirstOrThrow())
  expect(Buffer.from(repository5.headHash!).toString('hex')).toBe(
    repository.git('rev-parse', 'main').trim(),
  )
  expect(await again()).toMatchObject({ commitsRead: 0, receipt: { method: 'nothing new' } })
})

test('commits that left the branch leave the numbers, and a change made anew counts once', async () => {
  await first()
  // Changes 3 and 4 are thrown away; 4 is made anew on top of 2, by the same hand at the same time.
  const at = Date.UTC(2026, 0, 1) / 1000 + 4 * 3600
  const content = { 'lib/a.js': 'if (a4) b()\n', 'lib/4.js': 'a && b\n' }
  repository.commit({ from: 2, at, message: 'Change 4', files: content })
  repository.save()
  const second = await again()
  expect(second.receipt).toMatchObject({ rewritten: true, stored: { commits: 1, left: 2 } })
  const rows = await commits()
  const of = (subject: string, reachable: boolean) =>
    rows.find((row) => row.subject === subject && row.reachable === reachable)
  expect(of('Change 2', true)).toMatchObject({ counted: true })
  expect(of('Change 3', false)).toMatchObject({ counted: false, recreationOf: null })
  const fresh = of('Change 4', true)
  expect(fresh).toMatchObject({ counted: true, recreationOf: null })
  expect(of('Change 4', false)).toMatchObject({ counted: false, recreationOf: fresh!.hash })
})

test('a branch that goes back brings back what it had lost', async () => {
  await first()
  repository.commit({ from: 1, message: 'Instead', files: { 'lib/a.js': 'c()\n' } })
  repository.save()
  expect((await again()).receipt).toMatchObject({ rewritten: true, stored: { left: 3 } })
  repository.git('update-ref', 'refs/heads/main', repository.git('rev-parse', 'main~1').trim())
  repository.commit({ from: 4, message: 'On', files: { 'lib/a.js': 'd()\n' } })
  repository.save()
  expect((await again()).receipt).toMatchObject({ stored: { left: 1, returned: 3 } })
  expect((await standing()).filter(([, , counted]) => counted).map(([subject]) => subject)).toEqual(
    expect.arrayContaining(['Change 1', 'Change 2', 'Change 3', 'Change 4', 'On']),
  )
})

test('a branch of another name is said', async () => {
  await first()
  repository.git('branch', '-m', 'main', 'trunk')
  expect((await again()).receipt).toMatchObject({ branch: 'trunk', branchBefore: 'main' })
})

test.each([
  ['is gone', () => rm(repository.path, { recursive: true }), 'not-found'],
  [
    'was emptied',
    async () => {
      repository.git('update-ref', '-d', 'refs/heads/main')
    },
    'empty-repository',
  ],
])('a repository that %s: it is said, and what was read is kept', async (_, lose, faultCode) => {
  await first()
  const before = await commits()
  await lose()
  const second = await again()
  expect(second).toMatchObject({ state: 'failed', faultCode })
  expect(second.faultAdvice).toMatch(/What was read of it before is kept\.$/)
  expect(await commits()).toEqual(before)
})
