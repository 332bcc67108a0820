import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { endRun, queueRun, type Run } from '../database/runs.js'
import { definitionsVersion } from './definitions.js'

/** How far back a first reading goes. */
export const windowChoices = ['12m', '90d', 'all'] as const
export type WindowChoice = (typeof windowChoices)[number]

/** Where a chosen window begins, by committer date; null is the beginning of time. */
export function windowStart(choice: WindowChoice, now: Date): Date | null {
  if (choice === 'all') return null
  const start = new Date(now)
  if (choice === '90d') start.setUTCDate(start.getUTCDate() - 90)
  else start.setUTCFullYear(start.getUTCFullYear() - 1)
  return start
}

/** The analysis of this repository that has not ended yet, or null. */
async function openAnalysis(db: CompanyDatabase, repositoryId: bigint): Promise<bigint | null> {
  const open = await db.analysis.findFirst({
    where: { repositoryId, state: { in: ['waiting', 'running'] } },
    select: { id: true },
  })
  return open?.id ?? null
}

/**
 * Asks for an analysis: a row, and a place in line in the same transaction. Where one is open already
 * it is that one.
 * @returns the analysis's id
 */
export async function requestAnalysis(
  db: CompanyDatabase,
  asked: { repositoryId: bigint; userId: bigint | null; window: WindowChoice },
): Promise<bigint> {
  const open = await openAnalysis(db, asked.repositoryId)
  if (open) return open
  const { id } = await db.analysis.create({
    data: {
      companyId: db.companyId,
      repositoryId: asked.repositoryId,
      requestedById: asked.userId,
      window: asked.window,
      since: windowStart(asked.window, new Date()),
      definitionsVersion,
    },
    select: { id: true },
  })
  await db.run(queueRun, id)
  return id
}

const queueRuns = namedQuery<{ queued: string }>(
  'queue-runs',
  'SELECT directory.queue_run($1, id)::text AS queued FROM unnest($2::bigint[]) AS id',
)

/** Asks for the analyses of many repositories at once. Where one is open already it stays that one. */
export async function requestAnalyses(
  db: CompanyDatabase,
  repositoryIds: readonly bigint[],
  { userId, window }: { userId: bigint; window: WindowChoice },
): Promise<void> {
  const open = await db.analysis.findMany({
    where: { repositoryId: { in: [...repositoryIds] }, state: { in: ['waiting', 'running'] } },
    select: { repositoryId: true },
  })
  const busy = new Set(open.map(({ repositoryId }) => repositoryId))
  const asked = { companyId: db.companyId, requestedById: userId, window, definitionsVersion }
  const since = windowStart(window, new Date())
  const rows = await db.analysis.createManyAndReturn({
    data: repositoryIds
      .filter((id) => !busy.has(id))
      .map((repositoryId) => ({ ...asked, repositoryId, since })),
    select: { id: true },
  })
  if (rows.length === 0) return
  await db.run(
    queueRuns,
    rows.map(({ id }) => id),
  )
}

/** The window a repository was asked to be read in last. */
export async function windowOf(db: CompanyDatabase, repositoryId: bigint): Promise<WindowChoice> {
  const last = await db.analysis.findFirst({
    where: { repositoryId },
    orderBy: { id: 'desc' },
    select: { window: true },
  })
  return windowChoices.find((choice) => choice === last?.window) ?? '12m'
}

/** Tells pages how far it is. Nothing happens when another attempt has taken over. */
export async function tellProgress(
  db: CompanyDatabase,
  run: Run,
  progress: {
    stage: string
    commitsFound: number | null
    commitsRead: number
    measured: number
    skipped: Record<string, number>
  },
): Promise<void> {
  await db.analysis.updateMany({
    where: { id: run.analysisId, attempt: run.attempt, state: 'running' },
    data: progress,
  })
}

/** Ends an analysis that could not be made, with what happened and what to do. */
export async function failAnalysis(
  db: CompanyDatabase,
  run: Run,
  fault: { code: string; title: string; advice: string },
): Promise<void> {
  await db.analysis.updateMany({
    where: { id: run.analysisId, state: { in: ['waiting', 'running'] } },
    data: {
      state: 'failed',
      stage: 'failed',
      finishedAt: new Date(),
      faultCode: fault.code,
      faultTitle: fault.title,
      faultAdvice: fault.advice,
    },
  })
  await db.run(endRun, run.analysisId)
}

const countOpen = namedQuery<{ open: number }>(
  'count-open-analyses',
  `SELECT count(*)::int AS open FROM analyses
   WHERE "companyId" = $1 AND state IN ('waiting', 'running')`,
)

/** How many analyses of the company have not ended. */
export async function countOpenAnalyses(db: CompanyDatabase): Promise<number> {
  const [row] = await db.run(countOpen)
  return row?.open ?? 0
}

/** Puts an interrupted attempt back to waiting. */
export async function resetAnalysis(db: CompanyDatabase, run: Run): Promise<void> {
  await db.analysis.updateMany({
    where: { id: run.analysisId, attempt: run.attempt, state: 'running' },
    data: { state: 'waiting', stage: 'waiting' },
  })
}
