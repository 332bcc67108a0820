import { readdirSync, readlinkSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { AnalysisBench } from '../support/git-analysis.js'
import { numstat } from '../support/git-numstat.js'
import { GitRepository } from '../support/git-repository.js'
import { GitServer, type GitServerOptions } from '../support/git-server.js'

const day = 86_400
const now = Date.UTC(2026, 5, 1) / 1000
const since = new Date((now - 100 * day) * 1000)
const lines = (count: number, of: string) => `${of}\n`.repeat(count)

let bench: AnalysisBench
let linear: GitRepository
let merged: GitRepository
const servers: GitServer[] = []

async function serve(repository: GitRepository, options: GitServerOptions = {}): Promise<string> {
  const server = await GitServer.start(repository.parent, options)
  servers.push(server)
  return server.url()
}

beforeAll(async () => {
  bench = await AnalysisBench.create()
  linear = await GitRepository.create()
  for (let age = 1000; age >= 0; age -= 10) {
    linear.commit({
      at: now - age * day,
      files: { 'a.js': lines(200, `if (a${age}) b()`), b: `${age}` },
    })
  }
  linear.save()
  merged = await GitRepository.create()
  buildMerges(merged)
  merged.save()
})

/** Branches that began before every margin and were merged inside the window. */
function buildMerges(repository: GitRepository): void {
  const root = repository.commit({ at: now - 3000 * day, files: { base: lines(500, 'x') } })
  const old = [1, 2, 3].map((index) =>
    repository.commit({
      branch: `old${index}`,
      from: root,
      at: now - (2000 - index) * day,
      files: { [`old${index}`]: lines(50, 'y') },
    }),
  )
  for (let age = 900; age >= 0; age -= 30) {
    repository.commit({
      at: now - age * day,
      files: { main: `${age}\n`, [`n${age}.ts`]: 'a && b\n' },
    })
    const from = old.at(age % old.length)
    if (age <= 90 && from !== undefined) {
      const side = repository.commit({
        ...{ branch: `side${age}`, from, at: now - age * day + 60 },
        files: { [`side${age}`]: lines(20, 'z') },
      })
      repository.commit({ merge: [side], at: now - age * day + 120, message: `Merge side${age}` })
    }
  }
}

/** A line of so many commits inside the window, every second one of which merges a very old one. */
async function line(length: number): Promise<GitRepository> {
  const repository = await GitRepository.create()
  const root = repository.commit({ at: now - 3000 * day, files: { base: lines(50, 'x') } })
  for (let age = 900; age >= 0; age -= 30) {
    repository.commit({ at: now - age * day, files: { main: `${age}\n` } })
  }
  let side = repository.commit({ from: root, branch: 'side', at: now - 50 * day })
  for (let number = 1; number <= length; number++) {
    const at = now - 49 * day + number * 60
    const merge = number % 2 ? [] : [root]
    side = repository.commit({ branch: 'side', at, merge, files: { [`d/s${number}`]: 'a\n' } })
  }
  repository.commit({ branch: 'main', merge: [side], at: now, message: 'Merge side' })
  repository.save()
  return repository
}

afterEach(async () => {
  expect(await bench.leftovers()).toEqual([])
  await Promise.all(servers.splice(0).map((server) => server.stop()))
})

afterAll(async () => {
  await Promise.all([bench, linear, merged].map((made) => made.remove()))
})

async function expectWindow(repository: GitRepository, options: GitServerOptions = {}) {
  const url = await serve(repository, options)
  const { commits, receipt } = await bench.remote(url, { since })
  const expected = numstat(repository.path, `--since=${since.toISOString()}`, 'main')
  expect(commits.map((commit) => commit.hash)).toEqual([...expected.keys()])
  for (const commit of commits) {
    const counted = (expected.get(commit.hash) ?? []).map((file) => [file.path, file.additions])
    expect(commit.files.map((file) => [file.path, file.additions])).toEqual(counted)
  }
  expect(receipt).toMatchObject({ windowComplete: true, skipped: { boundary: 0 } })
  expect(receipt.clonedAt && receipt.cloneDeletedAt).toBeTruthy()
  return receipt
}

describe('the clone of a window', () => {
  it('is shallow and blobless on a linear history', async () => {
    expect(await expectWindow(linear)).toMatchObject({ method: 'shallow', branch: 'main' })
  })

  it('takes three fetches and few bytes', async () => {
    const url = await serve(linear)
    const whole = await bench.remote(url)
    expect(whole.receipt).toMatchObject({ method: 'full clone', measured: 101 })
    const before = servers[0]?.requests.length ?? 0
    const { receipt } = await bench.remote(url, { since })
    expect(receipt.cloneBytes).toBeLessThan(whole.receipt.cloneBytes)
    // Look-up, commits, contents: each asks for the refs and then for what it wants.
    expect((servers[0]?.requests.length ?? 99) - before).toBeLessThanOrEqual(9)
  })

  it('is mended where branches are older than every margin', async () => {
    const asked = await expectWindow(merged)
    expect(asked).toMatchObject({ method: 'shallow, widened' })
    const whole = await bench.remote(await serve(merged))
    expect(asked.cloneBytes).toBeLessThan(whole.receipt.cloneBytes)
  })

  it('is mended along a line of commits that hangs on an old one', async () => {
    const repository = await line(40)
    expect(await expectWindow(repository)).toMatchObject({ method: 'shallow, widened' })
    await repository.remove()
  })

  it('is widened to all commits where mending would take too long', async () => {
    const repository = await line(140)
    const method = 'complete history without blobs'
    expect(await expectWindow(repository)).toMatchObject({ method })
    await repository.remove()
  })

  it.each([
    ['linear', () => linear],
    ['merged', () => merged],
  ])('from a host without filters has its files: %s', async (_, made) => {
    const method = 'shallow with files'
    expect(await expectWindow(made(), { withoutFilters: true })).toMatchObject({ method })
  })

  it('is a full clone where the host knows no filters and mending would take too long', async () => {
    const repository = await line(140)
    const method = 'full clone'
    expect(await expectWindow(repository, { withoutFilters: true })).toMatchObject({ method })
    await repository.remove()
  })

  it('is complete and empty when nothing happened in the window', async () => {
    const url = await serve(linear)
    const { commits, receipt } = await bench.remote(url, { since: new Date('2026-09-01') })
    expect(commits).toEqual([])
    expect(receipt).toMatchObject({ commitsInWindow: 0, windowComplete: true })
  })

  it('is of another branch when asked', async () => {
    const url = await serve(merged)
    const { receipt } = await bench.remote(url, { branch: 'old1' })
    expect(receipt).toMatchObject({ branch: 'old1', measured: 2 })
  })
})

describe('a host that does not give the repository', () => {
  it.each<[string, GitServerOptions]>([
    ['needs-credentials', { refuseWith: 401 }],
    ['needs-credentials', { refuseWith: 403 }],
    ['not-found', { refuseWith: 404 }],
    ['not-found', { refuseWith: 302 }],
    ['unreachable', { refuseWith: 503 }],
    ['not-a-repository', { refuseWith: 200 }],
    ['vanished', { cutPackAfter: 500 }],
  ])('is told apart: %s', async (code, options) => {
    const url = await serve(linear, options)
    const error = await bench.remote(url, { since }).catch((error) => error)
    expect(error).toMatchObject({ name: 'ReadingFault', code })
    expect(error.cause).toBeUndefined()
    expect(JSON.stringify([error.message, error.title, error.advice])).not.toContain('127.0.0.1')
  })

  it('ASVS 1.2.5: has no such repository, branch or server', async () => {
    const url = await serve(linear)
    const nowhere = url.replace('repository.git', 'nothing.git')
    await expect(bench.remote(nowhere)).rejects.toMatchObject({ code: 'not-found' })
    for (const branch of ['gone', '--upload-pack=x', 'a b', 'ref*']) {
      await expect(bench.remote(url, { branch })).rejects.toMatchObject({
        code: 'branch-not-found',
      })
    }
    await servers.splice(0)[0]?.stop()
    await expect(bench.remote(url)).rejects.toMatchObject({ code: 'unreachable' })
  })

  it('is empty', async () => {
    const empty = await GitRepository.create()
    const url = await serve(empty)
    await expect(bench.remote(url)).rejects.toMatchObject({ code: 'empty-repository' })
    await empty.remove()
  })

  it.each([
    ['ext::sh -c id', 'unreachable'],
    ['ssh://host/x', 'unreachable'],
    ['file:///etc', 'unreachable'],
    ['http://user:secret@127.0.0.1/x', 'needs-credentials'],
  ])('is not even asked: %s', async (url, code) => {
    const error = await bench.remote(url).catch((error) => error)
    expect(error).toMatchObject({ code })
    expect(error.message).not.toContain('secret')
  })
})

describe('a clone that is stopped', () => {
  it('leaves no git and no file', async () => {
    const url = await serve(linear, { stallPack: true })
    const stopping = new AbortController()
    setTimeout(() => stopping.abort(), 1000)
    const analysis = bench.remote(url, { since, signal: stopping.signal })
    await expect(analysis).rejects.toMatchObject({ code: 'stopped' })
    expect(await bench.leftovers()).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(processesIn(bench.workFolder)).toEqual([])
  })
})

/** The processes that work under a folder; where there is no /proc, nobody knows. */
function processesIn(folder: string): string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)
    } catch {
      return false
    }
  })
}
