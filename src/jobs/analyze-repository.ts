import { beginAnalysis, failAnalysis, resetAnalysis, tellProgress } from '../analysis/analyses.js'
import {
  type AnalysisProgress,
  type AnalysisReceipt,
  analyzeRepository,
} from '../analysis/analyze-repository.js'
import { finishAnalysis } from '../analysis/finish.js'
import { record } from '../analysis/record.js'
import type { Config } from '../config.js'
import type { Database } from '../database/client.js'
import { type CompanyDatabase, inCompany } from '../database/company.js'
import { endRun, type Run, releaseRun } from '../database/runs.js'
import { ReadingFault, stopped } from '../git/reading-fault.js'
import type { Log } from '../platform/log.js'
import { SourceRefused } from '../repositories/source.js'
import { heartbeat } from './heartbeat.js'
import { toRead } from './source-to-read.js'

export interface AnalyzeServices {
  config: Pick<Config, 'isEmbedded' | 'outboundAllow' | 'workFolder' | 'searchPath'>
  database: Database
  log: Log
}

/** Pages learn of progress at most this often, in milliseconds. */
const telling = 700

/** Passes progress on, one write at a time; what comes while one is under way is superseded. */
function teller(tell: (progress: AnalysisProgress) => Promise<void>, log: Log) {
  let last = 0
  let underWay: Promise<void> = Promise.resolve()
  let isBusy = false
  return {
    say(progress: AnalysisProgress) {
      if (isBusy || Date.now() - last < telling) return
      last = Date.now()
      isBusy = true
      underWay = tell(progress)
        .catch((error) => log.warn({ err: error }, 'progress could not be told'))
        .finally(() => {
          isBusy = false
        })
    },
    done: () => underWay,
  }
}

const storing = ({ commitsInWindow, commitsRead, measured, skipped }: AnalysisReceipt) => ({
  ...{ stage: 'storing', commitsFound: commitsInWindow, commitsRead, measured, skipped },
})

/** Reads one repository's history and stores its facts: the worker's part of the product's main job. */
export async function analyzeRepositoryJob(
  { config, database, log: parent }: AnalyzeServices,
  run: Run,
  leaving: AbortSignal,
): Promise<void> {
  const log = parent.child({ company: run.companyId, analysis: run.analysisId, try: run.attempt })
  const bound = <T>(work: (db: CompanyDatabase) => Promise<T>) =>
    inCompany(database, run.companyId, work)
  const alive = heartbeat(database, run, log)
  try {
    if (!(await alive.begin())) return
    const begun = await bound((db) => beginAnalysis(db, run))
    if (!begun) {
      await bound((db) => db.run(endRun, run.analysisId))
      return
    }
    const progress = teller((now) => bound((db) => tellProgress(db, run, now)), log)
    const source = await toRead(begun.source, config)
    await record(
      database,
      { run, repositoryId: begun.repositoryId, timeZone: begun.timeZone },
      async (onCommit) => {
        const receipt = await analyzeRepository({
          source,
          since: begun.since,
          branch: null,
          workFolder: config.workFolder,
          searchPath: config.searchPath,
          onProgress: progress.say,
          onCommit,
          signal: AbortSignal.any([leaving, alive.lost]),
        })
        await progress.done()
        if (leaving.aborted || alive.lost.aborted) throw stopped()
        await bound((db) => tellProgress(db, run, storing(receipt)))
        return receipt
      },
      (query, receipt, stored) => finishAnalysis(query, run, receipt, stored),
    )
    log.info('analysed')
  } catch (error) {
    if (alive.lost.aborted) return
    if (leaving.aborted) {
      await bound((db) => resetAnalysis(db, run))
      await releaseRun(database, run)
      return
    }
    await bound((db) => failAnalysis(db, run, asFault(error, log)))
  } finally {
    alive.stop()
  }
}

function asFault(error: unknown, log: Log): { code: string; title: string; advice: string } {
  if (error instanceof ReadingFault) {
    log.warn({ code: error.code }, 'the repository could not be read')
    return error
  }
  if (error instanceof SourceRefused) {
    return { code: 'refused', title: 'This address may not be read.', advice: error.message }
  }
  log.error({ err: error }, 'analysis failed')
  return {
    code: 'unexpected',
    title: 'Something went wrong while reading this repository.',
    advice: 'Try again. If it happens again, the log of the worker says why.',
  }
}
