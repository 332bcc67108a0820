const bits = 5
const width = 1 << bits
const mask = width - 1

type Node = unknown[]

/**
 * A map from small whole numbers to values that is never changed: `with` gives back another that
 * shares all but a few nodes with this one. A branch costs nothing, and what no commit needs any
 * more is collected.
 */
export class PathTree<Value> {
  private constructor(
    private readonly root: Node,
    private readonly height: number,
    /** The value of every number that was not given one. */
    readonly otherwise: Value,
  ) {}

  static empty<Value>(otherwise: Value): PathTree<Value> {
    return new PathTree<Value>([], 1, otherwise)
  }

  get(key: number): Value {
    if (key >= 1 << (bits * this.height)) return this.otherwise
    let node: unknown = this.root
    for (let level = this.height - 1; level >= 0 && node !== undefined; level--) {
      node = (node as Node)[(key >> (bits * level)) & mask]
    }
    return node === undefined ? this.otherwise : (node as Value)
  }

  with(key: number, value: Value): PathTree<Value> {
    let { root, height } = this
    while (key >= 1 << (bits * height)) {
      root = [root]
      height++
    }
    const kept = value === this.otherwise ? undefined : value
    return new PathTree<Value>(replaced(root, height - 1, key, kept), height, this.otherwise)
  }

  /** Calls `see` for every number that was given a value. */
  forEach(see: (key: number, value: Value) => void): void {
    const visit = (node: Node, level: number, base: number) => {
      node.forEach((child, index) => {
        const key = base + (index << (bits * level))
        if (child === undefined) return
        if (level === 0) see(key, child as Value)
        else visit(child as Node, level - 1, key)
      })
    }
    visit(this.root, this.height - 1, 0)
  }
}

function replaced(node: Node, level: number, key: number, value: unknown): Node {
  const copy = node.slice()
  const index = (key >> (bits * level)) & mask
  // No holes: arrays without them are faster.
  while (copy.length <= index) copy.push(undefined)
  const child = copy[index] as Node | undefined
  copy[index] = level === 0 ? value : replaced(child ?? [], level - 1, key, value)
  return copy
}
