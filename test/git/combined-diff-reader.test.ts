import { describe, expect, it } from 'vitest'
import type { CombinedDiff } from '../../src/git/combined-diff.js'
import { CombinedDiffReader } from '../../src/git/combined-diff-reader.js'

const hash = 'a'.repeat(40)
const next = 'b'.repeat(40)
const id = (digit: string) => digit.repeat(40)
const [one, two, merged, none] = [id('1'), id('2'), id('3'), id('0')]

const raw = (path: string, ids = [one, two, merged], modes = Array(3).fill('100644')) =>
  `::${modes.join(' ')} ${ids.join(' ')} MM\0${path}\0`
const header = (path: string, ids = [one, two, merged]) =>
  `diff --combined ${path}\nindex ${ids[0]},${ids[1]}..${ids[2]}\n--- a/${path}\n+++ b/${path}\n`

/** Reads the same output in chunks of every size: no cut may make a difference. */
function read(output: string): CombinedDiff[] {
  const inChunks = (size: number) => {
    const reader = new CombinedDiffReader()
    const bytes = Buffer.from(output)
    const merges: CombinedDiff[] = []
    for (let at = 0; at < bytes.length; at += size) {
      merges.push(...reader.feed(bytes.subarray(at, at + size)))
    }
    return [...merges, ...reader.end()]
  }
  const whole = inChunks(output.length)
  for (const size of [1, 2, 3, 7, 41, 64]) expect(inChunks(size)).toEqual(whole)
  return whole
}

describe('CombinedDiffReader', () => {
  it('keeps which parents have which lines', () => {
    const hunk = '@@@ -1,3 -1,2 +1,4 @@@ f() {\n  same\n- gone\n+ first\n -theirs\n++own\n  last\n'
    const [merge, empty] = read(`${hash}\0${raw('a.js')}\0${header('a.js')}${hunk}${next}\0`)
    expect(empty).toEqual({ hash: next, files: [] })
    const spans = [
      { parents: 0b11, isRemoved: false, lines: 1 },
      { parents: 0b01, isRemoved: true, lines: 1 },
      { parents: 0b10, isRemoved: false, lines: 1 },
      { parents: 0b10, isRemoved: true, lines: 1 },
      { parents: 0, isRemoved: false, lines: 1 },
      { parents: 0b11, isRemoved: false, lines: 1 },
    ]
    expect(merge?.files).toEqual([
      {
        ...{ path: Buffer.from('a.js'), absent: [false, false], sameAs: null },
        ...{ isDeleted: false, isBinary: false, hunks: [{ first: 1, spans }] },
        blobs: [one, two, merged],
      },
    ])
  })

  it('takes no line for a header, whatever it says', () => {
    const hunk =
      '@@@ -1,1 -1,0 +1,2 @@@\n++diff --combined b.js\n- @@@ -9,9 -9,9 +9,9 @@@\n++index\n'
    const last = '@@@ -9,0 -8,1 +10,0 @@@\n -deadbeef\n'
    const [merge] = read(`${hash}\0${raw('a.js')}\0${header('a.js')}${hunk}${last}`)
    expect(merge?.files[0]?.hunks.map(({ first, spans }) => [first, spans.length])).toEqual([
      [1, 3],
      [10, 1],
    ])
  })

  it('finds the file of each part by its contents, though not all have one', () => {
    const other = [two, one, id('4')]
    const modes = ['160000', '160000', '160000']
    const entries = raw('module', [one, two, id('5')], modes) + raw('a.js') + raw('b.js', other)
    const hunk = '@@@ -1,0 -1,0 +1,1 @@@\n++x\n'
    const [merge] = read(`${hash}\0${entries}\0${header('b.js', other)}${hunk}`)
    expect(merge?.files.map(({ hunks, isBinary }) => [hunks.length, isBinary])).toEqual([
      ...[[0, true]],
      ...[[0, false]],
      [1, false],
    ])
  })

  it('tells files that are gone, new to a parent, binary, or of another mode alone', () => {
    const entries = [
      raw('gone', [one, two, none], ['100644', '100644', '000000']),
      raw('new', [none, two, merged], ['000000', '100644', '100644']),
      raw('image'),
      raw('mode', [one, two, two], ['100644', '100644', '100755']),
    ]
    const patch = `${header('image')}Binary files differ\n`
    const [merge] = read(`${hash}\0${entries.join('')}\0${patch}`)
    expect(merge?.files).toMatchObject([
      { isDeleted: true },
      { absent: [true, false], isDeleted: false },
      { isBinary: true },
      { sameAs: 1 },
    ])
  })
})
