import type { CompanyDatabase } from '../database/company.js'
import type { AnalysisPage } from './page-types.js'
import { receiptRows, windowWords } from './receipt.js'
import { skipReason } from './skip-words.js'

const stages = ['waiting', 'cloning', 'reading', 'storing', 'done', 'failed'] as const

function stageOf(stage: string): AnalysisPage['stage'] {
  return stages.find((known) => known === stage) ?? 'reading'
}

function skips(skipped: unknown): AnalysisPage['skipped'] {
  return Object.entries((skipped ?? {}) as Record<string, number>)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => ({ reason: skipReason(reason), count }))
}

/** One analysis of a repository: how far it is, or what it found, or why it failed. */
export async function analysis(
  db: CompanyDatabase,
  repositoryId: bigint,
  id: bigint,
  maySeeConnections = false,
): Promise<AnalysisPage | null> {
  const found = await db.analysis.findFirst({
    where: { id, repositoryId },
    include: { repository: true },
  })
  if (!found) return null
  const { repository } = found
  const { timeZone } = await db.company.findFirstOrThrow({ select: { timeZone: true } })
  return {
    id: String(id),
    repository: {
      id: String(repositoryId),
      name: repository.name,
      href: `/repositories/${repositoryId}`,
      source: repository.source,
    },
    state: found.state,
    stage: stageOf(found.stage),
    window: windowWords(found.window),
    commitsFound: found.commitsFound,
    commitsRead: found.commitsRead,
    measured: found.measured,
    skipped: skips(found.skipped),
    problem:
      found.state === 'failed'
        ? {
            ...{ title: found.faultTitle ?? '', advice: found.faultAdvice ?? '' },
            connectionHref:
              maySeeConnections && found.faultCode === 'token-refused' && repository.connectionId
                ? `/settings/connections/${repository.connectionId}`
                : null,
          }
        : null,
    queuedAt: found.queuedAt,
    startedAt: found.startedAt,
    finishedAt: found.finishedAt,
    receipt: found.state === 'done' ? receiptRows(found, timeZone) : [],
  }
}
