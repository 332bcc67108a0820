/** What can be wrong with an audit. */
export type FindingKind = 'changed' | 'missing' | 'reordered' | 'truncated' | 'forged' | 'unchecked'

export interface Finding {
  kind: FindingKind
  /** The entry at which it shows. */
  position: bigint
  sentence: string
}

/** More than these say no more. */
const most = 100

/** What a check has found, the first hundred of it. */
export class Findings {
  readonly #found: Finding[] = []

  add(kind: FindingKind, position: bigint, sentence: string): void {
    if (this.#found.length < most) this.#found.push({ kind, position, sentence })
  }

  get list(): readonly Finding[] {
    return this.#found
  }
}
