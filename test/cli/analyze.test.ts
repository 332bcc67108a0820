import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOptions } from '../../src/cli/analyze-options.js'
import { ProgressLine } from '../../src/cli/progress-line.js'
import { packageRoot } from '../../src/platform/root.js'
import { GitRepository, searchPath } from '../support/git-repository.js'

/** Compiled by whatever started the tests: `npm test` does. */
const door = join(packageRoot, 'dist', 'cli', 'analyze.js')
const now = new Date('2026-06-01T00:00:00Z')

let repository: GitRepository
let temporary: string

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'codevisto-test-cli-'))
  repository = await GitRepository.create()
  for (let index = 0; index < 3000; index++) {
    repository.commit({ files: { 'a.js': `if (a) ${index}\n` }, message: `fix: ${index}` })
  }
  repository.save()
})

afterAll(async () => {
  expect(await readdir(temporary)).toEqual([])
  await rm(temporary, { recursive: true })
  await repository.remove()
})

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [door, ...args], { env: { PATH: searchPath, TMPDIR: temporary } })
}

function run(...args: string[]): Promise<Ended> {
  return ended(start(...args))
}

function ended(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' }
  child.stdout?.on('data', (text) => {
    said.stdout += text
  })
  child.stderr?.on('data', (text) => {
    said.stderr += text
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })))
}

describe('analyze', () => {
  it('prints a line of JSON for each commit and nothing else on stdout', async () => {
    const { code, stdout, stderr } = await run(repository.path, '--since', 'all')
    const lines = stdout.trimEnd().split('\n')
    expect(code).toBe(0)
    expect(lines).toHaveLength(3000)
    expect(Object.keys(JSON.parse(lines[0] ?? ''))).toEqual([
      ...['hash', 'parents', 'authorName', 'authorEmail', 'developer', 'isBot', 'agent'],
      ...[
        'authoredAt',
        'authorOffsetMinutes',
        'committedAt',
        'subject',
        'type',
        'typeSource',
        'typeConfidence',
        'skipped',
        'files',
      ],
      ...['additions', 'deletions', 'testShare', 'effort', 'rating', 'ratingReasons'],
    ])
    expect(stderr).toContain('3000 commits read, 3000 measured (in place).')
  })

  it.each([
    [[], 'Say which repository'],
    [['a', 'b'], 'One repository at a time.'],
    [['a', '--since', 'soon'], '--since takes'],
    [['a', '--sins', '1d'], "Unknown option '--sins'"],
    [['a', '--since'], '--since'],
  ])('says what is wrong with %j, and how it goes', async (args, sentence) => {
    const { code, stdout, stderr } = await run(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\n')[0]).toContain(sentence)
    expect(stderr).toContain('Usage: ')
  })

  it('helps', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, stderr: '' })
  })

  it('says what happened and what to do', async () => {
    const { code, stdout, stderr } = await run(temporary)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('This folder is not a git repository.\nGive ')
  })

  it('ends when its reader has seen enough', async () => {
    const child = start(repository.path, '--since', 'all')
    child.stdout?.once('data', () => child.stdout?.destroy())
    expect(await ended(child)).toMatchObject({ code: 0 })
  })

  it('cleans up when it is interrupted, also while nobody reads what it prints', async () => {
    const child = start(repository.path, '--since', 'all')
    let said = ''
    child.stderr?.on('data', (text) => {
      said += text
    })
    // Three thousand lines do not fit into a pipe: it waits for us, in the midst of them.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    child.kill('SIGINT')
    const code = await new Promise((resolve) => child.on('exit', resolve))
    expect([code, said]).toEqual([1, expect.stringContaining('The analysis was stopped.')])
    expect(await readdir(temporary)).toEqual([])
  })
})

describe('readOptions', () => {
  it('defaults to twelve months of the default branch', () => {
    expect(readOptions(['https://example.com/a.git'], now)).toEqual({
      kind: 'analysis',
      source: {
        kind: 'remote',
        url: 'https://example.com/a.git',
        allowedProtocols: ['https', 'http', 'file'],
      },
      since: new Date('2025-06-01T00:00:00Z'),
      branch: null,
    })
  })
})

describe('ProgressLine', () => {
  const progress = {
    stage: 'reading' as const,
    commitsFound: 200,
    commitsRead: 50,
    measured: 50,
    skipped: { merge: 0, boundary: 0, oversized: 0, unreadable: 0, known: 0 },
  }

  it('draws a bar over itself on a terminal, and clears it', () => {
    let screen = ''
    const line = new ProgressLine({ isTTY: true, columns: 80, write: (text) => (screen += text) })
    line.show(progress)
    expect(screen).toContain(`[${'█'.repeat(8)}${'░'.repeat(22)}] 50 of 200 commits read (25 %)`)
    line.end()
    expect(screen.endsWith('\r\x1b[K')).toBe(true)
  })

  it('writes plain lines elsewhere, now and then', () => {
    const written: string[] = []
    const line = new ProgressLine({ write: (text) => written.push(text) })
    for (let index = 0; index < 5; index++) line.show(progress)
    expect(written).toEqual(['50 of 200 commits read (25 %)\n'])
  })
})
