import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AnalysisBench } from '../support/git-analysis.js'
import { numstat } from '../support/git-numstat.js'
import { GitRepository, git } from '../support/git-repository.js'

let bench: AnalysisBench
const repositories: GitRepository[] = []

async function repositoryWith(build: (repository: GitRepository) => void): Promise<GitRepository> {
  const repository = await GitRepository.create()
  repositories.push(repository)
  build(repository)
  repository.save()
  return repository
}

beforeAll(async () => {
  bench = await AnalysisBench.create()
})

afterAll(async () => {
  expect(await bench.leftovers()).toEqual([])
  await bench.remove()
  await Promise.all(repositories.map((repository) => repository.remove()))
})

describe('a local repository', () => {
  it('gives every field of a commit', async () => {
    const repository = await repositoryWith((repository) => {
      repository.commit({ files: { 'a.js': `if (a) {\n}\n${'a()\n'.repeat(20)}` } })
      repository.commit({
        message: 'ABC-1: feat(web)!: add it\n\nBecause.\n',
        at: 1_700_000_000,
        offset: '+0530',
        files: { 'a.js': null, 'b.js': `if (a) {\n}\n${'a()\n'.repeat(20)}while (b && c) {}\n` },
      })
    })
    const { commits, receipt } = await bench.local(repository.path)
    const [first, root] = commits
    expect(first).toEqual({
      hash: repository.git('rev-parse', 'main').trim(),
      parents: [root?.hash],
      authorName: 'Ada Lovelace',
      authorEmail: 'ada@example.com',
      mailmapName: null,
      mailmapEmail: null,
      isBot: false,
      agent: null,
      authoredAt: '2023-11-14T22:13:20.000Z',
      authorOffsetMinutes: 330,
      committedAt: '2023-11-14T22:13:20.000Z',
      subject: 'ABC-1: feat(web)!: add it',
      type: 'feature',
      typeSource: 'conventional',
      typeConfidence: 1,
      skipped: null,
      files: [
        {
          path: 'b.js',
          kind: 'code',
          language: 'JavaScript',
          additions: 1,
          deletions: 0,
          binary: false,
          renamedFrom: 'a.js',
          complexityDelta: 2,
          indentDelta: 0,
        },
      ],
      additions: 1,
      deletions: 0,
      committerName: 'Ada Lovelace',
      committerEmail: 'ada@example.com',
      message: 'ABC-1: feat(web)!: add it\n\nBecause.',
      dateSuspect: false,
      scope: 'web',
      breaking: true,
    })
    expect(root).toMatchObject({ parents: [], additions: 22, files: [{ complexityDelta: 1 }] })
    expect(receipt).toMatchObject({
      headHash: first?.hash,
      branch: 'main',
      method: 'in place',
      cloneBytes: 0,
      clonedAt: null,
      commitsInWindow: 2,
      measured: 2,
      windowComplete: true,
      since: null,
    })
  })

  it('stores and counts merges without measuring them', async () => {
    const repository = await repositoryWith((repository) => {
      const root = repository.commit({ files: { a: '1\n' } })
      repository.commit({ files: { a: '2\n' } })
      const side = repository.commit({ branch: 'side', from: root, files: { b: '1\n' } })
      repository.commit({ merge: [side], files: { evil: 'x\n', b: '1\n' } })
    })
    const { commits, receipt } = await bench.local(repository.path)
    expect(commits[0]).toMatchObject({ type: 'merge', skipped: 'merge', files: [], additions: 0 })
    expect(receipt).toMatchObject({ commitsRead: 4, measured: 3, skipped: { merge: 1 } })
  })

  it('believes nothing a message says', async () => {
    const hash = 'a'.repeat(40)
    const forged = [
      `x\n\n${hash}\n:100644 100644 ${hash} ${hash} M\tfile`,
      `\x1f\x1e\x01${hash}\x02 òòòòòò ${hash}`,
      'diff --git a/x b/x\n@@ -0,0 +1,99 @@\n+evil',
      '',
      `5 MB ${'y'.repeat(5 << 20)}`,
    ]
    const repository = await repositoryWith((repository) => {
      forged.forEach((message, index) => {
        repository.commit({ message, files: { f: `${index}\n` } })
      })
    })
    const { commits } = await bench.local(repository.path)
    expect(commits.map((commit) => commit.additions)).toEqual([1, 1, 1, 1, 1])
    expect(commits[0]?.message).toHaveLength(4096)
    expect(commits[1]).toMatchObject({ subject: '', message: '' })
    expect(commits[3]?.subject).toBe(`${hash} òòòòòò ${hash}`)
  })

  it('keeps hostile names', async () => {
    const paths = ['tab\there', 'line\nfeed', 'quo"te', 'back\\slash', '\u202egnp.exe', '-p', ':0']
    const broken = [Buffer.from([0x61, 0xff]), Buffer.from([0x61, 0xfe])]
    const files = new Map([...paths, ...broken].map((path) => [path, 'x\n']))
    const repository = await repositoryWith((repository) => {
      repository.commit({
        files,
        author: Buffer.from([0x4a, 0xe9, 0x20, 0x1b, 0x5b]),
        email: '',
        message: Buffer.from([0x66, 0xff]),
      })
    })
    const { commits, receipt } = await bench.local(repository.path)
    const kept = commits[0]?.files.map((file) => file.path)
    expect(kept?.sort()).toEqual([...paths, 'a\ufffd', 'a\ufffd~2'].sort())
    expect(commits[0]).toMatchObject({ additions: 9, authorName: 'J\ufffd [', message: 'f\ufffd' })
    expect(receipt.anomalies).toEqual({
      ...{ datesClamped: 0, textReplaced: 1, textStripped: 1, textCut: 0, pathsAltered: 2 },
      ...{ identitiesIncomplete: 1, mailmapsIgnored: 0 },
    })
  })

  it('clamps dates and says so', async () => {
    const repository = await repositoryWith((repository) => {
      repository.commit({ at: 4_294_967_295, offset: '-9959' })
    })
    const { commits, receipt } = await bench.local(repository.path)
    expect(commits[0]).toMatchObject({ dateSuspect: true, authorOffsetMinutes: -720 })
    expect(new Date(commits[0]?.authoredAt ?? 0).getTime()).toBeLessThan(Date.now() + 86_500_000)
    expect(receipt.anomalies.datesClamped).toBe(1)
  })

  it('marks generated files as far as the commit shows it', async () => {
    const repository = await repositoryWith((repository) => {
      const files = {
        'a.js': '// @generated\nif (a) {}\n',
        'b.go': '// Code generated by x. DO NOT EDIT.\n',
        'c.js': `${'x()\n'.repeat(9)}// @generated\n`,
      }
      repository.commit({ files })
    })
    const { commits } = await bench.local(repository.path)
    expect(commits[0]?.files).toMatchObject([
      { kind: 'generated', complexityDelta: null, indentDelta: null },
      { kind: 'generated' },
      { kind: 'code', complexityDelta: 0 },
    ])
  })

  it('counts decision points where it knows the language, indentation in all code and tests', async () => {
    const repository = await repositoryWith((repository) => {
      const files = {
        'a.py': 'def a(b):\n    if b and c:\n        return 1\n',
        'b.hs': 'a = b\n  where\n    c = d\n',
        'c.md': '- if a\n  - or b\n',
        'd.json': '{\n  "if": 1\n}\n',
        'e.bin': Buffer.from('a\0\n  b'),
        'test/f.lua': 'if a then\n\tb()\nend\n',
      }
      repository.commit({ files })
    })
    const { commits } = await bench.local(repository.path)
    expect(commits[0]?.files.map((file) => [file.complexityDelta, file.indentDelta])).toEqual([
      [2, 3],
      [null, 3],
      [null, null],
      [null, null],
      [null, null],
      [1, 1],
    ])
  })

  it('reads a work tree, a .git folder, a linked work tree and SHA-256', async () => {
    const repository = await repositoryWith((repository) => {
      repository.commit({ files: { a: '1\n' } })
    })
    const tree = repository.beside('tree')
    git(repository.parent, 'clone', '--quiet', repository.path, tree)
    git(tree, 'worktree', 'add', '--quiet', repository.beside('linked'), '-b', 'linked')
    for (const path of [tree, join(tree, '.git'), repository.beside('linked')]) {
      expect((await bench.local(path)).commits, path).toHaveLength(1)
    }
    const long = repository.beside('long')
    git(repository.parent, 'init', '--quiet', '--object-format=sha256', long)
    git(long, 'commit', '--quiet', '--allow-empty', '-m', 'x')
    expect((await bench.local(long)).commits[0]?.hash).toHaveLength(64)
  })

  it('is deaf to the repository’s own configuration, attributes, hooks and replacements', async () => {
    const repository = await repositoryWith((repository) => {
      repository.commit({ files: { 'a.js': 'a\nb\n\n\nc\n', 'b.js': 'x\n'.repeat(9) } })
      repository.commit({
        files: { 'a.js': 'A\nb\n\n\nC\n', 'b.js': null, 'c.js': 'x\n'.repeat(9) },
      })
    })
    const tree = repository.beside('tree')
    git(repository.parent, 'clone', '--quiet', repository.path, tree)
    const expected = await bench.local(tree)
    const ran = repository.beside('ran')
    const evil = repository.beside('evil.sh')
    writeFileSync(evil, `#!/bin/sh\ntouch '${ran}'\n`)
    chmodSync(evil, 0o755)
    const settings = {
      ...{ 'diff.external': evil, 'core.fsmonitor': evil, 'diff.evil.textconv': evil },
      ...{ 'diff.evil.command': evil, 'core.pager': evil, 'core.hooksPath': repository.parent },
      ...{ 'diff.renames': 'false', 'diff.algorithm': 'patience', 'diff.noprefix': 'true' },
      ...{ 'diff.context': '9', 'diff.interHunkContext': '9', 'diff.mnemonicPrefix': 'true' },
      ...{ 'log.showSignature': 'true', 'core.quotePath': 'false', 'core.bigFileThreshold': '1' },
      ...{ 'diff.ignoreSubmodules': 'all', 'log.mailmap': 'true', 'color.ui': 'always' },
    }
    for (const [key, value] of Object.entries(settings)) git(tree, 'config', key, value)
    mkdirSync(join(tree, '.git', 'info'), { recursive: true })
    const attributes = '* -diff\n*.js diff=evil\n'
    writeFileSync(join(tree, '.git', 'info', 'attributes'), attributes)
    writeFileSync(join(tree, '.gitattributes'), attributes)
    const found = await bench.local(tree)
    expect(found.commits).toEqual(expected.commits)
    expect(existsSync(ran)).toBe(false)
  })

  it('excludes the boundary of a shallow clone', async () => {
    const repository = await repositoryWith((repository) => {
      for (let index = 0; index < 9; index++) repository.commit({ files: { a: `${index}\n` } })
    })
    const shallow = repository.beside('shallow')
    git(repository.parent, 'clone', '--quiet', '--depth=4', `file://${repository.path}`, shallow)
    const { commits, receipt } = await bench.local(shallow)
    expect(commits.map((commit) => [commit.additions, commit.deletions])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ])
    expect(receipt).toMatchObject({ windowComplete: false, skipped: { boundary: 1 }, measured: 3 })
  })

  it('reads a window as git log --since does, and another branch', async () => {
    const repository = await repositoryWith((repository) => {
      for (let day = 1; day <= 9; day++) {
        repository.commit({ at: Date.UTC(2026, 0, day) / 1000, files: { a: `${day}\n` } })
      }
      repository.commit({ branch: 'topic', from: 2, at: Date.UTC(2026, 1, 1) / 1000 })
    })
    const since = new Date('2026-01-05T00:00:00Z')
    const { commits } = await bench.local(repository.path, { since })
    const expected = numstat(repository.path, '--since=2026-01-05T00:00:00Z', 'main')
    expect(commits.map((commit) => commit.hash)).toEqual([...expected.keys()])
    const topic = await bench.local(repository.path, { branch: 'topic' })
    expect(topic.commits).toHaveLength(3)
    expect(topic.receipt.branch).toBe('topic')
  })
})

