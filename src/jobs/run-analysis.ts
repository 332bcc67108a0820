import { tellProgress } from '../analysis/analyses.js'
import type { AnalysisReceipt } from '../analysis/analyze-repository.js'
import { type BegunAnalysis, readKnown } from '../analysis/begin.js'
import { derive } from '../analysis/derive.js'
import { finishAnalysis } from '../analysis/finish.js'
import { gitsAtOnce } from '../analysis/gits-at-once.js'
import type { AnalysisProgress } from '../analysis/progress.js'
import type { ReaderTask } from '../analysis/reader-protocol.js'
import { planReading, type ReadingPlan } from '../analysis/reading-plan.js'
import { record } from '../analysis/record.js'
import type { Config } from '../config.js'
import type { Database } from '../database/client.js'
import { type CompanyDatabase, inCompany } from '../database/company.js'
import type { Run } from '../database/runs.js'
import { stopped } from '../git/reading-fault.js'
import type { Log } from '../platform/log.js'
import type { Telemetry } from '../platform/telemetry.js'
import type { HostServices } from '../repositories/open-connection.js'
import { progressTeller } from './progress-teller.js'
import { readInProcess } from './reader-process.js'
import { toRead } from './source-to-read.js'

export interface AnalyzeServices {
  config: Pick<
    Config,
    'isEmbedded' | 'outboundAllow' | 'workFolder' | 'searchPath' | 'analysesAtOnce' | 'analysisCaps'
  >
  database: Database
  codeHosts: HostServices
  log: Log
  telemetry?: Pick<Telemetry, 'analysis'> | null
}

/** What a reading found out, and whether the tip of the last one is still behind the branch. */
interface Read {
  receipt: AnalysisReceipt
  rewritten: boolean
}

const storing = ({ commitsInWindow, commitsRead, measured, skipped }: AnalysisReceipt) => ({
  ...{ stage: 'storing', commitsFound: commitsInWindow, commitsRead, measured, skipped },
})

/**
 * One analysis from the plan to the stored facts: what is known, a reader in a process of its own, one
 * transaction.
 * @throws ReadingFault and SourceRefused: nothing was stored then
 */
export async function runAnalysis(
  services: AnalyzeServices,
  run: Run,
  begun: BegunAnalysis,
  { signal, onStage }: { signal: AbortSignal; onStage: (stage: string) => void },
): Promise<void> {
  const { config, database, log } = services
  const { repositoryId, timeZone, state } = begun
  const bound = <T>(work: (db: CompanyDatabase) => Promise<T>) =>
    inCompany(database, run.companyId, work)
  const plan = planReading(state, begun.since, new Date())
  const known = await bound((db) => readKnown(db, repositoryId))
  const source = await toRead(services, { ...begun, companyId: run.companyId })
  const task = taskOf({
    plan,
    source,
    known,
    hashWidth: (state.headHash?.length ?? 40) / 2,
    config,
  })
  const progress = progressTeller((now) => bound((db) => tellProgress(db, run, now)), log)
  const wasTip = { isReached: false }
  await record<Read>(
    database,
    { run, repositoryId, timeZone },
    async (recorder) => {
      const onReached = (hash: string) => {
        wasTip.isReached ||= hash === state.headHash
        return recorder.reached(hash)
      }
      const listener = {
        onProgress: (now: AnalysisProgress) => {
          onStage(now.stage)
          progress.say(now)
        },
        onReached,
        onCommit: recorder.commit.bind(recorder),
        onRework: recorder.lineage.rework.bind(recorder.lineage),
        onOwnership: recorder.lineage.ownership.bind(recorder.lineage),
      }
      const limits = { signal, log }
      const receipt = await readInProcess(task, known, config.analysisCaps, listener, limits)
      await progress.done()
      if (signal.aborted) throw stopped()
      onStage('storing')
      await bound((db) => tellProgress(db, run, storing(receipt)))
      return { receipt, rewritten: isRewritten(receipt, plan, state, wasTip.isReached) }
    },
    ({ rewritten }) => ({ rewritten, since: plan.since }),
    async (publication, { receipt, rewritten }) => {
      const { analysisId } = run
      const isNew = plan.kind === 'increment' || plan.kind === 'history'
      const isWhole = !isNew || rewritten || publication.stored.returned > 0
      const from = receipt.lineage?.from
      const lineage = receipt.lineage && { from: from ? new Date(from) : null }
      await derive(publication.queries, { repositoryId, analysisId, isWhole, lineage })
      await finishAnalysis(publication, run, plan, { ...receipt, rewritten })
    },
  )
}

function taskOf(given: {
  plan: ReadingPlan
  source: ReaderTask['source']
  known: Buffer
  hashWidth: number
  config: AnalyzeServices['config']
}): ReaderTask {
  const { plan, source, known, hashWidth, config } = given
  const { last, since, historySince } = plan
  return {
    source,
    since: since?.toISOString() ?? null,
    last: last && { hash: last.hash, committedAt: last.committedAt.toISOString() },
    historySince: historySince?.toISOString() ?? null,
    ...{ knownBytes: known.length, hashWidth },
    ...{ workFolder: config.workFolder, searchPath: config.searchPath },
    gits: gitsAtOnce(config.analysesAtOnce),
  }
}

/** Whether the whole window was listed, and the tip of the last reading was not in it. */
function isRewritten(
  receipt: AnalysisReceipt,
  { since, last }: ReadingPlan,
  state: BegunAnalysis['state'],
  tipIsReached: boolean,
): boolean {
  if (receipt.onlyNew || state.headHash === null) return false
  if (last !== null) return receipt.rewritten
  const isInWindow = since === null || (state.headCommittedAt && state.headCommittedAt >= since)
  return Boolean(isInWindow) && !tipIsReached
}
