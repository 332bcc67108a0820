import type { CommitDiff } from '../git/file-diff.js'
import { gitFault } from '../git/git-fault.js'
import type { CommitRecord } from '../git/history.js'
import type { LineMeter } from './line-meter.js'

/** What one commit did, or why that could not be read. */
export interface Change {
  record: CommitRecord
  diff: CommitDiff<LineMeter> | null
  /** Set where there is no diff. */
  unread: 'unreadable' | 'oversized' | null
}

/** Answered records are let go of in blocks of so many. */
const block = 512

/** Commits a git was told of, oldest question first: its answers come in the same order. */
export class ToldCommits {
  #records: CommitRecord[] = []
  #answered = 0

  get waiting(): number {
    return this.#records.length - this.#answered
  }

  add(records: readonly CommitRecord[]): void {
    this.#records.push(...records)
  }

  /** Those not answered for, oldest question first. */
  rest(): CommitRecord[] {
    return this.#records.slice(this.#answered)
  }

  answer(diff: CommitDiff<LineMeter>): Change {
    const record = this.#next()
    if (record.hash !== diff.hash) throw gitFault('')
    return { record, diff, unread: null }
  }

  /** The next commit has no answer. */
  giveUp(unread: Change['unread']): Change {
    return { record: this.#next(), diff: null, unread }
  }

  #next(): CommitRecord {
    const record = this.#records[this.#answered++]
    if (!record) throw gitFault('')
    if (this.#answered === block) {
      this.#records.splice(0, block)
      this.#answered = 0
    }
    return record
  }
}
