import { describe, expect, it } from 'vitest'
import { commitLimits } from '../../src/git/commit-size.js'
import { DiffReader } from '../../src/git/diff-reader.js'
import type { CommitDiff, LineReader } from '../../src/git/file-diff.js'

const one = 'a'.repeat(40)
const two = 'd'.repeat(40)
const none = '0'.repeat(40)

/** A raw entry as git prints it with -z. */
function raw(status: string, paths: string[], modes = ['100644', '100644'], ids = [one, two]) {
  return `:${modes.join(' ')} ${ids.join(' ')} ${status}\0${paths.join('\0')}\0`
}

const header = (path: string) => `diff --git a/${path} b/${path}\nindex 1..2 100644\n--- a\n+++ b\n`

class Seen implements LineReader {
  readonly headLines = 2
  readonly lines: string[] = []
  constructor(readonly everyLine: boolean) {}
  hunk() {}
  removed(bytes: Buffer, start: number, end: number) {
    this.lines.push(`-${bytes.toString('utf8', start, end)}`)
  }
  added(bytes: Buffer, start: number, end: number) {
    this.lines.push(`+${bytes.toString('utf8', start, end)}`)
  }
}

/** Reads the same output in chunks of every size: no cut may make a difference. */
function read(output: string, everyLine = true, limits = commitLimits): CommitDiff<Seen>[] {
  const bytes = Buffer.from(output)
  const inChunks = (size: number) => {
    const reader = new DiffReader<Seen>(() => new Seen(everyLine), limits)
    const commits: CommitDiff<Seen>[] = []
    for (let at = 0; at < bytes.length; at += size) {
      commits.push(...reader.feed(bytes.subarray(at, at + size)))
    }
    return [...commits, ...reader.end()]
  }
  const whole = inChunks(bytes.length)
  for (const size of [1, 2, 3, 7, 41, 64]) expect(inChunks(size)).toEqual(whole)
  return whole
}

function counts(commit: CommitDiff<Seen> | undefined) {
  return commit?.files.map((file) => [file.path.toString(), file.additions, file.deletions])
}

