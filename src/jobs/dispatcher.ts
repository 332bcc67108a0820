import { failAnalysis } from '../analysis/analyses.js'
import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { admitRuns, type Run, releaseRun, takeBackRuns } from '../database/runs.js'
import type { JobQueue } from './queue.js'

/**
 * How many runs are in the queue at once, over all companies. Small on purpose: what waits outside is
 * let in company by company, what is inside is worked off in order.
 */
const slots = 8

/** A worker without a sign of life for this long is dead; a job not begun by then was lost. */
const silence = { silentSeconds: 45, unbegunSeconds: 15 * 60 }

/** A run over which this many workers fell silent is not tried again. */
const mostDeaths = 3

const jobKey = (run: Run) => `analysis-${run.companyId}-${run.analysisId}-${run.attempt}`

/** Lets waiting analyses into the queue, fairly. Called after each request and every few seconds. */
export async function dispatch(database: Database, queue: JobQueue): Promise<number> {
  const runs = await admitRuns(database, slots)
  for (const run of runs) {
    const ids = { companyId: String(run.companyId), analysisId: String(run.analysisId) }
    try {
      await queue.add('analyze-repository', jobKey(run), { ...ids, attempt: run.attempt })
    } catch (error) {
      // The store is away: the row waits again, nothing is lost.
      await releaseRun(database, run)
      throw error
    }
  }
  return runs.length
}

/** Puts runs of dead workers back in line; one that keeps ending its worker is failed with a reason. */
export async function reconcile(database: Database): Promise<Run[]> {
  const runs = await takeBackRuns(database, silence)
  for (const run of runs.filter(({ deaths }) => deaths >= mostDeaths)) {
    await inCompany(database, run.companyId, (db) =>
      failAnalysis(db, run, {
        code: 'worker-died',
        title: `Reading this repository ended its worker ${run.deaths} times.`,
        advice: 'It may be too large for this machine. Try a shorter window.',
      }),
    )
  }
  return runs
}
