import type { CompanyDatabase } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { measureMergedByRepository } from '../metrics/merged-by-repository.js'
import { tellableParts } from '../metrics/people-of-scope.js'
import { fewestPulls } from '../metrics/phases.js'
import { measureRepositories } from '../metrics/repositories.js'
import { measureRepositoryWeeks } from '../metrics/work.js'
import { listRepositories } from '../repositories/repositories.js'
import { type Filters, link, scopeOf } from './filters.js'
import type { RepositoriesPage, RepositoryWork } from './page-types.js'
import { windowWords } from './receipt.js'
import { hostMark, removedConnections } from './repository-host.js'
import { repositoryState } from './repository-rows.js'
import { repositorySyncs } from './repository-sync.js'

const latest = namedQuery<{
  repositoryId: bigint
  state: keyof typeof repositoryState
  window: string
  readAt: Date | null
}>(
  'latest-reading',
  `SELECT DISTINCT ON (a."repositoryId") a."repositoryId", a.state::text AS state, a.window,
     (SELECT max(d."finishedAt") FROM analyses d WHERE d."companyId" = a."companyId"
       AND d."repositoryId" = a."repositoryId" AND d.state = 'done') AS "readAt"
   FROM analyses a WHERE a."companyId" = $1 ORDER BY a."repositoryId", a."queuedAt" DESC, a.id DESC`,
)

/** What was done in each repository, as far as it may be told. */
async function workOf(
  db: CompanyDatabase,
  filters: Filters,
): Promise<(id: bigint) => RepositoryWork | null> {
  const scope = scopeOf(filters)
  const isTold = await tellableParts(db, scope, 'repositories')
  const activity = new Map(
    (await measureRepositories(db, scope)).map((row) => [row.repositoryId, row]),
  )
  const pulls = await measureMergedByRepository(db, scope)
  const weeks = new Map<string, number>()
  for (const { repositoryId, week, commits } of await measureRepositoryWeeks(db, scope)) {
    weeks.set(`${repositoryId} ${week}`, commits)
  }
  return (id) => {
    if (!isTold(id)) return null
    const { commits = 0, contributors = 0 } = activity.get(id) ?? {}
    const { merged = 0, known = 0, cycle = null } = pulls.get(id) ?? {}
    const repo = String(id)
    return {
      ...{ commits, contributors, merged },
      commitsHref: link('/commits', filters, { repo }),
      trend: filters.period.weeks.map((week) => weeks.get(`${id} ${week}`) ?? 0),
      mergedHref: link('/pull-requests', filters, { repo, state: 'merged' }),
      cycle: cycle === null || known < fewestPulls ? null : cycle / 3600,
    }
  }
}

/**
 * All repositories by name, the state of their reading, and what was done in each.
 * @param told the filters whose numbers may be told; null where no number may
 */
export async function repositoryList(
  db: CompanyDatabase,
  filters: Filters,
  told: Filters | null,
): Promise<RepositoriesPage['rows']> {
  const work = told ? await workOf(db, told) : () => null
  const readings = new Map((await db.run(latest)).map((row) => [row.repositoryId, row]))
  const removed = await removedConnections(db)
  const syncs = await repositorySyncs(db)
  const all = await listRepositories(db)
  return all
    .filter(({ id }) => filters.repositoryId === null || id === filters.repositoryId)
    .map(({ id, name, source, hostState, connectionId }) => {
      const reading = readings.get(id)
      return {
        ...{ id: String(id), name, source, work: work(id) },
        href: link(`/repositories/${id}`, filters, { repo: null }),
        state: reading ? repositoryState[reading.state] : 'waiting',
        readAt: reading?.readAt ?? null,
        window: reading ? windowWords(reading.window) : '',
        sync: syncs.get(id) ?? null,
        mark: hostMark(hostState, connectionId !== null && removed.has(connectionId)),
      }
    })
}
