import { grammars } from '../complexity/grammars.js'
import { factsOf, type PathFacts } from '../files/file-kinds.js'
import { dayMs } from './work-clock.js'

/** Lines in a row of the same age: what is known of a file instead of its content. */
interface Block {
  author: string
  /** Milliseconds since 1970. */
  at: number
  lines: number
}

const reworkDays = 21

/** What a change does to a file, and what of it undoes young lines. */
export interface Touch {
  additions: number
  deletions: number
  complexityDelta: number | null
  indentDelta: number | null
  reworked: number
  /** Lines from before the year were removed. */
  removedBefore: number
}

/**
 * A file as its changes leave it: how many lines, how branched, and whose they are. Ownership and
 * rework are counted off this, as the product counts them off a history.
 */
export class SourceFile {
  readonly facts: PathFacts
  /** Files that change with this one more often than not. */
  readonly partners: SourceFile[] = []
  readonly blocks: Block[] = []
  #before: number
  #points: number

  /** @param heat how often it is touched beside others */
  constructor(
    readonly path: string,
    readonly module: string,
    lines: number,
    readonly heat: number,
  ) {
    this.facts = factsOf(path)
    this.#before = lines
    this.#points = Math.round(lines / 9)
  }

  get lines(): number {
    return this.#before + this.blocks.reduce((sum, { lines }) => sum + lines, 0)
  }

  get #hasGrammar(): boolean {
    const { kind, language } = this.facts
    return (kind === 'code' || kind === 'test') && Object.hasOwn(grammars, language ?? '')
  }

  /** @param branching decision points in a line that is added */
  touch(
    { author, at }: { author: string; at: number },
    { additions, deletions }: { additions: number; deletions: number },
    branching: number,
  ): Touch {
    const removed = Math.min(deletions, this.lines)
    const density = this.#points / Math.max(1, this.lines)
    const delta = Math.round(additions * branching) - Math.round(removed * density)
    this.#points = Math.max(0, this.#points + delta)
    const { reworked, removedBefore } = this.#remove(removed, at)
    if (additions > 0) this.blocks.push({ author, at, lines: additions })
    const isText = this.facts.kind === 'code' || this.facts.kind === 'test'
    return {
      ...{ additions, deletions: removed, reworked, removedBefore },
      complexityDelta: this.#hasGrammar ? delta : null,
      indentDelta: isText ? Math.round(delta * 1.4) : null,
    }
  }

  /** The youngest lines go first, half of the time: what is new is corrected most. */
  #remove(lines: number, at: number): { reworked: number; removedBefore: number } {
    let reworked = 0
    const young = this.blocks.filter((block) => at - block.at <= reworkDays * dayMs)
    let fromYoung = Math.min(
      Math.round(lines * 0.35),
      young.reduce((sum, block) => sum + block.lines, 0),
    )
    const rest = lines - fromYoung
    for (const block of young.toReversed()) {
      const gone = Math.min(block.lines, fromYoung)
      block.lines -= gone
      fromYoung -= gone
      reworked += gone
    }
    const removedBefore = Math.min(this.#before, rest)
    this.#before -= removedBefore
    let left = rest - removedBefore
    for (const block of this.blocks) {
      const gone = Math.min(block.lines, left)
      if (gone > 0 && at - block.at <= reworkDays * dayMs) reworked += gone
      block.lines -= gone
      left -= gone
    }
    return { reworked, removedBefore }
  }
}
