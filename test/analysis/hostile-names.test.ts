import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { AnalysisBench } from '../support/git-analysis.js'
import { GitRepository } from '../support/git-repository.js'
import { GitServer } from '../support/git-server.js'
import type { LooseObjects, TreeEntry } from '../support/loose-objects.js'
import { surroundings } from '../support/surrounded.js'

const surrounded = surroundings()
let bench: AnalysisBench

beforeAll(async () => {
  bench = await AnalysisBench.create()
})
afterAll(() => bench.remove())

/** The files that a commit of this tree adds. */
async function filesOf(entriesOf: (objects: LooseObjects) => TreeEntry[]) {
  const { between, receipt } = await surrounded((objects, below) =>
    objects.commit({ tree: objects.tree(entriesOf(objects)), parents: [below] }),
  )
  const files = between[0]?.files.filter(({ path }) => path !== 'below') ?? []
  return { files, anomalies: receipt.anomalies }
}

describe('a path is kept as it is, or altered and counted', () => {
  it.each<[string, string | Buffer, string, number]>([
    ['a line feed', 'a\nb', 'a\nb', 0],
    ['a tab', 'a\tb', 'a\tb', 0],
    ['a quote and a backslash', 'a"\\b', 'a"\\b', 0],
    ['marks that reorder text', 'a\u202eb', 'a\u202eb', 0],
    ['emoji', '🦜.js', '🦜.js', 0],
    ['bytes that are no text', Buffer.from([0x61, 0xff, 0xfe]), 'a\ufffd\ufffd', 1],
    ['more than is kept', 'p'.repeat(5000), `${'p'.repeat(1024)}…`, 1],
    ['a megabyte', 'p'.repeat(1 << 20), `${'p'.repeat(1024)}…`, 1],
    ['something that looks like a raw entry', ':100644 000000 a b M', ':100644 000000 a b M', 0],
    ['a commit’s hash', 'd'.repeat(40), 'd'.repeat(40), 0],
    ['an option', '--output=x', '--output=x', 0],
    ['steps upwards', '..', '..', 0],
    ['an absolute path', '/etc/passwd', '/etc/passwd', 0],
    ['git’s own folder', '.git', '.git', 0],
    ['git’s own folder in capitals', '.GIT', '.GIT', 0],
    ['git’s own folder in short', 'git~1', 'git~1', 0],
  ])('%s', async (_, name, path, altered) => {
    const { files, anomalies } = await filesOf((objects) => [['100644', name, objects.blob('x\n')]])
    expect(files).toMatchObject([{ path, additions: 1 }])
    // The commit that adds it and the one that takes it away.
    expect(anomalies.pathsAltered).toBe(2 * altered)
  })

  it('a hook stays a path', async () => {
    const { files } = await filesOf((objects) => {
      const hooks = objects.tree([['100755', 'post-checkout', objects.blob('#!/bin/sh\nexit 1\n')]])
      return [['40000', '.git', objects.tree([['40000', 'hooks', hooks]])]]
    })
    expect(files).toMatchObject([{ path: '.git/hooks/post-checkout', additions: 2 }])
  })

  it('the same name twice is two changes', async () => {
    const { files } = await filesOf((objects) => [
      ['100644', 'a', objects.blob('x\n')],
      ['100644', 'a', objects.blob('y\ny\n')],
    ])
    expect(files.map(({ path, additions }) => [path, additions])).toEqual([
      ['a', 1],
      ['a', 2],
    ])
  })
})

describe('what a file says to git is not done', () => {
  it('a link to a file of this machine is its text', async () => {
    const { files } = await filesOf((objects) => [['120000', 'a', objects.blob('/etc/passwd')]])
    expect(files).toMatchObject([{ path: 'a', additions: 1, language: null }])
  })

  it('attributes, submodules and pointers are text', async () => {
    const { files } = await filesOf((objects) => [
      [
        '100644',
        '.gitattributes',
        objects.blob('* -diff filter=evil diff=evil\n*.js binary linguist-vendored\n'),
      ],
      [
        '100644',
        '.gitmodules',
        objects.blob('[submodule "x"]\n\tpath = x\n\turl = --upload-pack=evil\n'),
      ],
      ['100644', 'a.js', objects.blob('if (a) b()\n')],
      [
        '100644',
        'large.psd',
        objects.blob('version https://git-lfs.example/spec/v1\noid sha256:0\nsize 9\n'),
      ],
      ['160000', 'x', 'e'.repeat(40)],
    ])
    expect(files.map(({ path, additions }) => [path, additions])).toEqual([
      ['.gitattributes', 2],
      ['.gitmodules', 3],
      ['a.js', 1],
      ['large.psd', 3],
      ['x', 1],
    ])
  })
})

describe('a branch', () => {
  const long = `${'b'.repeat(240)}/${'c'.repeat(14)}`

  async function withBranch(name: string): Promise<GitRepository> {
    const repository = await GitRepository.create()
    onTestFinished(() => repository.remove())
    repository.commit({ files: { a: '1\n' } })
    repository.save()
    const file = join(repository.path, 'refs', 'heads', name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, repository.git('rev-parse', 'main'))
    writeFileSync(join(repository.path, 'HEAD'), `ref: refs/heads/${name}\n`)
    return repository
  }

  it.each(['--output=x', '-h', long, '🦜', 'a-‮b'])(
    'named %j is read, here and from afar',
    async (name) => {
      const repository = await withBranch(name)
      const { commits, receipt } = await bench.local(repository.path)
      expect([commits.length, receipt.branch]).toEqual([1, name])
      const server = await GitServer.start(repository.parent)
      onTestFinished(() => server.stop())
      const afar = await bench.remote(server.url())
      expect([afar.commits.length, afar.receipt.branch]).toEqual([1, name])
      expect(existsSync('x')).toBe(false)
    },
  )

  it('is found among 100,000', async () => {
    const repository = await withBranch('main')
    const hash = repository.git('rev-parse', 'main').trim()
    const refs = Array.from({ length: 100_000 }, (_, index) => `${hash} refs/heads/b${index}\n`)
    appendFileSync(join(repository.path, 'packed-refs'), refs.sort().join(''))
    const branch = 'b77777'
    expect((await bench.local(repository.path, { branch })).commits).toHaveLength(1)
    const server = await GitServer.start(repository.parent)
    onTestFinished(() => server.stop())
    const afar = await bench.remote(server.url(), { branch })
    expect([afar.commits.length, afar.receipt.branch]).toEqual([1, branch])
  })
})
