import { digestOf } from '../database/digest.js'
import type { Cell, Staging } from '../database/staging.js'
import { LineageRecorder } from '../lineage/lineage-staging.js'
import type { MeasuredCommit, MeasuredFile } from '../measures/measured-commit.js'
import { folderOf } from './folder.js'
import type { RecordTable } from './record-tables.js'
import { sumsOf } from './settle-sums.js'

/** Remembers which keys have been sent, up to a bound: what is sent twice is merged later anyway. */
class Sent {
  readonly #keys = new Set<string>()

  isNew(key: string): boolean {
    if (this.#keys.has(key)) return false
    if (this.#keys.size >= 200_000) this.#keys.clear()
    this.#keys.add(key)
    return true
  }
}

/** Takes what an analysis finds, and stages it. Every call resolves when the next may come. */
export class Recorder {
  readonly #identities = new Sent()
  readonly #paths = new Sent()

  /** Takes what is read of who touched which line last. */
  readonly lineage: LineageRecorder

  constructor(private readonly staging: Staging) {
    this.lineage = new LineageRecorder(staging)
  }

  /** A commit that has been measured, or stored without files. */
  async commit(commit: MeasuredCommit): Promise<void> {
    const hash = Buffer.from(commit.hash, 'hex')
    const { authorName, authorEmail, committerName, committerEmail } = commit
    const mapped = [commit.mailmapName, commit.mailmapEmail]
    const author = await this.#identity(authorName, authorEmail, mapped)
    const committer = await this.#identity(committerName, committerEmail, [null, null])
    const sums = sumsOf(commit)
    await this.#add('staged_commits', [
      ...[hash, commit.parents.length, author, committer],
      ...[commit.authoredAt, commit.authorOffsetMinutes, commit.committedAt, commit.dateSuspect],
      ...[commit.subject, commit.message, commit.type, commit.typeSource, commit.typeConfidence],
      ...[commit.scope, commit.breaking, commit.skipped, commit.agent, sums.files],
      ...[sums.additions, sums.deletions, sums.codeAdditions, sums.codeDeletions],
      ...[sums.testAdditions, sums.testDeletions, sums.complexityLines, sums.complexityDelta],
      ...[sums.weightedLines, commit.skipped === null ? sums.rating : null, sums.indentDelta],
    ])
    for (const file of commit.files) await this.#file(hash, file)
  }

  /** A commit that is reached from the branch, measured now or known. */
  async reached(hash: string): Promise<void> {
    await this.#add('staged_hashes', [Buffer.from(hash, 'hex')])
  }

  async #file(hash: Buffer, file: MeasuredFile): Promise<void> {
    const path = await this.#path(file.path)
    const renamedFrom = file.renamedFrom === null ? null : await this.#path(file.renamedFrom)
    await this.#add('staged_changes', [
      ...[hash, path, renamedFrom, file.kind, file.language, file.binary],
      ...[file.additions, file.deletions, file.complexityDelta, file.indentDelta],
    ])
  }

  async #identity(name: string, email: string, mapped: (string | null)[]): Promise<Buffer> {
    const key = digestOf(name, email)
    if (this.#identities.isNew([name, email, ...mapped].join('\0'))) {
      await this.#add('staged_identities', [key, name, email, ...mapped])
    }
    return key
  }

  async #path(name: string): Promise<Buffer> {
    const key = digestOf(name)
    if (this.#paths.isNew(name)) await this.#add('staged_paths', [key, name, folderOf(name)])
    return key
  }

  #add(table: RecordTable, cells: Cell[]): Promise<void> {
    return this.staging.add(table, cells)
  }
}
