import { createHash } from 'node:crypto'
import type { Database } from '../database/client.js'
import type { Run } from '../database/runs.js'
import {
  refreshStatistics,
  type Staging,
  type StagingTable,
  withStaging,
} from '../database/staging.js'
import type { MeasuredCommit } from '../measures/measured-commit.js'
import { volumes } from '../measures/volumes.js'
import { definitionsVersion } from './definitions.js'
import { folderOf } from './folder.js'
import { publishStatements } from './record-statements.js'

/** What was stored, for the receipt. */
export interface Stored {
  commits: number
  fileChanges: number
}

/** Takes measured commits, one at a time; resolves when the next may come. */
export type Recorder = (commit: MeasuredCommit) => Promise<void>

const tables: StagingTable[] = [
  {
    name: 'staged_commits',
    columns: {
      hash: 'bytea',
      parentCount: 'smallint',
      author: 'bytea',
      committer: 'bytea',
      authoredAt: 'timestamptz',
      authorOffsetMinutes: 'smallint',
      committedAt: 'timestamptz',
      dateSuspect: 'boolean',
      subject: 'text',
      message: 'text',
      type: 'commit_type',
      typeSource: 'text',
      typeConfidence: 'real',
      scope: 'text',
      breaking: 'boolean',
      skipped: 'text',
      files: 'integer',
      additions: 'integer',
      deletions: 'integer',
      codeAdditions: 'integer',
      codeDeletions: 'integer',
      testAdditions: 'integer',
      testDeletions: 'integer',
      complexityLines: 'integer',
      complexityDelta: 'integer',
    },
  },
  { name: 'staged_identities', columns: { digest: 'bytea', name: 'text', email: 'text' } },
  { name: 'staged_paths', columns: { digest: 'bytea', path: 'text', folder: 'text' } },
  {
    name: 'staged_changes',
    columns: {
      hash: 'bytea',
      path: 'bytea',
      renamedFrom: 'bytea',
      kind: 'file_kind',
      language: 'text',
      binary: 'boolean',
      additions: 'integer',
      deletions: 'integer',
      complexityDelta: 'integer',
    },
  },
]

const digest = (...parts: string[]) => createHash('sha256').update(parts.join('\0')).digest()

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

function recorder(staging: Staging): Recorder {
  const identities = new Sent()
  const paths = new Sent()

  const identity = async (name: string, email: string): Promise<Buffer> => {
    const key = digest(name, email)
    if (identities.isNew(`${name}\0${email}`)) {
      await staging.add('staged_identities', [key, name, email])
    }
    return key
  }
  const path = async (name: string): Promise<Buffer> => {
    const key = digest(name)
    if (paths.isNew(name)) await staging.add('staged_paths', [key, name, folderOf(name)])
    return key
  }

  return async (commit) => {
    const hash = Buffer.from(commit.hash, 'hex')
    const sums = volumes(commit)
    await staging.add('staged_commits', [
      ...[hash, commit.parents.length],
      await identity(commit.authorName, commit.authorEmail),
      await identity(commit.committerName, commit.committerEmail),
      ...[commit.authoredAt, commit.authorOffsetMinutes, commit.committedAt, commit.dateSuspect],
      ...[commit.subject, commit.message, commit.type, commit.typeSource, commit.typeConfidence],
      ...[commit.scope, commit.breaking, commit.skipped, commit.files.length],
      ...[sums.additions, sums.deletions, sums.codeAdditions, sums.codeDeletions],
      ...[sums.testAdditions, sums.testDeletions, sums.complexityLines, sums.complexityDelta],
    ])
    for (const file of commit.files) {
      await staging.add('staged_changes', [
        hash,
        await path(file.path),
        file.renamedFrom === null ? null : await path(file.renamedFrom),
        ...[file.kind, file.language, file.binary, file.additions, file.deletions],
        file.complexityDelta,
      ])
    }
  }
}

/**
 * Stores the facts of one analysis. `read` hands over the commits; then everything appears in one
 * transaction, or nothing does. Doing it twice changes nothing: facts are known by their hash.
 * @param finish runs in that same transaction, for instance to end the analysis
 */
export async function record<T>(
  database: Database,
  place: { run: Run; repositoryId: bigint; timeZone: string },
  read: (recorder: Recorder) => Promise<T>,
  finish: (
    query: Parameters<Parameters<Staging['publish']>[0]>[0],
    read: T,
    stored: Stored,
  ) => Promise<void>,
): Promise<void> {
  const { run, repositoryId, timeZone } = place
  const ids = [run.companyId, repositoryId].map(String)
  await withStaging(database, run.companyId, tables, async (staging) => {
    const result = await read(recorder(staging))
    await staging.publish(async (query) => {
      const { identities, paths, outdated, commits, changes } = publishStatements
      for (const table of tables) await query(`ANALYZE pg_temp."${table.name}"`)
      await query(identities, ids.slice(0, 1))
      await query(paths, ids)
      await query(outdated, [...ids, definitionsVersion])
      const values = [...ids, String(run.analysisId), timeZone, definitionsVersion]
      const stored = await query(commits, values)
      await refreshStatistics(query, stored.rowCount ?? 0)
      const changed = await query(changes, ids)
      const counts = { commits: stored.rowCount ?? 0, fileChanges: changed.rowCount ?? 0 }
      await finish(query, result, counts)
    })
  })
}
