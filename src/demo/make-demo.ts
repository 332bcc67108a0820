import { settle } from '../analysis/settle.js'
import { inParallel } from '../code-hosts/in-parallel.js'
import type { PullRequestFact } from '../code-hosts/pull-request-fact.js'
import type { Database } from '../database/client.js'
import { inCompany } from '../database/company.js'
import { namedQuery } from '../database/named-query.js'
import { inBulk, refreshStatistics, withStaging } from '../database/staging.js'
import { refreshHistory } from '../lineage/refresh-history.js'
import { assignDevelopers } from '../people/assign-developers.js'
import { storePullRequests } from '../repositories/store-pull-requests.js'
import { addRepositories, type DemoPlace, demoOrigin } from './demo-connection.js'
import { addTeams } from './demo-teams.js'
import { planYear } from './plan-year.js'
import type { Plan } from './repositories.js'
import { storeRepository } from './store-repository.js'

const seed = 'Quillhaven'

/** So that the first page is quick: the planner would learn of so many rows a minute later. */
const tellPlanner = namedQuery<{ told: string }>(
  'tell-planner',
  'SELECT directory.refresh_statistics()::text AS told WHERE $1::bigint IS NOT NULL',
)

const ready = namedQuery<{ id: bigint }>(
  'demo-is-ready',
  `UPDATE companies SET "demoReadyAt" = now() WHERE id = $1 AND "isDemo" RETURNING id`,
)

interface Stored {
  connectionId: bigint
  places: DemoPlace[]
  pullRequests: Map<Plan, PullRequestFact[]>
  commits: number
  now: Date
}

/** So many repositories at once, as workers take them: while one is stored the next is made. */
const atOnce = 2

/** Everything that follows from the facts, worked out as it is for any company. */
async function derive(
  database: Database,
  companyId: bigint,
  { connectionId, places, pullRequests, commits, now }: Stored,
): Promise<void> {
  await withStaging(database, companyId, [], (staging) =>
    staging.publish(async (query, queries) => {
      // Repositories came one by one, each too small to tell the planner of.
      await refreshStatistics(query, commits)
      await assignDevelopers(queries)
      await settle(queries, { repositoryIds: places.map(({ repositoryId }) => repositoryId) })
    }),
  )
  await inParallel(places, atOnce, ({ plan, repositoryId }) =>
    inBulk(database, companyId, async (queries) => {
      const place = { repositoryId, connectionId }
      await storePullRequests(queries, place, pullRequests.get(plan) ?? [])
      await refreshHistory(queries, repositoryId, now)
    }),
  )
}

/**
 * Fills a demo company with a year of work up to the day it was made. What stands there already stays:
 * a second try goes on where the first one broke off.
 * @returns false where there is no demo company of this id, or it is filled already
 */
export async function makeDemo(database: Database, companyId: bigint): Promise<boolean> {
  const company = await inCompany(database, companyId, (db) =>
    db.company.findFirst({ where: { isDemo: true, demoReadyAt: null } }),
  )
  if (!company) return false
  const { timeZone, createdAt: now } = company
  const { ownerId, ...rows } = await inCompany(database, companyId, async (db) => {
    const { id } = await db.user.findFirstOrThrow({ where: { role: 'owner' } })
    return { ownerId: id, ...(await addRepositories(db, id, now)) }
  })
  const planned = planYear(seed, now, demoOrigin)
  const from = new Date(planned.year.begins)
  const pullRequests = new Map<Plan, PullRequestFact[]>()
  let commits = 0
  const store = async ({ plan, ...place }: DemoPlace) => {
    const made = planned.make(plan)
    pullRequests.set(plan, made.pullRequests)
    commits += made.commits.length
    await storeRepository(database, made, { companyId, ...place, timeZone, from, now })
  }
  // The largest first and alone: the planner is told of it, and checks the keys of the others faster.
  const [first, ...others] = rows.places.toSorted((a, b) => b.plan.weight - a.plan.weight)
  if (first) await store(first)
  await inParallel(others, atOnce, store)
  await derive(database, companyId, { ...rows, pullRequests, commits, now })
  await inCompany(database, companyId, async (db) => {
    await addTeams(db, planned.people, ownerId)
    await db.run(ready)
    await db.run(tellPlanner)
  })
  return true
}
