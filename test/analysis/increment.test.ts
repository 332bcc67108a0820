import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AnalyzeOptions } from '../../src/analysis/analyze-repository.js'
import type { KnownHistory } from '../../src/git/wanted-history.js'
import { AnalysisBench } from '../support/git-analysis.js'
import { GitRepository } from '../support/git-repository.js'
import { GitServer, type GitServerOptions } from '../support/git-server.js'

const day = 86_400
const now = Date.UTC(2026, 5, 1) / 1000
const since = new Date((now - 300 * day) * 1000)

let bench: AnalysisBench
let repository: GitRepository
let server: GitServer

beforeAll(async () => {
  bench = await AnalysisBench.create()
})
afterAll(() => bench.remove())

beforeEach(async () => {
  repository = await GitRepository.create()
  for (let age = 400; age >= 10; age -= 10) {
    repository.commit({ at: now - age * day, message: `Day ${age}`, files: { 'a.js': `${age}\n` } })
  }
  repository.save()
})

afterEach(async () => {
  await server.stop()
  await repository.remove()
  expect(await bench.leftovers()).toEqual([])
})

async function serve(options: GitServerOptions = {}): Promise<string> {
  server = await GitServer.start(repository.parent, options)
  return server.url()
}

/** Reads once, and gives back what a second reading would know. */
async function known(url: string): Promise<KnownHistory> {
  const { commits, receipt } = await bench.remote(url, { since })
  const hashes = new Set(commits.map(({ hash }) => hash))
  const committedAt = new Date(receipt.headCommittedAt!)
  const last = { hash: receipt.headHash!, committedAt }
  return { last, isKnown: (hash) => hashes.has(hash), historySince: null }
}

async function again(url: string, known: KnownHistory, options: Partial<AnalyzeOptions> = {}) {
  const seen: string[] = []
  const onHash = (hash: string) => seen.push(hash)
  const read = await bench.remote(url, { since, known, onHash, ...options })
  return { ...read, seen, subjects: read.commits.map(({ subject }) => subject) }
}

describe('a second reading', () => {
  it('fetches nothing where nothing is new', async () => {
    const url = await serve()
    const before = await known(url)
    server.requests.length = 0
    const { commits, receipt, seen } = await again(url, before)
    expect([commits, seen]).toEqual([[], []])
    expect(receipt).toMatchObject({ method: 'nothing new', cloneBytes: 0, rewritten: false })
    expect(receipt).toMatchObject({ onlyNew: true, windowComplete: true, clonedAt: null })
    expect(server.requests.filter((name) => name === 'git-upload-pack')).toHaveLength(1)
  })

  it.each([{}, { withoutFilters: true }])('reads only what is new (%o)', async (options) => {
    const url = await serve(options)
    const before = await known(url)
    for (const age of [2, 1]) {
      repository.commit({
        at: now - age * day,
        message: `New ${age}`,
        files: { 'a.js': `${age}\n` },
      })
    }
    repository.save()
    const { subjects, receipt, seen, commits } = await again(url, before)
    expect(subjects).toEqual(['New 1', 'New 2'])
    expect(seen).toEqual(commits.map(({ hash }) => hash))
    expect(receipt).toMatchObject({ method: 'new commits only', onlyNew: true, rewritten: false })
    expect(receipt).toMatchObject({ measured: 2, windowComplete: true })
    expect(commits.every(({ additions, deletions }) => additions === 1 && deletions === 1)).toBe(
      true,
    )
  })

  it.each([15, 100, 250])(
    'brings a branch that began %i days before it was merged',
    async (age) => {
      const url = await serve()
      const before = await known(url)
      const from = (400 - age) / 10 + 1
      const branch = repository.commit({
        ...{ branch: 'side', from: Math.floor(from), at: now - (age - 1) * day },
        ...{ message: 'Old work', files: { 'side.js': 'a\nb\n' } },
      })
      repository.commit({ merge: [branch], at: now - day, message: 'Merge side' })
      repository.save()
      const { subjects, receipt, commits } = await again(url, before)
      expect(subjects).toEqual(['Merge side', 'Old work'])
      expect(commits[1]).toMatchObject({ additions: 2, deletions: 0 })
      expect(receipt).toMatchObject({ windowComplete: true, rewritten: false })
      expect(receipt.skipped.boundary).toBe(0)
    },
  )

  it('brings all of a line of commits that was written before the margin', async () => {
    const url = await serve()
    const before = await known(url)
    for (let number = 1; number <= 40; number++) {
      const from = number === 1 ? { from: 25 } : {}
      const files = { [`dir/side${number}.js`]: 'a\nb\n' }
      const at = now - 60 * day + number * 3600
      repository.commit({ branch: 'side', ...from, at, message: `Side ${number}`, files })
    }
    const tip = repository.commit({ branch: 'side', at: now - 2 * day, message: 'Side ends' })
    repository.commit({ merge: [tip], at: now - day, message: 'Merge side' })
    repository.save()
    const { subjects, receipt, commits } = await again(url, before)
    expect(new Set(subjects).size).toBe(42)
    expect(commits.filter(({ additions }) => additions === 2)).toHaveLength(40)
    expect(receipt).toMatchObject({ method: 'new commits only', onlyNew: true, rewritten: false })
    const whole = await bench.remote(url, { since })
    const fresh = whole.commits.filter(({ hash }) => !before.isKnown(hash))
    expect(commits).toEqual(fresh)
  })

  it('sees that the branch was rewritten, and lists all that it reaches now', async () => {
    const url = await serve()
    const before = await known(url)
    // The last five commits are replaced by two others.
    const from = 35
    const fresh = repository.commit({
      ...{ branch: 'main', from, at: now - 40 * day, message: 'Other' },
      files: { 'a.js': 'other\n' },
    })
    repository.commit({ from: fresh, at: now - day, message: 'Tip', files: { 'a.js': 'tip\n' } })
    repository.save()
    const { subjects, receipt, seen } = await again(url, before)
    expect(subjects).toEqual(['Tip', 'Other'])
    expect(receipt).toMatchObject({ rewritten: true, onlyNew: false, windowComplete: true })
    const reached = repository.git('rev-list', `--since=@${since.getTime() / 1000}`, 'main')
    expect(seen).toEqual(reached.trim().split('\n'))
    expect(seen).not.toContain(before.last!.hash)
  })

  it('reads known commits of the history window with their files once more', async () => {
    const url = await serve()
    const before = await known(url)
    const historySince = new Date((now - 100 * day) * 1000)
    const { commits, receipt, seen } = await again(url, { ...before, historySince })
    expect([commits, seen]).toEqual([[], []])
    expect(receipt).toMatchObject({ rewritten: false, onlyNew: true, windowComplete: true })
    expect(receipt.method).toMatch(/^shallow/)
  })
})

describe('a second reading of a local repository', () => {
  it('reads only what is new, and sees a rewritten branch', async () => {
    const url = await serve()
    const before = await known(url)
    repository.commit({ at: now, message: 'New', files: { 'a.js': 'new\n' } })
    const path = repository.save()
    const local = { source: { kind: 'local', path } as const }
    const grown = await again(url, before, local)
    expect(grown.subjects).toEqual(['New'])
    expect(grown.receipt).toMatchObject({ method: 'in place', onlyNew: true, rewritten: false })
    repository.commit({ from: 30, at: now, message: 'Instead', files: { 'a.js': 'instead\n' } })
    repository.save()
    const rewritten = await again(url, before, local)
    expect(rewritten.subjects).toEqual(['Instead'])
    expect(rewritten.receipt).toMatchObject({ onlyNew: false, rewritten: true })
  })
})
