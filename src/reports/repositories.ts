import type { CompanyDatabase } from '../database/company.js'
import { listContributors } from '../metrics/contributor-names.js'
import { findRepository } from '../repositories/repositories.js'
import type { Hosts } from './connections.js'
import { excludeHref } from './exclude-link.js'
import { type Filters, link, scopeOf } from './filters.js'
import { type OverviewAsked, overview } from './overview.js'
import type { RepositoryPage, StartPage } from './page-types.js'
import { windowWords } from './receipt.js'
import { listRecentAnalyses, type RecentAnalysis } from './recent-analyses.js'
import { repositoryHost } from './repository-host.js'
import { analysisHref } from './repository-rows.js'
import { repositorySync } from './repository-sync.js'

const mostAnalyses = 20

const analysisRow = (analysis: RecentAnalysis) => ({
  ...{ id: String(analysis.id), href: analysisHref(analysis), state: analysis.state },
  ...{ window: windowWords(analysis.window), queuedAt: analysis.queuedAt },
  ...{ finishedAt: analysis.finishedAt, measured: analysis.measured },
  problem: analysis.faultTitle,
})

/** What the visitor may do with a repository. */
interface Allowed {
  analyze: boolean
  collect: boolean
  exclude: boolean
  connections: boolean
  remove: boolean
}

/** One repository with its readings, whatever the filters, or null. */
export async function repository(
  db: CompanyDatabase,
  id: bigint,
  may: Allowed,
): Promise<Omit<RepositoryPage, 'filters' | 'links' | 'numbers' | 'contributors'> | null> {
  const found = await findRepository(db, id)
  if (!found) return null
  const { name, source, defaultBranch } = found
  return {
    ...{ id: String(id), name, source, defaultBranch, canAnalyze: may.analyze },
    ...{ sync: await repositorySync(db, id), canCollect: may.collect },
    host: await repositoryHost(db, found, may.connections),
    excludeHref: may.exclude ? excludeHref({ kind: 'repository', repositoryId: id }) : null,
    removeHref: may.remove ? `/repositories/${id}/remove` : null,
    analyses: (await listRecentAnalyses(db, id, mostAnalyses)).map(analysisRow),
  }
}

/** What was done in one repository: the overview of it alone, and who did it. */
export async function repositoryNumbers(
  db: CompanyDatabase,
  filters: Filters,
  asked: OverviewAsked,
): Promise<Pick<RepositoryPage, 'numbers' | 'contributors'>> {
  const people = asked.viewer.showsNames ? await listContributors(db, scopeOf(filters)) : null
  return {
    numbers: await overview(db, filters, asked),
    contributors:
      people?.map(({ id, name }) => ({ name, href: link(`/developers/${id}`, filters) })) ?? null,
  }
}

/** The connections of the start page, by name, each with how much of it was chosen. */
export async function startConnections(
  db: CompanyDatabase,
  hosts: Hosts,
): Promise<StartPage['connections']> {
  const found = await db.connection.findMany({
    where: { removedAt: null },
    include: { repositories: { select: { id: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return found.map(({ id, name, host, repositories }) => ({
    ...{ name, host: hosts[host].title, chosen: repositories.length },
    href: `/settings/connections/${id}/repositories`,
  }))
}

/** What the start page lists beneath its form. */
export async function startAnalyses(db: CompanyDatabase): Promise<StartPage['analyses']> {
  const recent = await listRecentAnalyses(db, null, 8)
  return recent.map((analysis) => ({
    ...{ id: String(analysis.id), repository: analysis.repository.name },
    ...{ href: analysisHref(analysis), state: analysis.state },
    ...{ commitsRead: analysis.commitsRead, commitsFound: analysis.commitsFound },
  }))
}
