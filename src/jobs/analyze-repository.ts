import { failAnalysis, resetAnalysis } from '../analysis/analyses.js'
import { type BegunAnalysis, beginAnalysis } from '../analysis/begin.js'
import { isDatabaseAway } from '../database/away.js'
import { type CompanyDatabase, inCompany } from '../database/company.js'
import { endRun, type Run, releaseRun } from '../database/runs.js'
import { asFault } from './analysis-fault.js'
import { heartbeat } from './heartbeat.js'
import { type AnalyzeServices, runAnalysis } from './run-analysis.js'

export type { AnalyzeServices }

/** A database that is away is no fault of the repository; one that is away again and again may be. */
const mostTries = 10

/** Reads one repository's history and stores its facts: the worker's part of the product's main job. */
export async function analyzeRepositoryJob(
  services: AnalyzeServices,
  run: Run,
  leaving: AbortSignal,
): Promise<void> {
  const { database } = services
  const log = services.log.child({ analysis: String(run.analysisId), try: run.attempt })
  const bound = <T>(work: (db: CompanyDatabase) => Promise<T>) =>
    inCompany(database, run.companyId, work)
  const alive = heartbeat(database, run, log)
  const counted = services.telemetry?.analysis()
  let begun: BegunAnalysis | null = null
  try {
    if (!(await alive.begin())) return
    begun = await bound((db) => beginAnalysis(db, run))
    if (!begun) {
      await bound((db) => db.run(endRun, run.analysisId))
      return
    }
    const signal = AbortSignal.any([leaving, alive.lost])
    const onStage = (stage: string) => counted?.at(stage)
    onStage('beginning')
    await runAnalysis({ ...services, log }, run, begun, { signal, onStage })
    log.info('analysed')
    counted?.end('done')
  } catch (error) {
    if (alive.lost.aborted) {
      log.warn('another start has taken over')
      counted?.end('lost')
      return
    }
    if (leaving.aborted || (isDatabaseAway(error) && run.attempt < mostTries)) {
      counted?.end('handed back')
      // What cannot be handed back is taken back from here, as from a worker that is gone.
      await bound((db) => resetAnalysis(db, run))
      await releaseRun(database, run)
      log.info({ why: leaving.aborted ? 'leaving' : 'database away' }, 'handed back')
      return
    }
    const known = {
      ...{ wasRead: Boolean(begun?.state.headHash), isConnected: Boolean(begun?.connectionId) },
    }
    const fault = asFault(error, known, log)
    counted?.end(fault.code)
    await bound((db) => failAnalysis(db, run, fault))
  } finally {
    alive.stop()
  }
}
