import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { Run } from '../database/runs.js'
import { definitionsVersion } from './definitions.js'
import type { ReadState } from './reading-plan.js'

/** What a worker needs to know of the analysis it was given. */
export interface BegunAnalysis {
  repositoryId: bigint
  source: string
  /** Through which connection it is read; null for one that was added by its address alone. */
  connectionId: bigint | null
  /** The window asked for. */
  since: Date | null
  timeZone: string
  state: ReadState
}

/** Marks the start of an attempt; null when the analysis has ended or is gone. */
export async function beginAnalysis(db: CompanyDatabase, run: Run): Promise<BegunAnalysis | null> {
  const begun = await db.analysis.updateManyAndReturn({
    where: { id: run.analysisId, state: { in: ['waiting', 'running'] } },
    data: {
      state: 'running',
      stage: 'cloning',
      attempt: run.attempt,
      startedAt: new Date(),
      commitsFound: null,
      commitsRead: 0,
      measured: 0,
      skipped: {},
    },
    select: { repositoryId: true, since: true },
  })
  const [analysis] = begun
  if (!analysis) return null
  const { repositoryId, since } = analysis
  const { source, connectionId, ...state } = await db.repository.findFirstOrThrow({
    where: { id: repositoryId },
    select: {
      ...{
        source: true,
        connectionId: true,
        headHash: true,
        headCommittedAt: true,
        readSince: true,
      },
      ...{ definitionsVersion: true, historyReadAt: true },
    },
  })
  const { timeZone } = await db.company.findFirstOrThrow()
  const headHash = state.headHash && Buffer.from(state.headHash).toString('hex')
  return { repositoryId, source, connectionId, since, timeZone, state: { ...state, headHash } }
}

const knownQuery = namedQuery<{ hashes: Uint8Array }>(
  'known-hashes',
  `SELECT coalesce(string_agg(hash, ''::bytea ORDER BY hash), ''::bytea) AS hashes FROM commits
   WHERE "companyId" = $1 AND "repositoryId" = $2::bigint AND "definitionsVersion" = $3::int`,
)

/** The commits that these definitions have measured already: their hashes, ascending, in one piece. */
export async function readKnown(db: CompanyDatabase, repositoryId: bigint): Promise<Buffer> {
  const [row] = await db.run(knownQuery, repositoryId, definitionsVersion)
  return Buffer.from(row!.hashes)
}
