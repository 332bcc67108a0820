import { failAnalysis } from '../analysis/analyses.js'
import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { admitRuns, type Run, releaseRun, takeBackRuns, unbegunRuns } from '../database/runs.js'
import type { JobQueue } from './queue.js'

/**
 * How many runs are in the queue at once, over all companies. Small on purpose: what waits outside is
 * let in company by company, what is inside is worked off in order.
 */
const slots = 8

/**
 * A worker without a sign of life for this long is dead: six signs were missed. What no worker begins
 * for so long, although its job was added again and again, is let in anew.
 */
const silence = { silentSeconds: 30, unbegunSeconds: 15 * 60 }

/** A job that nobody has begun after this long may be lost: it is added again, in seconds. */
const worrySeconds = 10

/** A run over which this many workers fell silent is not tried again. */
const mostDeaths = 3

const jobKey = (run: Run) => `analysis-${run.companyId}-${run.analysisId}-${run.attempt}`

function add(queue: JobQueue, run: Run): Promise<void> {
  const ids = { companyId: String(run.companyId), analysisId: String(run.analysisId) }
  return queue.add('analyze-repository', jobKey(run), { ...ids, attempt: run.attempt })
}

/** Lets waiting analyses into the queue, fairly. Called after each request and every few seconds. */
export async function dispatch(database: Database, queue: JobQueue): Promise<number> {
  const runs = await admitRuns(database, slots)
  for (const run of runs) {
    try {
      await add(queue, run)
    } catch (error) {
      // The store is away: the row waits again, nothing is lost.
      await releaseRun(database, run)
      throw error
    }
  }
  return runs.length
}

/**
 * Adds the jobs of runs again that nobody has begun: the queue's store may have lost them. A job that it
 * still has is not added twice, since its key is the same.
 */
export async function addAgain(
  database: Database,
  queue: JobQueue,
  seconds = worrySeconds,
): Promise<void> {
  for (const run of await unbegunRuns(database, seconds)) await add(queue, run)
}

/**
 * Puts runs of dead workers back in line. One that keeps ending its worker is parked: it has failed, its
 * page says why, and goes on when somebody asks for it there.
 */
export async function reconcile(database: Database, allowed = silence): Promise<Run[]> {
  const runs = await takeBackRuns(database, allowed)
  for (const run of runs.filter(({ deaths }) => deaths >= mostDeaths)) {
    await inCompany(database, run.companyId, (db) =>
      failAnalysis(db, run, {
        code: 'worker-died',
        title: `Reading this repository ended its worker ${run.deaths} times.`,
        advice:
          'It is left alone until you try again. It may be too large for this machine: choose a shorter window.',
      }),
    )
  }
  return runs
}
