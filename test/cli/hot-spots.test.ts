import { describe, expect, it } from 'vitest'
import { HotSpots } from '../../src/cli/hot-spots.js'
import { makeFile } from '../support/facts.js'

function hottest(commits: Parameters<typeof makeFile>[0][][]) {
  const spots = new HotSpots()
  for (const files of commits) spots.add(files.map((file) => makeFile(file)))
  return spots.hottest(10).map(({ path, decisionPoints, commits: touched, score }) => {
    return [path, decisionPoints, touched, score]
  })
}

describe('HotSpots', () => {
  it('is decision points × commits, the hottest 100', () => {
    const commits = [
      [{ path: 'a.js', complexityDelta: 3 }],
      [
        { path: 'a.js', complexityDelta: 2 },
        { path: 'b.js', complexityDelta: 4 },
      ],
      [{ path: 'c.js', complexityDelta: 3 }],
    ]
    // a: 5 × 2 = 10; b: 4 × 1; c: 3 × 1
    expect(hottest(commits)).toEqual([
      ['a.js', 5, 2, 100],
      ['b.js', 4, 1, 40],
      ['c.js', 3, 1, 30],
    ])
  })

  it('follows renames down the history, also two in a row', () => {
    const commits = [
      [{ path: 'new.js', complexityDelta: 1 }],
      [{ path: 'new.js', renamedFrom: 'mid.js', complexityDelta: 0 }],
      [{ path: 'mid.js', renamedFrom: 'old.js', complexityDelta: 1 }],
      [{ path: 'old.js', complexityDelta: 5 }],
    ]
    expect(hottest(commits)).toEqual([['new.js', 7, 4, 100]])
  })

  it('keeps a file apart that was given the name of one renamed before', () => {
    const commits = [
      [{ path: 'a.js', complexityDelta: 2 }],
      [{ path: 'b.js', renamedFrom: 'a.js', complexityDelta: 0 }],
      [{ path: 'a.js', complexityDelta: 7 }],
    ]
    expect(hottest(commits)).toEqual([
      ['b.js', 7, 2, 100],
      ['a.js', 2, 1, 14],
    ])
  })

  it('tells files apart that changed places in one commit', () => {
    const commits = [
      [
        { path: 'b.js', renamedFrom: 'a.js', complexityDelta: 0 },
        { path: 'a.js', renamedFrom: 'b.js', complexityDelta: 0 },
      ],
      [{ path: 'a.js', complexityDelta: 6 }],
      [{ path: 'b.js', complexityDelta: 3 }],
    ]
    // a.js of today was b.js: 3 × 2; b.js of today was a.js: 6 × 2
    expect(hottest(commits)).toEqual([
      ['b.js', 6, 2, 100],
      ['a.js', 3, 2, 50],
    ])
  })

  it('leaves out tests, files without a count, and what lost its decision points', () => {
    const commits = [
      [{ path: 'a.test.js', kind: 'test' as const, complexityDelta: 9 }],
      [{ path: 'a.md', complexityDelta: null }],
      [{ path: 'a.js', complexityDelta: -4 }],
    ]
    expect(hottest(commits)).toEqual([])
  })
})