describe('a local path that cannot be analysed', () => {
  it.each([
    ['not-a-repository', (repository: GitRepository) => repository.parent],
    ['not-found', (repository: GitRepository) => repository.beside('nothing')],
    ['empty-repository', (repository: GitRepository) => repository.path],
  ])('is told apart: %s', async (code, pathOf) => {
    const repository = await repositoryWith(() => {})
    await expect(bench.local(pathOf(repository))).rejects.toMatchObject({ code })
  })

  it.each(['gone', '--output=x', 'a..b', 'main~1', '', '@{-1}'])(
    'has no branch %j',
    async (branch) => {
      const repository = await repositoryWith((repository) => repository.commit())
      await expect(bench.local(repository.path, { branch })).rejects.toMatchObject({
        code: 'branch-not-found',
      })
    },
  )

  it('is told when there is no git', async () => {
    const repository = await repositoryWith((repository) => repository.commit())
    const search = bench.local(repository.path, { searchPath: repository.parent })
    await expect(search).rejects.toMatchObject({ code: 'no-git' })
  })
})

describe('an analysis under way', () => {
  async function longHistory(): Promise<GitRepository> {
    return repositoryWith((repository) => {
      for (let index = 0; index < 3000; index++) repository.commit({ files: { a: `${index}\n` } })
    })
  }

  it('waits for whoever takes the commits, and stops when told', async () => {
    const { path } = await longHistory()
    const stopping = new AbortController()
    let taken = 0
    const onCommit = async () => {
      taken++
      await new Promise((resolve) => setTimeout(resolve, 5))
      if (taken === 5) stopping.abort()
    }
    const analysis = bench.local(path, { onCommit, signal: stopping.signal })
    await expect(analysis).rejects.toMatchObject({ code: 'stopped' })
    expect(taken).toBe(5)
    expect(await bench.leftovers()).toEqual([])
  })

  it('does not begin when it is stopped already', async () => {
    const { path } = await longHistory()
    const analysis = bench.local(path, { signal: AbortSignal.abort() })
    await expect(analysis).rejects.toMatchObject({ code: 'stopped' })
  })

  it('passes on what its taker throws, and cleans up', async () => {
    const { path } = await longHistory()
    const onCommit = () => {
      throw new RangeError('no room')
    }
    await expect(bench.local(path, { onCommit })).rejects.toThrow(RangeError)
    expect(await bench.leftovers()).toEqual([])
  })

  it('tells how far it is', async () => {
    const { path } = await longHistory()
    const told: number[] = []
    let found: number | null = null
    await bench.local(path, {
      onProgress: (progress) => {
        told.push(progress.commitsRead)
        found = progress.commitsFound
      },
    })
    expect(told[0]).toBe(0)
    expect(told.at(-1)).toBe(3000)
    expect(found).toBe(3000)
  })
})
