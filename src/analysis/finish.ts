import type pg from 'pg'
import type { Run } from '../database/runs.js'
import { ReadingFault } from '../git/reading-fault.js'
import type { AnalysisReceipt } from './analyze-repository.js'
import type { Stored } from './record.js'

const finished = `
  UPDATE analyses a SET state = 'done', stage = 'done', "finishedAt" = now(),
    "commitsFound" = $4, "commitsRead" = $5, measured = $6, skipped = $7, receipt = $8
  WHERE a."companyId" = $1 AND a.id = $2 AND a.attempt = $3 AND a.state = 'running'
  RETURNING "repositoryId"`

/**
 * Ends an analysis in the transaction that publishes its facts.
 * @throws ReadingFault when the run has been given to another start: nothing is published then
 */
export async function finishAnalysis(
  query: pg.PoolClient['query'],
  run: Run,
  receipt: AnalysisReceipt,
  stored: Stored,
): Promise<void> {
  const { rows } = await query<{ repositoryId: string }>(finished, [
    ...[String(run.companyId), String(run.analysisId), run.attempt],
    ...[receipt.commitsInWindow, receipt.commitsRead, receipt.measured],
    ...[JSON.stringify(receipt.skipped), JSON.stringify({ ...receipt, stored })],
  ])
  const [analysis] = rows
  if (!analysis) {
    throw new ReadingFault(
      'stopped',
      'Another worker has taken this analysis over.',
      'Nothing was stored twice.',
    )
  }
  await query('UPDATE repositories SET "defaultBranch" = $3 WHERE "companyId" = $1 AND id = $2', [
    String(run.companyId),
    analysis.repositoryId,
    receipt.branch,
  ])
  await query('SELECT directory.end_run($1, $2)', [String(run.companyId), String(run.analysisId)])
}
