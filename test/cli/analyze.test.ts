import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOptions } from '../../src/cli/analyze-options.js'
import { ProgressLine } from '../../src/cli/progress-line.js'
import { ended, startAnalyze } from '../support/analyze-command.js'
import { GitRepository } from '../support/git-repository.js'

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

const start = (...args: string[]) => startAnalyze(temporary, ...args)
const run = (...args: string[]) => ended(start(...args))

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
    [['a', '--branch='], '--branch takes the name of a branch.'],
    [['a', '--csv', '--summary'], 'Choose one of --csv and --summary.'],
    [['a', '--summary', '--json', '--csv'], 'Choose one of --json, --csv, and --summary.'],
    [['a', '--csv=yes'], "Option '--csv' does not take an argument"],
  ])('says what is wrong with %j, and how it goes', async (args, sentence) => {
    const { code, stdout, stderr } = await run(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\n')[0]).toContain(sentence)
    expect(stderr).toContain('Usage: ')
  })

  it('helps', async () => {
    const { code, stdout, stderr } = await run('--help')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const option of ['since', 'branch', 'json', 'csv', 'summary', 'metrics', 'help']) {
      expect(stdout).toContain(`  --${option}`)
    }
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
    await new Promise((resolve) => child.stderr?.once('data', resolve))
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
      form: 'json',
      metrics: false,
    })
  })

  it('takes a form and metrics in any order', () => {
    expect(readOptions(['--metrics', '--csv', 'a', '--branch', 'b'], now)).toMatchObject({
      ...{ kind: 'analysis', form: 'csv', metrics: true, branch: 'b' },
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
