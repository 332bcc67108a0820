import type { CompanyDatabase } from '../database/company.js'
import type { DemoPage } from './demo-types.js'

/** Sample data that takes longer is asked for again by whoever waits. */
const lateMs = 2 * 60_000

/** How far the making of sample data is; null where it is all there. */
export async function demoProgress(
  db: CompanyDatabase,
  now = new Date(),
): Promise<DemoPage['making']> {
  const company = await db.company.findFirstOrThrow()
  if (company.demoReadyAt !== null) return null
  const analyses = await db.analysis.findMany({
    orderBy: { repositoryId: 'asc' },
    select: { state: true, commitsRead: true, repository: { select: { id: true, name: true } } },
  })
  return {
    repositories: analyses.map(({ state, commitsRead, repository: { id, name } }) => ({
      ...{ id: String(id), name, isDone: state === 'done', commits: commitsRead },
    })),
    isLate: now.getTime() - company.createdAt.getTime() > lateMs,
  }
}
