import { DiffReader } from '../git/diff-reader.js'
import type { CommitDiff } from '../git/file-diff.js'
import { drained, type RunningGit } from '../git/git.js'
import type { GitPlace } from '../git/git-environment.js'
import { gitFault } from '../git/git-fault.js'
import type { CommitRecord } from '../git/history.js'
import { isOfOneCommit, type ReadingFault } from '../git/reading-fault.js'
import { Bell } from './bell.js'
import { type DiffManner, startDiff, tellDiff } from './diff-git.js'
import { type LineMeter, meterFor } from './line-meter.js'
import type { PathBook } from './path-book.js'
import { type Change, ToldCommits } from './told-commits.js'

/** How far results may pile up before git has to wait: files, and commits. */
const held = { files: 3_000, commits: 256 }

/** A history with more unreadable commits than this is damaged, and said to be. */
const mostUnread = 200

/**
 * One git that diffs the commits it is told of, in order, and what it has answered. A commit over
 * which git dies is given up, and another git goes on after it. Memory: the records told and not
 * answered, and the results nobody has taken yet, which are bounded.
 */
export class DiffLane {
  readonly #told = new ToldCommits()
  readonly #news = new Bell()
  readonly #room = new Bell()
  #results: Change[] = []
  #files = 0
  #unread = 0
  #git: RunningGit
  #lone: RunningGit | null = null
  #closed = false
  #stopped = false
  #fault: unknown = null
  #ended = false
  readonly #over: Promise<void>

  constructor(
    private readonly place: GitPlace,
    private readonly paths: PathBook,
    private readonly onAnswer: () => void,
  ) {
    this.#git = startDiff(this.place)
    const work = this.#work().catch((fault: unknown) => {
      this.#fault = fault
    })
    this.#over = work.then(() => {
      this.#ended = true
      this.#news.ring()
      this.onAnswer()
    })
  }

  /** Commits told of and not answered for. */
  get waiting(): number {
    return this.#told.waiting
  }

  get ended(): boolean {
    return this.#ended
  }

  /** Tells git of further commits; resolves when it takes more. */
  async tell(records: readonly CommitRecord[]): Promise<void> {
    this.#told.add(records)
    if (!tellDiff(this.#git, records)) await drained(this.#git)
  }

  /** No more commits will be told of. */
  close(): void {
    this.#closed = true
    this.#git.stdin.end()
  }

  /** The next results, `most` at most, as soon as there are any. Rejects when the lane failed. */
  async take(most: number): Promise<Change[]> {
    while (this.#results.length === 0) {
      if (this.#ended) throw this.#fault ?? gitFault('')
      await this.#news.wait()
    }
    const taken = this.#results.splice(0, most)
    for (const { diff } of taken) this.#files -= diff?.files.length ?? 0
    this.#room.ring()
    return taken
  }

  /** Resolves when every commit told of has been answered for. Rejects when the lane failed. */
  async end(): Promise<void> {
    await this.#over
    if (this.#fault) throw this.#fault
  }

  /** Kills git. What was not taken is lost. */
  stop(): void {
    this.#stopped = true
    this.#git.stop()
    this.#lone?.stop()
    this.#room.ring()
  }

  async #work(): Promise<void> {
    for (;;) {
      try {
        const isWhole = await this.#read(this.#git)
        if (isWhole && this.#told.waiting === 0) return
        if (isWhole) throw gitFault('')
      } catch (fault) {
        if (!this.#mayGoOn(fault) || this.#told.waiting === 0) throw fault
        await this.#stepOver()
      }
      this.#git = startDiff(this.place)
      tellDiff(this.#git, this.#told.rest())
      if (this.#closed) this.#git.stdin.end()
    }
  }

  #mayGoOn(fault: unknown): fault is ReadingFault {
    return !this.#stopped && isOfOneCommit(fault)
  }

  /**
   * Git died over the commit it had begun to print or over the one after that: each is asked for by
   * itself, with the whole memory limit to itself, then carefully; the first that fails again is
   * given up.
   */
  async #stepOver(): Promise<void> {
    for (const record of this.#told.rest().slice(0, 2)) {
      let fault = await this.#ask(record, 'ordinary')
      if (fault?.code === 'out-of-memory') fault = await this.#ask(record, 'careful')
      if (!fault) continue
      if (++this.#unread > mostUnread) throw fault
      this.#give(this.#told.giveUp(fault.code === 'out-of-memory' ? 'oversized' : 'unreadable'))
      return
    }
  }

  /** Asks a git of its own for one commit; the fault that it causes, or null. */
  async #ask(record: CommitRecord, manner: DiffManner): Promise<ReadingFault | null> {
    const git = startDiff(this.place, manner)
    this.#lone = git
    try {
      tellDiff(git, [record])
      git.stdin.end()
      await this.#read(git)
      return null
    } catch (fault) {
      if (this.#mayGoOn(fault)) return fault
      throw fault
    } finally {
      git.stop()
    }
  }

  /** Reads one git to its end; false when a commit was too large and is given up, and git with it. */
  async #read(git: RunningGit): Promise<boolean> {
    const reader = new DiffReader<LineMeter>((file) => meterFor(file, this.paths))
    const give = (diff: CommitDiff<LineMeter>) => this.#give(this.#told.answer(diff))
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      reader.feed(chunk).forEach(give)
      if (reader.isOversized) {
        this.#give(this.#told.giveUp('oversized'))
        git.stop()
        return false
      }
      while (this.#isFull && !this.#stopped) await this.#room.wait()
    }
    await git.finished
    reader.end().forEach(give)
    return true
  }

  get #isFull(): boolean {
    return this.#files > held.files || this.#results.length > held.commits
  }

  #give(change: Change): void {
    this.#files += change.diff?.files.length ?? 0
    this.#results.push(change)
    this.#news.ring()
    this.onAnswer()
  }
}
