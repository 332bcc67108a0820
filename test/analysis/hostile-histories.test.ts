import { describe, expect, it, vi } from 'vitest'
import type { LooseObjects } from '../support/loose-objects.js'
import { surroundings } from '../support/surrounded.js'

// Heavy on purpose: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

const surrounded = surroundings()
const nowhere = 'd'.repeat(40)

describe('a history of an odd shape', () => {
  it('with 200 parents has one merge more', async () => {
    const { between, receipt } = await surrounded((objects, below) => {
      const tree = objects.file('side', 'x\n')
      const parents = Array.from({ length: 200 }, (_, index) =>
        objects.commit({ tree, parents: [below], message: `side ${index}` }),
      )
      return objects.commit({ tree, parents, message: 'octopus' })
    })
    expect(between).toHaveLength(201)
    const octopus = between.find(({ subject }) => subject === 'octopus')
    expect(octopus).toMatchObject({ type: 'merge', skipped: 'merge', files: [] })
    expect(octopus?.parents).toHaveLength(200)
    expect(receipt).toMatchObject({ measured: 203, skipped: { merge: 1 } })
  })

  it('of merges that cross each other is read once a commit', async () => {
    const { between, receipt } = await surrounded((objects, below) => {
      let [left, right] = [below, below]
      for (let round = 0; round < 40; round++) {
        const tree = objects.file('f', `${round}\n`)
        const parents = round === 0 ? [below] : [left, right]
        const a = objects.commit({ tree, parents, message: `left ${round}` })
        const b = objects.commit({
          tree,
          parents: [...parents].reverse(),
          message: `right ${round}`,
        })
        left = a
        right = b
      }
      return objects.commit({ tree: objects.file('f', 'end\n'), parents: [left, right] })
    })
    expect(new Set(between.map(({ hash }) => hash)).size).toBe(between.length)
    expect(between).toHaveLength(81)
    expect(receipt.skipped.merge).toBe(79)
  })

  it('with a parent twice counts it as git does', async () => {
    const { between } = await surrounded((objects, below) =>
      objects.commit({ tree: objects.file('f', 'x\n'), parents: [below, below] }),
    )
    expect(between).toHaveLength(1)
  })

  it('by one author with 1,000 addresses has 1,000 identities', async () => {
    const { between, receipt } = await surrounded((objects, below) => {
      let tip = below
      const trees = ['1\n', '2\n'].map((text) => objects.file('f', text))
      for (let index = 0; index < 1000; index++) {
        const author = `Ada <ada+${index}@example.com> ${1_600_000_000 + index} +0000`
        tip = objects.commit({ tree: trees[index % 2]!, parents: [tip], author })
      }
      return tip
    })
    expect(new Set(between.map(({ authorEmail }) => authorEmail)).size).toBe(1000)
    expect(receipt.measured).toBe(1003)
  })

  it('with a .mailmap of a million lines keeps what the commits say', async () => {
    const { between } = await surrounded((objects, below) => {
      const line = (index: number) => `Eve <eve@example.com> <ada+${index}@example.com>\n`
      const content = Array.from({ length: 1_000_000 }, (_, index) => line(index)).join('')
      return objects.commit({
        tree: objects.file('.mailmap', content),
        parents: [below],
        author: 'Ada <ada+7@example.com> 1600000000 +0000',
      })
    })
    expect(between[0]).toMatchObject({ authorEmail: 'ada+7@example.com', additions: 1_000_000 })
  })
})

describe('a history with holes', () => {
  it.each<[string, (objects: LooseObjects) => string]>([
    ['missing', () => nowhere],
    [
      'damaged',
      (objects) => {
        const id = objects.commit({ tree: objects.file('f', 'x\n'), message: 'to be damaged' })
        objects.damage(id, Buffer.from('not zlib'))
        return id
      },
    ],
  ])('ends at a commit whose parent is %s', async (_, parentOf) => {
    const { between, receipt } = await surrounded((objects) => {
      const parent = parentOf(objects)
      const torn = objects.commit({ tree: objects.file('f', 'x\n'), parents: [parent] })
      return objects.commit({ tree: objects.file('f', 'y\n'), parents: [torn], message: 'after' })
    })
    expect(between.map(({ subject, additions }) => [subject, additions])).toEqual([['after', 1]])
    expect(receipt).toMatchObject({ windowComplete: false, skipped: { boundary: 1 }, measured: 3 })
  })

  it('goes on beside a hole', async () => {
    const { between, receipt } = await surrounded((objects, below) => {
      const tree = objects.file('f', 'x\n')
      const torn = objects.commit({ tree, parents: [nowhere], message: 'torn' })
      return objects.commit({ tree, parents: [below, torn], message: 'merge' })
    })
    expect(between.map(({ subject }) => subject)).toEqual(['merge', 'below'])
    expect(receipt.skipped).toMatchObject({ boundary: 1, merge: 1 })
  })

  it.each([
    ['missing', null],
    ['damaged', Buffer.from('not zlib')],
  ])('leaves out what a %s file is needed for, and nothing else', async (_, bytes) => {
    const { between, receipt } = await surrounded((objects, below) => {
      const lost = objects.blob('lost\n')
      const tree = objects.tree([['100644', 'f', lost]])
      const written = objects.commit({ tree, parents: [below], message: 'written' })
      const changed = objects.commit({
        tree: objects.file('f', 'x\n'),
        parents: [written],
        message: 'changed',
      })
      objects.damage(lost, bytes)
      return objects.commit({ tree: objects.file('f', 'y\n'), parents: [changed] })
    })
    expect(between.map(({ skipped, additions }) => [skipped, additions])).toEqual([
      [null, 1],
      ['unreadable', 0],
      ['unreadable', 0],
    ])
    expect(receipt).toMatchObject({ skipped: { unreadable: 2 }, measured: 4 })
  })

  it('leaves out what a missing folder is needed for', async () => {
    const { between } = await surrounded((objects, below) => {
      const gone = objects.commit({ tree: nowhere, parents: [below], message: 'gone' })
      const again = objects.commit({ tree: objects.file('f', 'x\n'), parents: [gone] })
      return objects.commit({ tree: objects.file('f', 'y\n'), parents: [again] })
    })
    expect(between.map(({ skipped }) => skipped)).toEqual([null, 'unreadable', 'unreadable'])
  })

  it('goes on after dozens of damaged commits in a row', async () => {
    const { between, receipt } = await surrounded((objects, below) => {
      let tip = below
      for (let index = 0; index < 40; index++) {
        const lost = objects.blob(`lost ${index}\n`)
        tip = objects.commit({ tree: objects.tree([['100644', 'f', lost]]), parents: [tip] })
        objects.damage(lost, null)
      }
      return objects.commit({ tree: objects.file('f', 'y\n'), parents: [tip] })
    })
    expect(between).toHaveLength(41)
    expect(receipt.skipped.unreadable).toBe(41)
  })
})
