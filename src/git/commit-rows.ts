import { type CommitRecord, commitFields, commitRecord } from './commit-record.js'
import { NulFields } from './nul-fields.js'

/** What git log prints of a commit for {@link CommitRows}. */
export const commitFormat = commitFields.join('%x00')

/** Puts fields together to commits; leaves out the first `skip`. */
export class CommitRows {
  readonly #fields = new NulFields()
  #row: Buffer[] = []

  constructor(private skip: number) {}

  feed(chunk: Buffer, now: Date): CommitRecord[] {
    const batch: CommitRecord[] = []
    for (const field of this.#fields.feed(chunk)) {
      this.#row.push(field)
      if (this.#row.length < commitFields.length) continue
      if (this.skip > 0) this.skip--
      else batch.push(commitRecord(this.#row, now))
      this.#row = []
    }
    // What is left of a row points into a chunk that may be used again.
    this.#row = this.#row.map((field) => Buffer.from(field))
    return batch
  }
}
