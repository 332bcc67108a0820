import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ReaderTask } from '../../src/analysis/reader-protocol.js'
import { folderOf, groupOf } from '../../src/git/process-facts.js'
import type { ReaderCaps } from '../../src/jobs/reader-caps.js'
import { readInProcess } from '../../src/jobs/reader-process.js'
import type { MeasuredCommit } from '../../src/measures/measured-commit.js'
import { packageRoot } from '../../src/platform/root.js'
import { GitRepository, searchPath } from '../support/git-repository.js'
import { GitServer } from '../support/git-server.js'
import { silentLog } from '../support/log.js'

let workFolder: string
let repository: GitRepository

beforeEach(async () => {
  workFolder = await mkdtemp(join(tmpdir(), 'codevisto-test-work-'))
  repository = await GitRepository.create()
})

afterEach(async () => {
  expect(await readdir(workFolder), 'what is left of the clones').toEqual([])
  await repository.remove()
  await rm(workFolder, { recursive: true })
})

const plenty: ReaderCaps = { minutes: 10, diskMiB: 1000, memoryMiB: 2000, processes: 64 }

const whole = {
  ...{ since: null, last: null, historySince: null, knownBytes: 0, hashWidth: 20 },
  ...{ searchPath, gits: 1 },
}

function read(given: Partial<ReaderTask>, caps = plenty, signal = new AbortController().signal) {
  const commits: MeasuredCommit[] = []
  const reached: string[] = []
  const source = { kind: 'local' as const, path: repository.path }
  const task: ReaderTask = { ...whole, source, workFolder, ...given }
  const listener = {
    onProgress: () => {},
    onReached: async (hash: string) => void reached.push(hash),
    onCommit: async (commit: MeasuredCommit) => void commits.push(commit),
    onRework: async () => {},
    onOwnership: async () => {},
  }
  const limits = { signal, log: silentLog }
  const receipt = readInProcess(task, Buffer.alloc(0), caps, listener, limits)
  return { receipt, commits, reached }
}

/** Processes that have outlived what they worked for. */
async function gitsOf(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  return pids.filter((pid) => groupOf(pid) !== null && folderOf(pid)?.startsWith(folder))
}

/** A host that sends a pack's first bytes and then nothing: the reading goes on until it is ended. */
async function stalled(): Promise<GitServer> {
  repository.commit({ files: { a: 'x\n'.repeat(100_000) } })
  repository.save()
  return GitServer.start(repository.parent, { stallPack: true })
}

describe('a reader in a process of its own', () => {
  test('hands over what it finds, whatever stands in it', async () => {
    const odd = 'one\u2028two\u2029three\u0085 "}{"kind":"done"}'
    repository.commit({ message: odd, files: { 'a\u2028\n.js': 'if (a) b()\n' } })
    repository.save()
    const { receipt, commits, reached } = read({})
    expect(await receipt).toMatchObject({ measured: 1, windowComplete: true })
    expect(commits).toHaveLength(1)
    expect(commits[0]).toMatchObject({ files: [{ path: 'a\u2028\n.js', complexityDelta: 1 }] })
    expect(commits[0]!.subject).toContain('one\u2028two\u2029three')
    expect(reached).toEqual([commits[0]!.hash])
  })

  test('passes its own faults on', async () => {
    const { receipt } = read({ source: { kind: 'local', path: '/nowhere/at/all' } })
    await expect(receipt).rejects.toMatchObject({ code: 'not-found', title: /no such folder/ })
  })

  test('is ended with every git it started when its worker wants to leave', async () => {
    const server = await stalled()
    const leaving = new AbortController()
    const source = { kind: 'remote', url: server.url(), allowedProtocols: ['http'] } as const
    const { receipt } = read(
      { source: { ...source, allowedProtocols: ['http'] } },
      plenty,
      leaving.signal,
    )
    const outcome = receipt.catch((error) => error)
    await expect.poll(() => gitsOf(workFolder).then((pids) => pids.length)).toBeGreaterThan(0)
    leaving.abort()
    expect(await outcome).toMatchObject({ code: 'stopped' })
    expect(await gitsOf(workFolder)).toEqual([])
    await server.stop()
  })

  test('ends by itself, clone and all, when its worker was killed', async () => {
    const server = await stalled()
    const source = { kind: 'remote', url: server.url(), allowedProtocols: ['http'] }
    const child = spawn(process.execPath, [join(packageRoot, 'dist', 'reader.js')], {
      detached: true,
      env: { PATH: searchPath },
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const left = new Promise((done) => child.once('exit', done))
    child.stdin.write(`${JSON.stringify({ ...whole, source, workFolder })}\n`)
    await expect.poll(() => gitsOf(workFolder).then((pids) => pids.length)).toBeGreaterThan(0)
    child.stdin.destroy()
    child.stdout.destroy()
    await left
    expect(await gitsOf(workFolder)).toEqual([])
    expect(await readdir(workFolder)).toEqual([])
    await server.stop()
  })

  test.each([
    ['capped-time', { minutes: 0.0001 }, /longer than 0.0001 minutes.*\(ANALYSIS_MINUTES\)/],
    ['capped-disk', { diskMiB: 0 }, /beyond 0 MiB.*\(ANALYSIS_DISK_MIB\)/],
    ['capped-memory', { memoryMiB: 1 }, /more than 1 MiB of memory.*\(ANALYSIS_MEMORY_MIB\)/],
    ['capped-processes', { processes: 1 }, /more than 1 processes.*\(ANALYSIS_PROCESSES\)/],
  ])('is ended when it goes beyond its caps, and says which: %s', async (code, caps, words) => {
    const server = await stalled()
    const source = {
      kind: 'remote' as const,
      url: server.url(),
      allowedProtocols: ['http' as const],
    }
    const outcome = await read({ source }, { ...plenty, ...caps }).receipt.catch((error) => error)
    expect(outcome).toMatchObject({ code })
    expect(`${outcome.title} ${outcome.advice}`).toMatch(words)
    expect(await gitsOf(workFolder)).toEqual([])
    await server.stop()
  })
})
