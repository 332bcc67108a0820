import type { StagingTable } from '../database/staging.js'

/** The temporary tables through which the facts of one analysis come in. */
export const recordTables = [
  {
    name: 'staged_commits',
    columns: {
      ...{ hash: 'bytea', parentCount: 'smallint', author: 'bytea', committer: 'bytea' },
      ...{ authoredAt: 'timestamptz', authorOffsetMinutes: 'smallint' },
      ...{ committedAt: 'timestamptz', dateSuspect: 'boolean', subject: 'text', message: 'text' },
      ...{ type: 'commit_type', typeSource: 'text', typeConfidence: 'real', scope: 'text' },
      ...{ breaking: 'boolean', skipped: 'text', agent: 'text', files: 'integer' },
      ...{ additions: 'integer', deletions: 'integer', codeAdditions: 'integer' },
      ...{ codeDeletions: 'integer', testAdditions: 'integer', testDeletions: 'integer' },
      ...{ complexityLines: 'integer', complexityDelta: 'integer', weightedLines: 'real' },
      ...{ rating: 'text', indentDelta: 'integer' },
    },
  },
  {
    name: 'staged_identities',
    columns: {
      ...{ digest: 'bytea', name: 'text', email: 'text' },
      ...{ mailmapName: 'text', mailmapEmail: 'text' },
    },
  },
  { name: 'staged_paths', columns: { digest: 'bytea', path: 'text', folder: 'text' } },
  {
    name: 'staged_changes',
    columns: {
      ...{ hash: 'bytea', path: 'bytea', renamedFrom: 'bytea', kind: 'file_kind' },
      ...{ language: 'text', binary: 'boolean', additions: 'integer', deletions: 'integer' },
      ...{ complexityDelta: 'integer', indentDelta: 'integer' },
    },
  },
  { name: 'staged_hashes', columns: { hash: 'bytea' } },
] as const satisfies StagingTable[]

export type RecordTable = (typeof recordTables)[number]['name']
