import { readBoundary } from '../git/boundary.js'
import type { GitPlace } from '../git/git-environment.js'
import { stopped } from '../git/reading-fault.js'
import { linesByAuthor } from '../lineage/lineage-staging.js'
import { readLineage } from '../lineage/read-lineage.js'
import type { AnalyzeOptions } from './analyze-repository.js'
import type { ProgressReport } from './progress.js'
import type { AnalysisReceipt } from './receipt.js'

/** Reads rework and ownership of the last year's lines; null where they are not asked for. */
export async function readHistoryLines(
  place: GitPlace,
  head: string,
  { known, onRework, onOwnership, signal }: AnalyzeOptions,
  progress: ProgressReport,
): Promise<AnalysisReceipt['lineage']> {
  const since = known?.historySince ?? null
  if (since === null || !onRework || !onOwnership) return null
  progress.stage('history')
  const boundary = await readBoundary(place.folder)
  const { commits, from, linesAsked, linesUnknown } = await readLineage(place, {
    ...{ head, since, boundary, now: new Date(), onRework },
    onFile: (path, runs) => {
      if (signal?.aborted) throw stopped()
      return onOwnership(path, linesByAuthor(runs))
    },
  })
  return { commits, from: from?.toISOString() ?? null, linesAsked, linesUnknown }
}
