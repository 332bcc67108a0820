import type { GitPlace } from '../git/git-environment.js'
import type { CommitRecord } from '../git/history.js'
import { Bell } from './bell.js'
import { DiffLane } from './diff-lane.js'
import type { PathBook } from './path-book.js'
import type { Change } from './told-commits.js'

/**
 * How many commits a git may be ahead of its answers. Enough to keep its pipe full, few enough to
 * keep memory flat (their messages are held), and more than git keeps in its output buffer.
 */
const lead = 768

/** Neighbours in a history share files: so many go to the same git. */
const run = 64

/** Commits of the history that one lane diffs, and how many of them are still to come. */
interface Turn {
  lane: DiffLane
  left: number
}

/**
 * Diffs exactly the commits of `history` and gives them back in its order, by gits that are told
 * them one by one: so no commit is diffed that was not meant to be, a boundary least of all. Merges
 * pass through without a diff. Whoever reads slowly slows down git, not memory.
 * @param gits how many work side by side: one, or one for every core that is free
 */
export async function* readChanges(
  place: GitPlace,
  history: AsyncIterable<CommitRecord[]>,
  paths: PathBook,
  gits: number,
): AsyncGenerator<Change[]> {
  const turns = new Turns(place, paths, gits)
  const told = turns.tell(history)
  // Awaited below; until then a rejection is not "unhandled".
  told.catch(() => turns.stop())
  try {
    yield* turns.take()
    await told
    await turns.finish()
  } finally {
    turns.stop()
    await told.catch(() => {})
  }
}

class Turns {
  readonly #lanes: DiffLane[]
  readonly #turns: Turn[] = []
  readonly #news = new Bell()
  readonly #room = new Bell()
  #allTold = false
  #stopped = false

  constructor(place: GitPlace, paths: PathBook, gits: number) {
    const onAnswer = () => this.#room.ring()
    this.#lanes = Array.from({ length: gits }, () => new DiffLane(place, paths, onAnswer))
  }

  /** Deals the history out, a run of commits to the lane that has the least to do. */
  async tell(history: AsyncIterable<CommitRecord[]>): Promise<void> {
    for await (const batch of history) {
      for (let start = 0; start < batch.length; start += run) {
        const lane = await this.#freeLane()
        if (!lane) return
        const records = batch.slice(start, start + run)
        this.#turns.push({ lane, left: records.length })
        this.#news.ring()
        await lane.tell(records)
      }
    }
    this.#allTold = true
    for (const lane of this.#lanes) lane.close()
    this.#news.ring()
  }

  /** Null once nothing more is to be told. */
  async #freeLane(): Promise<DiffLane | null> {
    for (;;) {
      if (this.#stopped || this.#lanes.some((lane) => lane.ended)) return null
      const lane = this.#lanes.reduce((least, one) => (one.waiting < least.waiting ? one : least))
      if (lane.waiting < lead) return lane
      await this.#room.wait()
    }
  }

  /** Results in the order of the history. */
  async *take(): AsyncGenerator<Change[]> {
    for (;;) {
      const turn = this.#turns[0]
      if (!turn) {
        if (this.#allTold || this.#stopped) return
        await this.#news.wait()
        continue
      }
      const changes = await turn.lane.take(turn.left)
      turn.left -= changes.length
      if (turn.left === 0) this.#turns.shift()
      yield changes
    }
  }

  /** Every git has ended well. */
  async finish(): Promise<void> {
    for (const lane of this.#lanes) await lane.end()
  }

  stop(): void {
    this.#stopped = true
    for (const lane of this.#lanes) lane.stop()
    this.#room.ring()
    this.#news.ring()
  }
}
