import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ended, startAnalyze } from '../support/analyze-command.js'
import { GitRepository } from '../support/git-repository.js'

const begin = Date.UTC(2026, 1, 2) / 1000
const formula = '=HYPERLINK("https://evil.example","open")'

let repository: GitRepository
let temporary: string

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'codevisto-test-forms-'))
  repository = await GitRepository.create()
  const commit = (minutes: number, message: string, author = 'Ada', files = {}) =>
    repository.commit({
      at: begin + minutes * 60,
      message,
      author,
      email: `${author}@e.org`,
      files,
    })
  commit(0, 'feat: begin', 'Ada', { 'src/a.js': 'if (a) b\n' })
  commit(30, `${formula}\nsecond line, "quoted"`, 'Ada', { 'src/a.js': 'if (a) c\n' })
  commit(40, '-1+1', '@Bob\x1b[31m', { 'src/b.js': 'b\n' })
  commit(90, 'fix: end', 'Ada', { 'src/a.js': 'if (a && b) c\n' })
  repository.save()
})

afterAll(async () => {
  expect(await readdir(temporary)).toEqual([])
  await rm(temporary, { recursive: true })
  await repository.remove()
})

const run = (...args: string[]) => ended(startAnalyze(temporary, ...args))
const all = () => [repository.path, '--since', 'all']

/** A reader of RFC 4180 of the tests' own: rows end with CRLF, quotes are doubled. */
function parsed(text: string): string[][] {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)]
  const rows: string[][] = [[]]
  for (const [, quoted, bare, ending] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '')
    if (ending === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

describe('--json', () => {
  it('is what it prints anyway', async () => {
    const [plain, asked] = [await run(...all()), await run(...all(), '--json')]
    expect(asked.stdout).toBe(plain.stdout)
  })

  it('takes the gap to the developer’s previous commit into the effort', async () => {
    const { stdout } = await run(...all())
    const told = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    // L = 1 + 0.5 = 1.5: 12 × √2.5 = 19.0 minutes by size; gaps of 60 and 30 minutes
    expect(told.map(({ subject, effort }) => [subject, effort])).toEqual([
      ['fix: end', { low: 19, mid: 33.7, high: 60 }],
      // One line: 12 × √2 = 17.0, half and double
      ['-1+1', { low: 8.5, mid: 17, high: 33.9 }],
      [expect.stringContaining('=HYPERLINK'), { low: 19, mid: 23.9, high: 30 }],
      ['feat: begin', { low: 8.5, mid: 17, high: 33.9 }],
    ])
  })
})

describe('--csv', () => {
  it('prints a row a commit that no spreadsheet runs', async () => {
    const { code, stdout, stderr } = await run(...all(), '--csv')
    const [heading = [], ...rows] = parsed(stdout)
    const column = (name: string) => rows.map((row) => row[heading.indexOf(name)])
    expect({ code, rows: rows.length }).toEqual({ code: 0, rows: 4 })
    expect(rows.filter((row) => row.length !== heading.length)).toEqual([])
    expect(column('subject')).toEqual([
      ...['fix: end', "'-1+1", `'${formula} second line, "quoted"`, 'feat: begin'],
    ])
    expect(column('author')).toEqual(['Ada', "'@Bob[31m", 'Ada', 'Ada'])
    expect(column('date')[0]).toBe('2026-02-02T01:30:00.000Z')
    expect(stdout).not.toContain('\x1b')
    expect(stderr).toContain('4 commits read, 4 measured (in place).')
  })

  it('ends when its reader has seen enough', async () => {
    const child = startAnalyze(temporary, ...all(), '--csv')
    child.stdout?.destroy()
    expect(await ended(child)).toMatchObject({ code: 0 })
  })
})

describe('--summary', () => {
  it('prints a report without colours where it is piped', async () => {
    const { code, stdout, stderr } = await run(...all(), '--summary')
    expect(code).toBe(0)
    const titles = stdout.split('\n').filter((line) => /^\S/.test(line))
    expect(titles).toEqual([
      ...['What was read', 'Who', 'What', 'Tests', 'Hot spots', 'Ratings of changes', 'Sizes'],
    ])
    expect(stdout).toContain('Commits     4 read, 4 measured')
    expect(stdout).toMatch(/@Bob\[31m +1 {2}25 % {2}src\//)
    expect(stdout).not.toContain('\x1b')
    expect(stderr).not.toContain('commits read, 4 measured')
  })

  it('ends when its reader has seen enough', async () => {
    const child = startAnalyze(temporary, ...all(), '--summary')
    child.stdout?.destroy()
    expect(await ended(child)).toMatchObject({ code: 0 })
  })

  it('says of a window without commits that there are none', async () => {
    const { code, stdout } = await run(repository.path, '--since', '2027-01-01', '--summary')
    expect(code).toBe(0)
    expect(stdout).toContain('Commits     0 read, 0 measured')
  })
})

describe('--metrics', () => {
  it.each(['--json', '--csv', '--summary'])('tells time and memory beside %s', async (form) => {
    const [{ stdout, stderr, code }, without] = [
      await run(...all(), form, '--metrics'),
      await run(...all(), form),
    ]
    expect({ code, stdout }).toEqual({ code: 0, stdout: without.stdout })
    for (const stage of ['starting', 'reading', 'finishing', 'all']) {
      expect(stderr).toMatch(new RegExp(`^${stage} +\\d+\\.\\d\\d +\\d+\\.\\d\\d +[\\d,]+ +`, 'm'))
    }
    expect(stderr).toMatch(/^4 commits read, [\d,]+ a second$/m)
  })

  it('tells them of what failed, too', async () => {
    const { code, stderr } = await run(temporary, '--metrics')
    expect(code).toBe(1)
    expect(stderr).toMatch(/^starting /m)
  })
})

describe.each(['--json', '--csv', '--summary'])('with %s', (form) => {
  it('says what is wrong with where it should read', async () => {
    const empty = await GitRepository.create()
    const missing = await run(join(temporary, 'nowhere'), form)
    const folder = await run(temporary, form)
    const bare = await run(empty.path, form)
    const branch = await run(repository.path, form, '--branch', 'nobody')
    await empty.remove()
    expect([missing, folder, bare, branch].map(({ code }) => code)).toEqual([1, 1, 1, 1])
    expect(missing.stderr).toContain('There is no such folder.\nCheck the path.')
    expect(folder.stderr).toContain('This folder is not a git repository.\n')
    expect(bare.stderr).toContain('The repository has no commits yet.\n')
    expect(branch.stderr).toContain('There is no branch "nobody".\n')
    expect([missing, folder, bare, branch].map(({ stdout }) => stdout)).toEqual(['', '', '', ''])
  })
})
