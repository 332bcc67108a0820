import type { CompanyDatabase } from '../database/company.js'
import { measureReviewsGiven, measureReviewsReceived } from '../metrics/reviews-between.js'
import { measureDays, measureRepositorySums } from '../metrics/sums.js'
import { workByWeekOf } from '../metrics/work.js'
import { listRepositories } from '../repositories/repositories.js'
import { commits } from './commits.js'
import { type Filters, link, scopeOf } from './filters.js'
import type { PersonPage, ReviewedPerson } from './people-types.js'
import { pullRequests } from './pull-requests.js'
import { workByWeek } from './weekly.js'

/** Rows of the newest commits and pull requests. */
const mostRows = 8

const plainList = {
  ...{ type: null, folder: null, week: null, merges: false, excluded: false },
}
const everyPull = { state: null, week: null, reviewerId: null, own: null }

/** Whose page it is, and who looks at it. */
export interface AskedPerson {
  developerId: bigint
  isSelf: boolean
  /** Others are named. */
  showsNames: boolean
  /** The date it is in the company's zone. */
  today: string
}

/** What somebody has worked on; null where there is nobody. No grade, no score, no hours. */
export async function person(
  db: CompanyDatabase,
  given: Filters,
  { developerId, isSelf, showsNames }: AskedPerson,
): Promise<Omit<PersonPage, 'filters'> | null> {
  const found = await db.developer.findFirst({
    where: { id: developerId },
    include: {
      memberships: { include: { team: true }, orderBy: [{ from: 'desc' }, { id: 'asc' }] },
    },
  })
  if (!found) return null
  const filters: Filters = { ...given, developerId, bots: found.isBot }
  // Lists of one's own need no filter by person, and refuse it.
  const linked = isSelf && !showsNames ? { ...given, developerId: null } : filters
  const scope = scopeOf(filters)
  const names = new Map((await listRepositories(db)).map(({ id, name }) => [id, name]))
  const sums = await measureRepositorySums(db, scope)
  const listed = { page: 1, showsNames: true }
  const newest = await commits(db, filters, plainList, listed)
  const pulls = await pullRequests(db, filters, everyPull, listed)
  const people = (rows: { name: string; reviews: number; developerId: bigint }[]) =>
    rows.map(
      (row): ReviewedPerson => ({
        name: showsNames ? row.name : null,
        href: showsNames ? `/developers/${row.developerId}` : null,
        reviews: row.reviews,
      }),
    )
  return {
    ...{ id: String(found.id), name: found.name, isBot: found.isBot, isSelf },
    teams: found.memberships.map(({ team, from, to }) => ({
      ...{ name: team.name, href: `/teams/${team.id}`, from, to },
    })),
    work: workByWeek(linked, workByWeekOf(await measureDays(db, scope))),
    repositories: sums
      .map(({ repositoryId, commits: count }) => ({
        ...{ name: names.get(repositoryId) ?? '', commits: count },
        href: `/repositories/${repositoryId}`,
        commitsHref: link('/commits', linked, { repo: String(repositoryId) }),
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    commits: { total: newest.total, rows: newest.rows.slice(0, mostRows) },
    commitsHref: link('/commits', linked),
    pulls: { total: pulls.total, rows: pulls.rows.slice(0, mostRows) },
    pullsHref: link('/pull-requests', linked),
    given: people(await measureReviewsGiven(db, scope, developerId)),
    received: people(await measureReviewsReceived(db, scope, developerId)),
  }
}
