import type { Run } from '../database/runs.js'
import { ReadingFault } from '../git/reading-fault.js'
import type { AnalysisReceipt } from './analyze-repository.js'
import { definitionsVersion } from './definitions.js'
import type { ReadingPlan } from './reading-plan.js'
import type { Publication } from './record.js'

const finished = `
  UPDATE analyses a SET state = 'done', stage = 'done', "finishedAt" = now(), since = $9,
    "commitsFound" = $4, "commitsRead" = $5, measured = $6, skipped = $7, receipt = $8,
    "definitionsVersion" = $10
  WHERE a."companyId" = $1 AND a.id = $2 AND a.attempt = $3 AND a.state = 'running'
  RETURNING "repositoryId"`

const tip = `
  UPDATE repositories SET "defaultBranch" = coalesce($3, "defaultBranch"),
    "headHash" = decode($4, 'hex'), "headCommittedAt" = coalesce($5, "headCommittedAt"),
    "readSince" = $6, "definitionsVersion" = $7
  WHERE "companyId" = $1 AND id = $2`

const branchBefore = `
  SELECT "defaultBranch" AS branch FROM repositories r
  JOIN analyses a ON a."companyId" = r."companyId" AND a."repositoryId" = r.id
  WHERE a."companyId" = $1 AND a.id = $2`

/**
 * Ends an analysis in the transaction that publishes its facts.
 * @throws ReadingFault when the run has been given to another start: nothing is published then
 */
export async function finishAnalysis(
  { query, stored }: Publication,
  run: Run,
  plan: ReadingPlan,
  receipt: AnalysisReceipt,
): Promise<void> {
  const ids = [String(run.companyId), String(run.analysisId)]
  const before = await query<{ branch: string | null }>(branchBefore, ids)
  const [was] = before.rows
  const renamedFrom = was?.branch && was.branch !== receipt.branch ? was.branch : null
  const kept = { ...receipt, stored, reading: plan.kind, branchBefore: renamedFrom }
  const { rows } = await query<{ repositoryId: string }>(finished, [
    ...[...ids, run.attempt, receipt.commitsInWindow, receipt.commitsRead, receipt.measured],
    ...[JSON.stringify(receipt.skipped), JSON.stringify(kept), plan.since, definitionsVersion],
  ])
  const [analysis] = rows
  if (!analysis) {
    throw new ReadingFault(
      'stopped',
      'Another worker has taken this analysis over.',
      'Nothing was stored twice.',
    )
  }
  const { branch, headHash, headCommittedAt } = receipt
  await query(tip, [
    ...[ids[0], analysis.repositoryId, branch, headHash, headCommittedAt],
    ...[plan.since, definitionsVersion],
  ])
  await query('SELECT directory.end_run($1, $2)', ids)
}
