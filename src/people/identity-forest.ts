/** A forest of members; each root knows the developers under it. */
export class IdentityForest {
  readonly #above: number[]
  readonly #developers: Set<bigint>[]

  constructor(
    identities: readonly { developerId: bigint | null }[],
    private readonly apart: ReadonlyMap<bigint, ReadonlySet<bigint>>,
  ) {
    this.#above = identities.map((_, at) => at)
    this.#developers = identities.map(
      ({ developerId }) => new Set(developerId === null ? [] : [developerId]),
    )
  }

  root(at: number): number {
    let root = at
    while (this.#above[root] !== root) root = this.#above[root]!
    for (let next = at; next !== root; ) [next, this.#above[next]] = [this.#above[next]!, root]
    return root
  }

  /** Joins two trees, unless somebody has said that they are two people. */
  join(one: number, other: number): void {
    const [into, from] = [this.root(one), this.root(other)]
    if (into === from) return
    const [ours, theirs] = [this.#developers[into]!, this.#developers[from]!]
    for (const id of theirs) {
      for (const far of this.apart.get(id) ?? []) if (ours.has(far)) return
    }
    for (const id of theirs) ours.add(id)
    this.#above[from] = into
  }

  developersOf(root: number): bigint[] {
    return [...this.#developers[root]!].toSorted((a, b) => Number(a - b))
  }
}
