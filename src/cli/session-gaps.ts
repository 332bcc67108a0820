/**
 * gap = minutes since the developer's previous commit: of all their commits the latest by author date
 * that is not later than this one; of two at one instant, the one further down the history.
 *
 * Commits come newest first, so the previous one comes after: a commit is held until the history has
 * gone back so far that nothing of its session can come any more (a commit's author date is not later
 * than its committer date, by which the history is walked). What comes out is in the order of what
 * went in. A commit is held for at most 2,048 others or 16,384 of their files, so where the author
 * date lies far before the committer date (a rebase) a previous commit further down may be missed.
 * Dates that git could not have written tell nothing: such commits have no gap and end none.
 */
import { sessionMinutes } from '../measures/effort.js'
import type { MeasuredCommit } from '../measures/measured-commit.js'
import { Instants } from './instants.js'
import { Queue } from './queue.js'

/** Gaps longer than a session are of no use, so nothing further back is waited for. */
const sessionMs = sessionMinutes * 60_000
const mostCommits = 2048
const mostFiles = 16_384

type Facts = Pick<MeasuredCommit, 'authoredAt' | 'committedAt' | 'dateSuspect' | 'files'>

export interface Gapped<Commit> {
  commit: Commit
  /** 0 to 120; null where no commit of the developer is known to lie so shortly before. */
  gapMinutes: number | null
}

interface Place {
  number: number
  key: string
  /** Author date in milliseconds; null where it is worth nothing. */
  instant: number | null
}

export class SessionGaps<Commit extends Facts> {
  #held = new Queue<Place & { commit: Commit }>()
  #heldFiles = 0
  /** Those let go are known a while longer: an older author date may stand above a newer one. */
  #past = new Queue<Place>()
  #instants = new Map<string, Instants>()
  #count = 0

  /** `keyOf` says whose a commit is. */
  constructor(private readonly keyOf: (commit: Commit) => string) {}

  /** Takes the next commit down the history; gives back those whose gap is settled by it. */
  take(commit: Commit): Gapped<Commit>[] {
    const instant = commit.dateSuspect ? null : Date.parse(commit.authoredAt)
    const place = { number: this.#count++, key: this.keyOf(commit), instant, commit }
    this.#held.push(place)
    this.#heldFiles += commit.files.length
    this.#remember(place)
    return this.#settled(commit.dateSuspect ? Infinity : Date.parse(commit.committedAt))
  }

  /** The rest, once there is no further commit. */
  end(): Gapped<Commit>[] {
    return this.#settled(-Infinity)
  }

  /** Lets go of all that nothing at `reached` or before can be in a session with. */
  #settled(reached: number): Gapped<Commit>[] {
    const ready: Gapped<Commit>[] = []
    for (let next = this.#held.first; next; next = this.#held.first) {
      const isSettled = next.instant === null || reached < next.instant - sessionMs
      const isFull = this.#held.size > mostCommits || this.#heldFiles > mostFiles
      if (!isSettled && !isFull) break
      const { commit, ...place } = next
      ready.push({ commit, gapMinutes: this.#gap(place) })
      this.#held.shift()
      this.#heldFiles -= commit.files.length
      this.#past.push(place)
      if (this.#past.size > mostCommits) this.#forget(this.#past.shift()!)
    }
    return ready
  }

  #gap({ key, instant, number }: Place): number | null {
    if (instant === null) return null
    const previous = this.#instants.get(key)?.before(instant, number) ?? null
    if (previous === null || instant - previous > sessionMs) return null
    return (instant - previous) / 60_000
  }

  #remember({ key, instant, number }: Place): void {
    if (instant === null) return
    const instants = this.#instants.get(key) ?? new Instants()
    this.#instants.set(key, instants)
    instants.add(instant, number)
  }

  #forget({ key, instant, number }: Place): void {
    const instants = this.#instants.get(key)
    if (!instants || instant === null) return
    instants.remove(instant, number)
    if (instants.size === 0) this.#instants.delete(key)
  }
}
