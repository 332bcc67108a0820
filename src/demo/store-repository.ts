import { definitionsVersion } from '../analysis/definitions.js'
import { type Publication, type Recorder, record } from '../analysis/record.js'
import type { Database } from '../database/client.js'
import { namedQuery } from '../database/named-query.js'
import { storeLineage } from '../lineage/store-lineage.js'
import type { MadeRepository } from './plan-year.js'
import { minuteMs } from './work-clock.js'

/** Where a repository of the demo company is stored. */
export interface Place {
  companyId: bigint
  repositoryId: bigint
  analysisId: bigint
  timeZone: string
  /** The beginning of the year and its end. */
  from: Date
  now: Date
}

const ended = namedQuery<never>(
  'end-made-analysis',
  `UPDATE analyses SET state = 'done', stage = 'done', "startedAt" = $3::timestamptz,
     "finishedAt" = $4::timestamptz, since = $5::timestamptz, "commitsFound" = $6::int,
     "commitsRead" = $6::int, measured = $7::int, skipped = jsonb_build_object('merge', $6::int - $7::int)
   WHERE "companyId" = $1 AND id = $2::bigint`,
)

const headed = namedQuery<never>(
  'head-of-made-repository',
  `UPDATE repositories SET "headHash" = decode($3::text, 'hex'), "headCommittedAt" = $4::timestamptz,
     "readSince" = $5::timestamptz, "definitionsVersion" = $6::int
   WHERE "companyId" = $1 AND id = $2::bigint`,
)

async function hand({ commits, ownership }: MadeRepository, recorder: Recorder): Promise<void> {
  for (const { commit, rework } of commits) {
    await recorder.commit(commit)
    await recorder.reached(commit.hash)
    if (commit.skipped === null) await recorder.lineage.rework(commit.hash, rework)
  }
  for (const { path, owners } of ownership) await recorder.lineage.ownership(path, owners)
}

async function close(
  { queries }: Publication,
  { commits }: MadeRepository,
  place: Place,
): Promise<void> {
  const { repositoryId, analysisId, from, now } = place
  await storeLineage(queries, repositoryId, { from }, now)
  const [began, over] = [14, 12].map((minutes) => new Date(now.getTime() - minutes * minuteMs))
  const measured = commits.filter(({ commit }) => commit.skipped === null).length
  await queries.run(ended, analysisId, began, over, from, commits.length, measured)
  const last = commits.at(-1)?.commit
  if (!last) return
  const { hash, committedAt } = last
  await queries.run(headed, repositoryId, hash, committedAt, from, definitionsVersion)
}

/**
 * Stores the facts of one repository through the statements of an analysis. Doing it twice changes
 * nothing.
 */
export async function storeRepository(
  database: Database,
  made: MadeRepository,
  place: Place,
): Promise<void> {
  const { companyId, analysisId, repositoryId, timeZone } = place
  await record(
    database,
    { run: { companyId, analysisId, attempt: 1 }, repositoryId, timeZone },
    (recorder) => hand(made, recorder),
    () => ({ rewritten: false, since: null }),
    (publication) => close(publication, made, place),
  )
}
