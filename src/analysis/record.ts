import type pg from 'pg'
import type { Database } from '../database/client.js'
import type { CompanyQueries } from '../database/company.js'
import { shareFacts } from '../database/fact-lock.js'
import type { Run } from '../database/runs.js'
import { refreshStatistics, withStaging } from '../database/staging.js'
import { lineageTables } from '../lineage/lineage-staging.js'
import { definitionsVersion } from './definitions.js'
import { leaveOutCleared } from './leave-out-cleared.js'
import { leaveOutErased } from './leave-out-erased.js'
import { publishStatements } from './record-statements.js'
import { recordTables } from './record-tables.js'
import { Recorder } from './recorder.js'

export type { Recorder }

/** Everything an analysis stages. */
const tables = [...recordTables, ...lineageTables]

/** What was stored, in rows, for the receipt. */
export interface Stored {
  commits: number
  fileChanges: number
  /** Names and addresses, and paths, that were not there before. */
  identities: number
  paths: number
  /** Commits that have left the branch, and that are back on it. */
  left: number
  returned: number
  /** Commits that were read and not stored: an admin has had their days cleared. */
  cleared: number
}

/** How what was read stands to what is stored. */
export interface Reach {
  /** Read was the whole window, and the tip of the last reading is no longer behind the new one. */
  rewritten: boolean
  /** The window's start, by committer date. */
  since: Date | null
}

/** Where facts go. */
export interface RecordPlace {
  run: Run
  repositoryId: bigint
  timeZone: string
}

/** The one transaction in which everything appears. */
export interface Publication {
  query: pg.PoolClient['query']
  queries: CompanyQueries
  stored: Stored
}

/**
 * Stores the facts of one analysis. `read` hands over the commits; then everything appears in one
 * transaction, or nothing does. Doing it twice changes nothing: facts are known by their hash.
 * @param reachOf what `read` found out about the branch
 * @param finish runs in that same transaction: what depends on the facts, the end of the analysis
 */
export async function record<T>(
  database: Database,
  place: RecordPlace,
  read: (recorder: Recorder) => Promise<T>,
  reachOf: (read: T) => Reach,
  finish: (publication: Publication, read: T) => Promise<void>,
): Promise<void> {
  await withStaging(database, place.run.companyId, tables, async (staging) => {
    const result = await read(new Recorder(staging))
    await staging.publish(async (query, queries) => {
      await queries.run(shareFacts)
      await leaveOutErased(query, queries)
      const stored = await publish(query, place, reachOf(result))
      await finish({ query, queries, stored }, result)
    })
  })
}

async function publish(
  query: pg.PoolClient['query'],
  { run, repositoryId, timeZone }: RecordPlace,
  reach: Reach,
): Promise<Stored> {
  const ids = [run.companyId, repositoryId].map(String)
  const rows = async (text: string, values: unknown[]) => (await query(text, values)).rowCount ?? 0
  for (const table of tables) await query(`ANALYZE pg_temp."${table.name}"`)
  const cleared = await leaveOutCleared(query, ids)
  const identities = await rows(publishStatements.identities, ids.slice(0, 1))
  const paths = await rows(publishStatements.paths, ids)
  await query(publishStatements.outdated, [...ids, definitionsVersion])
  const values = [...ids, String(run.analysisId), timeZone, definitionsVersion]
  const commits = await rows(publishStatements.commits, values)
  await refreshStatistics(query, commits)
  const fileChanges = await rows(publishStatements.changes, ids)
  const returned = await rows(publishStatements.returned, ids)
  const left = reach.rewritten ? await rows(publishStatements.left, [...ids, reach.since]) : 0
  return { commits, fileChanges, identities, paths, left, returned, cleared }
}