describe('DiffReader', () => {
  it('reads commits without changes', () => {
    expect(read(`${one}\0${two}\0`).map((commit) => commit.hash)).toEqual([one, two])
  })

  it('counts what hunk headers say and shows the lines', () => {
    const patch = '@@ -1,2 +1 @@ x\n-a\n-b\n+c\n@@ -9,0 +8,2 @@\n+d\n+e\n'
    const [commit] = read(`${one}\0${raw('M', ['f'])}\0${header('f')}${patch}${two}\0`)
    expect(counts(commit)).toEqual([['f', 3, 2]])
    expect(commit?.files[0]?.reader?.lines).toEqual(['-a', '-b', '+c', '+d', '+e'])
  })

  it('takes no line of a hunk for anything else', () => {
    const lines = [`+${one}`, '+diff --git a/x b/x', '+@@ -1 +1 @@', '+Binary files a and b differ']
    const more = ['+-- a/x', '+++ b/x', '+\\ No newline at end of file', '+\0', '+']
    const patch = `@@ -0,0 +1,9 @@\n${[...lines, ...more].join('\n')}\n`
    const [commit, next] = read(`${one}\0${raw('A', ['f'])}\0${header('f')}${patch}${two}\0`)
    expect(counts(commit)).toEqual([['f', 9, 0]])
    expect(commit?.files[0]).toMatchObject({ binary: false })
    expect(next).toMatchObject({ hash: two, files: [] })
  })

  it('reads files that end without a line feed', () => {
    const no = '\\ No newline at end of file\n'
    const patch = `@@ -1 +1 @@\n-a\n${no}+b\n${no}`
    const entries = raw('M', ['f']) + raw('M', ['g'])
    const [commit] = read(`${one}\0${entries}\0${header('f')}${patch}${header('g')}${patch}`)
    expect(counts(commit)).toEqual([
      ['f', 1, 1],
      ['g', 1, 1],
    ])
    expect(commit?.files[1]?.reader?.lines).toEqual(['-a', '+b'])
  })

  it('reads renames, modes, binaries and submodules', () => {
    const entries = [
      raw('R100', ['old\nname', 'new\tname'], undefined, [one, one]),
      raw('M', ['mode'], ['100644', '100755'], [one, one]),
      raw('M', ['image']),
      raw('M', ['module'], ['160000', '160000']),
    ]
    const patch = [
      'diff --git "a/old\\nname" "b/new\\tname"\nsimilarity index 100%\nrename from x\nrename to y\n',
      'diff --git a/mode b/mode\nold mode 100644\nnew mode 100755\n',
      'diff --git a/image b/image\nindex 1..2 100644\nBinary files a/image and b/image differ\n',
      `${header('module')}@@ -1 +1 @@\n-Subproject commit ${one}\n+Subproject commit ${two}\n`,
    ]
    const [commit] = read(`${one}\0${entries.join('')}\0${patch.join('')}`)
    expect(commit?.files).toMatchObject([
      { from: Buffer.from('old\nname'), path: Buffer.from('new\tname'), additions: 0 },
      { sameContent: true, additions: 0, deletions: 0, binary: false },
      { binary: true, additions: 0, deletions: 0 },
      { mode: 'submodule', additions: 1, deletions: 1 },
    ])
  })

  it('takes a change of type for one file, though it is shown as two', () => {
    const entries = raw('T', ['f'], ['100644', '120000']) + raw('M', ['g'])
    const halves = `${header('f')}@@ -1,2 +0,0 @@\n-a\n-b\n${header('f')}@@ -0,0 +1 @@\n+g\n`
    const last = `${header('g')}@@ -1 +1,2 @@\n-a\n+b\n+c\n`
    const [commit] = read(`${one}\0${entries}\0${halves}${last}`)
    expect(counts(commit)).toEqual([
      ['f', 1, 2],
      ['g', 2, 1],
    ])
  })

  it('shows only the head of a file to a reader who wants no more', () => {
    const patch = '@@ -1 +1,3 @@\n-z\n+a\n+b\n+c\n@@ -9,0 +9 @@\n+d\n'
    const [commit] = read(`${one}\0${raw('M', ['f'])}\0${header('f')}${patch}`, false)
    expect(commit?.files[0]?.reader?.lines).toEqual(['+a', '+b'])
    expect(counts(commit)).toEqual([['f', 4, 1]])
  })

  it('counts a line too long to be shown', () => {
    const patch = `@@ -1 +1,2 @@\n-a\n+${'x'.repeat(70_000)}\n+b\n`
    const bytes = `${one}\0${raw('M', ['f'])}\0${header('f')}${patch}`
    const reader = new DiffReader<Seen>(() => new Seen(true))
    reader.feed(Buffer.from(bytes))
    const [commit] = reader.end()
    expect(counts(commit)).toEqual([['f', 2, 1]])
    expect(commit?.files[0]?.reader?.lines).toEqual(['-a', '+b'])
  })

  it('drops the files of a commit beyond the limits, and reads on', () => {
    const entries = raw('A', ['f']) + raw('A', ['g'])
    const patch = `${header('f')}@@ -0,0 +1,2 @@\n+a\n+b\n${header('g')}@@ -0,0 +1 @@\n+a\n`
    const output = `${one}\0${entries}\0${patch}${two}\0${raw('A', ['h'])}\0${header('h')}`
    for (const limits of [{ files: 1 }, { lines: 2 }, { pathBytes: 120 }]) {
      const [large, small] = read(output, true, { ...commitLimits, ...limits })
      expect(large).toMatchObject({ oversized: true, files: [] })
      expect(small).toMatchObject({ oversized: false, files: [{ additions: 0 }] })
    }
  })

  it('reads SHA-256 hashes', () => {
    const long = 'c'.repeat(64)
    expect(read(`${long}\0${none}\0`)[0]?.hash).toBe(long)
  })
})
