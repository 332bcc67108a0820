import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { findRepository, listRepositories } from '../repositories/repositories.js'
import type { Hosts } from './connections.js'
import { excludeHref } from './exclude-link.js'
import type { RepositoriesPage, RepositoryPage, StartPage } from './page-types.js'
import { windowWords } from './receipt.js'
import { listRecentAnalyses, type RecentAnalysis } from './recent-analyses.js'
import { hostMark, removedConnections, repositoryHost } from './repository-host.js'
import { analysisHref, repositoryState } from './repository-rows.js'
import { repositorySync, repositorySyncs } from './repository-sync.js'

const counts = namedQuery<{ repositoryId: bigint; commits: number }>(
  'commits-by-repository',
  `SELECT c."repositoryId", count(*)::int AS commits FROM commits c
   WHERE c."companyId" = $1 AND c.counted AND c.type <> 'merge' GROUP BY 1`,
)

const latest = namedQuery<{
  repositoryId: bigint
  state: string
  window: string
  readAt: Date | null
}>(
  'latest-reading',
  `SELECT DISTINCT ON (a."repositoryId") a."repositoryId", a.state::text AS state, a.window,
     (SELECT max(d."finishedAt") FROM analyses d WHERE d."companyId" = a."companyId"
       AND d."repositoryId" = a."repositoryId" AND d.state = 'done') AS "readAt"
   FROM analyses a WHERE a."companyId" = $1 ORDER BY a."repositoryId", a."queuedAt" DESC, a.id DESC`,
)

const mostAnalyses = 20

/** How many commits of each repository stand in the numbers. */
async function commitCounts(db: CompanyDatabase): Promise<Map<bigint, number>> {
  const rows = await db.run(counts)
  return new Map(rows.map((row) => [row.repositoryId, row.commits]))
}

/** All repositories and the state of their reading. */
export async function repositories(db: CompanyDatabase): Promise<RepositoriesPage> {
  const commits = await commitCounts(db)
  const readings = new Map((await db.run(latest)).map((row) => [row.repositoryId, row]))
  const all = await listRepositories(db)
  const removed = await removedConnections(db)
  const syncs = await repositorySyncs(db)
  return {
    rows: all.map(({ id, name, source, hostState, connectionId }) => {
      const reading = readings.get(id)
      const state = reading?.state as keyof typeof repositoryState | undefined
      return {
        ...{ id: String(id), name, source, href: `/repositories/${id}` },
        state: state ? repositoryState[state] : 'waiting',
        commits: commits.get(id) ?? 0,
        readAt: reading?.readAt ?? null,
        window: reading ? windowWords(reading.window) : '',
        sync: syncs.get(id) ?? null,
        mark: hostMark(hostState, connectionId !== null && removed.has(connectionId)),
      }
    }),
  }
}

const analysisRow = (analysis: RecentAnalysis) => ({
  ...{ id: String(analysis.id), href: analysisHref(analysis), state: analysis.state },
  ...{ window: windowWords(analysis.window), queuedAt: analysis.queuedAt },
  ...{ finishedAt: analysis.finishedAt, measured: analysis.measured },
  problem: analysis.faultTitle,
})

/** One repository with its readings, or null. */
export async function repository(
  db: CompanyDatabase,
  id: bigint,
  may: {
    analyze: boolean
    collect: boolean
    exclude: boolean
    connections: boolean
    remove: boolean
  },
): Promise<RepositoryPage | null> {
  const found = await findRepository(db, id)
  if (!found) return null
  const { name, source, defaultBranch } = found
  return {
    ...{ id: String(id), name, source, defaultBranch, canAnalyze: may.analyze },
    ...{ sync: await repositorySync(db, id), canCollect: may.collect },
    host: await repositoryHost(db, found, may.connections),
    excludeHref: may.exclude ? excludeHref({ kind: 'repository', repositoryId: id }) : null,
    removeHref: may.remove ? `/repositories/${id}/remove` : null,
    commitsHref: `/commits?repo=${id}`,
    overviewHref: `/?repo=${id}`,
    historyHref: `/repositories/${id}/history`,
    commits: (await commitCounts(db)).get(id) ?? 0,
    analyses: (await listRecentAnalyses(db, id, mostAnalyses)).map(analysisRow),
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
