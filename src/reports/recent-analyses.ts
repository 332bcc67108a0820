import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import type { AnalysisRow } from './overview-types.js'
import { analysisHref, type NewestAnalysis } from './repository-rows.js'

const newestQuery = namedQuery<NewestAnalysis>(
  'newest-analyses',
  `SELECT DISTINCT ON (a."repositoryId") a.id, a."repositoryId", a.state::text AS state
   FROM analyses a WHERE a."companyId" = $1 ORDER BY a."repositoryId", a."queuedAt" DESC, a.id DESC`,
)

/** The newest analysis of each repository. */
export async function newestAnalyses(db: CompanyDatabase): Promise<Map<bigint, NewestAnalysis>> {
  const rows = await db.run(newestQuery)
  return new Map(rows.map((row) => [row.repositoryId, row]))
}

const shown = {
  id: true,
  repositoryId: true,
  state: true,
  window: true,
  measured: true,
  commitsRead: true,
  commitsFound: true,
  queuedAt: true,
  finishedAt: true,
  faultTitle: true,
  repository: { select: { name: true } },
} as const

/** The latest analyses, newest first, of one repository or all. */
export function listRecentAnalyses(db: CompanyDatabase, repositoryId: bigint | null, most: number) {
  return db.analysis.findMany({
    where: repositoryId === null ? {} : { repositoryId },
    orderBy: [{ queuedAt: 'desc' }, { id: 'desc' }],
    take: most,
    select: shown,
  })
}

export type RecentAnalysis = Awaited<ReturnType<typeof listRecentAnalyses>>[number]

/** One of them as the overview lists it. */
export const analysisRow = (analysis: RecentAnalysis): AnalysisRow => ({
  id: String(analysis.id),
  repository: analysis.repository.name,
  href: analysisHref(analysis),
  state: analysis.state,
  commitsRead: analysis.commitsRead,
  commitsFound: analysis.commitsFound,
  finishedAt: analysis.finishedAt,
  problem: analysis.faultTitle,
})

/** When the newest reading ended that the numbers rest on, or null. */
export async function lastRead(
  db: CompanyDatabase,
  repositoryId: bigint | null,
): Promise<Date | null> {
  const newest = await db.analysis.findFirst({
    where: { state: 'done', ...(repositoryId === null ? {} : { repositoryId }) },
    orderBy: { finishedAt: 'desc' },
    select: { finishedAt: true },
  })
  return newest?.finishedAt ?? null
}
