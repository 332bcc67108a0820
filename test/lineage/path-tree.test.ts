import { expect, test } from 'vitest'
import { PathTree } from '../../src/lineage/path-tree.js'

test('holds what a map would, and every version stays as it was', () => {
  const versions: { tree: PathTree<string>; map: Map<number, string> }[] = [
    { tree: PathTree.empty('none'), map: new Map() },
  ]
  let state = 7
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const keys = [0, 1, 31, 32, 33, 1023, 1024, 5000, 40_000, 2_000_000]
  for (let step = 0; step < 300; step++) {
    const from = versions[random(versions.length)]!
    const key = keys[random(keys.length)]!
    const value = random(4) === 0 ? 'none' : `value ${step}`
    const map = new Map(from.map)
    if (value === 'none') map.delete(key)
    else map.set(key, value)
    versions.push({ tree: from.tree.with(key, value), map })
  }
  for (const { tree, map } of versions) {
    const held = new Map<number, string>()
    tree.forEach((key, value) => void held.set(key, value))
    expect(held).toEqual(new Map([...map].toSorted(([a], [b]) => a - b)))
    for (const key of [...keys, 3, 70_000_000]) expect(tree.get(key)).toBe(map.get(key) ?? 'none')
  }
})
