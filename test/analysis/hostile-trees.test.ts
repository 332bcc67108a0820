import { describe, expect, it, vi } from 'vitest'
import type { LooseObjects, TreeEntry } from '../support/loose-objects.js'
import { surroundings } from '../support/surrounded.js'
import { treeBomb } from '../support/tree-bomb.js'

// Heavy on purpose: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

const surrounded = surroundings()

/** A commit of this tree, between ordinary ones. */
async function commitOf(treeOf: (objects: LooseObjects) => string) {
  const { between, receipt } = await surrounded((objects, below) =>
    objects.commit({ tree: treeOf(objects), parents: [below] }),
  )
  expect(between).toHaveLength(1)
  return { commit: between[0]!, receipt }
}

describe('a tree that is larger than it looks', () => {
  it('of 20,000 paths is measured', async () => {
    const { commit } = await commitOf((objects) => {
      const half = treeBomb(objects, 100, 2)
      return objects.tree(['a', 'b'].map((name): TreeEntry => ['40000', name, half]))
    })
    // One more: the file that was there before is gone.
    expect(commit).toMatchObject({ skipped: null, additions: 20_000, deletions: 2 })
    expect(commit.files).toHaveLength(20_001)
  })

  it.each([
    ['110,224', 332, 2],
    ['1,000,000', 100, 3],
    ['1,000,000,000', 1000, 3],
  ])('of %s paths is stored without its files', async (_, entries, levels) => {
    const { commit, receipt } = await commitOf((objects) => treeBomb(objects, entries, levels))
    expect(commit).toMatchObject({ skipped: 'oversized', files: [], additions: 0 })
    // The commit after it takes it away again.
    expect(receipt).toMatchObject({ measured: 2, skipped: { oversized: 2 } })
  })
})

describe('a file that is larger than a person writes', () => {
  it('a line of 20 MB is one line', async () => {
    const { commit } = await commitOf((objects) => objects.file('a.js', 'x'.repeat(20_000_000)))
    expect(commit.files.find(({ path }) => path === 'a.js')).toMatchObject({
      ...{ additions: 1, binary: false, complexityDelta: 0 },
    })
  })

  it('a line of 100 MB is a binary file', async () => {
    const { commit } = await commitOf((objects) => objects.file('a.js', 'x'.repeat(100_000_000)))
    expect(commit).toMatchObject({ skipped: null, additions: 0 })
    expect(commit.files.find(({ path }) => path === 'a.js')?.binary).toBe(true)
  })

  it('millions of short lines that changed are a binary file, the others are counted', async () => {
    const { between } = await surrounded((objects, below) => {
      const large = (word: string) => objects.blob(`${word}\n`.repeat(7_000_000))
      const commit = (word: string, parent: string) =>
        objects.commit({
          tree: objects.tree([
            ['100644', 'large.txt', large(word)],
            ['100644', 'small.txt', objects.blob(`${word}\n`)],
          ]),
          parents: [parent],
        })
      return commit('of', commit('if', below))
    })
    expect(between[0]).toMatchObject({ skipped: null, additions: 1, deletions: 1 })
    expect(between[0]?.files.map(({ path, binary }) => [path, binary])).toEqual([
      ['large.txt', true],
      ['small.txt', false],
    ])
  })

  it('1.5 GB of zeros cost their commit: git holds a file whole that is added or removed', async () => {
    const { commit, receipt } = await commitOf((objects) =>
      objects.tree([['100644', 'zeros.js', objects.zeros(1500)]]),
    )
    expect(commit).toMatchObject({ skipped: 'oversized', files: [] })
    expect(receipt).toMatchObject({ measured: 2, skipped: { oversized: 2 } })
  })

  it('1.5 GB of zeros that stay where they are cost nothing', async () => {
    const { between } = await surrounded((objects, below) => {
      const zeros = objects.zeros(1500)
      const tree = (text: string) =>
        objects.tree([
          ['100644', 'f', objects.blob(text)],
          ['100644', 'zeros.js', zeros],
        ])
      const first = objects.commit({ tree: tree('x\n'), parents: [below] })
      const second = objects.commit({ tree: tree('y\n'), parents: [first] })
      return objects.commit({ tree: objects.file('f', 'z\n'), parents: [second] })
    })
    expect(between.map(({ skipped }) => skipped)).toEqual(['oversized', null, 'oversized'])
    expect(between[1]).toMatchObject({ additions: 1, deletions: 1 })
  })
})
