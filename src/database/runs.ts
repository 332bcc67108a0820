import type { Database } from './client.js'
import { namedQuery } from './named-query.js'

/** One start of an analysis. `attempt` fences: a worker that lost its start may not write. */
export interface Run {
  companyId: bigint
  analysisId: bigint
  attempt: number
}

/** Puts an analysis of the company in line. */
export const queueRun = namedQuery<{ queued: string }>(
  'queue-run',
  'SELECT directory.queue_run($1, $2)::text AS queued',
)

/** Takes an analysis out of line, because it has ended. */
export const endRun = namedQuery<{ ended: string }>(
  'end-run',
  'SELECT directory.end_run($1, $2)::text AS ended',
)

/** Lets waiting runs in until `slots` are in, the company with the fewest first. */
export async function admitRuns({ prisma }: Database, slots: number): Promise<Run[]> {
  return prisma.$queryRaw<Run[]>`SELECT * FROM directory.admit_runs(${slots}::int)`
}

/** A sign of life. False: the start has been taken back, stop. */
export async function seeRun({ prisma }: Database, run: Run): Promise<boolean> {
  const [row] = await prisma.$queryRaw<[{ mine: boolean }]>`
    SELECT directory.see_run(${run.companyId}, ${run.analysisId}, ${run.attempt}::int) AS mine`
  return row.mine
}

/** Puts a start back in line; its number is spent. */
export async function releaseRun({ prisma }: Database, run: Run): Promise<void> {
  await prisma.$queryRaw`
    SELECT directory.release_run(${run.companyId}, ${run.analysisId}, ${run.attempt}::int)::text`
}

/** Starts that were let in so many seconds ago and that no worker has begun. */
export async function unbegunRuns({ prisma }: Database, seconds: number): Promise<Run[]> {
  return prisma.$queryRaw<Run[]>`
    SELECT * FROM directory.unbegun_runs(make_interval(secs => ${seconds}))`
}

/**
 * Takes back starts whose worker has been silent for `silentSeconds`, or that no worker began within
 * `unbegunSeconds`.
 */
export async function takeBackRuns(
  { prisma }: Database,
  { silentSeconds, unbegunSeconds }: { silentSeconds: number; unbegunSeconds: number },
): Promise<(Run & { deaths: number })[]> {
  return prisma.$queryRaw<(Run & { deaths: number })[]>`SELECT * FROM directory.take_back_runs(
    make_interval(secs => ${silentSeconds}), make_interval(secs => ${unbegunSeconds}))`
}
