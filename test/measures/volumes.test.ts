import { describe, expect, it } from 'vitest'
import { volumes } from '../../src/measures/volumes.js'
import { makeCommit, makeFile } from '../support/facts.js'

describe('volumes of a commit', () => {
  it('sums code and test apart, and what is known of each', () => {
    const files = [
      makeFile({ additions: 10, deletions: 2, complexityDelta: 3, indentDelta: 7 }),
      makeFile({ path: 'b.hs', additions: 5, complexityDelta: null, indentDelta: -2 }),
      makeFile({ path: 'test/a.js', kind: 'test', additions: 4, deletions: 1, indentDelta: 9 }),
      makeFile({
        path: 'a.md',
        kind: 'docs',
        additions: 8,
        complexityDelta: null,
        indentDelta: null,
      }),
    ]
    expect(volumes(makeCommit({ files }))).toEqual({
      ...{ additions: 27, deletions: 7, codeAdditions: 15, codeDeletions: 4 },
      ...{ testAdditions: 4, testDeletions: 1 },
      ...{ complexityLines: 10, complexityDelta: 3, indentDelta: 5 },
    })
  })

  it('are null where nothing is known', () => {
    const files = [makeFile({ kind: 'test', complexityDelta: 4, indentDelta: 4 })]
    const unknown = { complexityLines: 0, complexityDelta: null, indentDelta: null }
    expect(volumes(makeCommit({ files }))).toMatchObject(unknown)
    expect(volumes(makeCommit({ files: [] }))).toMatchObject(unknown)
  })
})
