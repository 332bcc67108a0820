import type { Request, Response } from 'express'
import { may } from '../access/roles.js'
import type { Company } from '../companies/companies.js'
import type { CompanyDatabase } from '../database/company.js'
import { countBots } from '../metrics/bots.js'
import { isAggregated, tooFewPeople } from '../metrics/individuals.js'
import { isScopeTellable } from '../metrics/people-of-scope.js'
import { localDate } from '../metrics/period.js'
import { listTeams } from '../metrics/team-delivery.js'
import type { User } from '../people/users.js'
import type { FilterBar } from '../reports/filter-bar-types.js'
import { type Filters, scopeBefore, scopeOf } from '../reports/filters.js'
import type { Pages } from '../reports/page-types.js'
import { listRepositories } from '../repositories/repositories.js'
import { current } from './current.js'
import { invalid } from './faults.js'
import { filterBar } from './filter-bar.js'
import { type Query, readFilters, readQuery } from './filters.js'
import type { PageHead } from './page.js'
import type { Services } from './services.js'
import { showEither } from './show.js'

/** What a page with a filter bar is given: its filters, its query, the moment, and the date it is then. */
export interface Asked {
  filters: Filters
  query: Query
  now: Date
  today: string
}

type Filtered = { [View in keyof Pages]: Pages[View] extends { filters: FilterBar } ? View : never }

/** A page that has a filter bar. */
export type FilteredView = Filtered[keyof Pages]

/** A narrowing as it stands in the URL, and how its chip reads; without words there is no chip. */
export type Narrowings = Record<string, [value: string, words: string | null] | null>

export interface FilteredPage<View extends FilteredView> {
  view: View
  head: PageHead
  /** Its path, which the links of the bar lead to. */
  path: string
  narrow?: (query: Query) => Narrowings
  /** It shows the visitor their own rows alone, however few people there are beside them. */
  isOwn?: boolean
  /** Its path says which repository it is of: there is none to choose. */
  isOfOneRepository?: boolean
  report: (
    db: CompanyDatabase,
    asked: Asked,
  ) => Promise<Omit<Pages[View], 'filters'> | typeof tooFewPeople>
}

/** Filters that compare with nothing where those days are of too few people to be told of. */
export async function tellable(db: CompanyDatabase, filters: Filters): Promise<Filters | null> {
  if (!(await isScopeTellable(db, scopeOf(filters)))) return null
  const before = scopeBefore(filters)
  const isComparable = before === null || (await isScopeTellable(db, before))
  return isComparable ? filters : { ...filters, comparison: 'none' }
}

/** The name of the developer of the filters; null where there is none to name. */
async function developerName(db: CompanyDatabase, { developerId }: Filters) {
  if (developerId === null) return null
  return (await db.developer.findFirst({ where: { id: developerId } }))?.name ?? null
}

/** What the filters can name here; null where they name what is not there, or may not be seen. */
export async function namedBy(
  db: CompanyDatabase,
  user: Pick<User, 'role'>,
  filters: Filters,
  today: string,
) {
  const repositories = (await listRepositories(db)).map(({ id, name }) => ({
    ...{ id: String(id), name },
  }))
  const teams = (await listTeams(db, today)).map(({ id, name }) => ({ id: String(id), name }))
  const isIn = (rows: { id: string }[], id: bigint | null) =>
    id === null || rows.some((row) => row.id === String(id))
  const developer = await developerName(db, filters)
  const isKnown = isIn(repositories, filters.repositoryId) && isIn(teams, filters.teamId)
  const isAllowed = filters.developerId === null || may(user.role, 'commits.view-all')
  if (!isKnown || !isAllowed || (filters.developerId !== null && developer === null)) return null
  return { repositories, teams, developer }
}

/** @throws a fault of the request where one person is asked for and nobody is shown alone */
export function refuseAlone(company: Company, { developerId }: Filters): void {
  if (developerId === null || !isAggregated(company)) return
  throw invalid('This company shows what many people did together, and nobody alone.')
}

/**
 * Sends a page with its filter bar. What the filters name and is not there, or may not be seen, is a
 * 404: one person's work is for those who may see everybody's.
 */
export async function showFiltered<View extends FilteredView>(
  services: Services,
  request: Request,
  response: Response,
  { view, head, path, narrow, isOwn = false, isOfOneRepository, report }: FilteredPage<View>,
): Promise<void> {
  const { company, user } = current(request)
  const now = new Date()
  const query = readQuery(request.query)
  const read = readFilters(query, company.timeZone, now)
  const filters = isOfOneRepository ? { ...read, repositoryId: null } : read
  const today = localDate(now, company.timeZone)
  const narrowings = Object.entries(narrow?.(query) ?? {}).filter(([, pair]) => pair !== null)
  const part = (at: 0 | 1) =>
    Object.fromEntries(
      narrowings.map(([name, pair]) => [name, pair![at]]).filter(([, text]) => text !== null),
    ) as Record<string, string>
  refuseAlone(company, filters)
  await showEither<FilteredView>(services, request, response, head, async (db) => {
    const named = await namedBy(db, user, filters, today)
    if (!named) return null
    const { repositories, teams, developer } = named
    const bar = filterBar({
      ...{ path, filters, teams, developer, timeZone: company.timeZone },
      repositories: isOfOneRepository ? [] : repositories,
      ...{ narrowing: part(0), chips: part(1), bots: await countBots(db, scopeOf(filters)) },
    })
    const told = isOwn ? filters : await tellable(db, filters)
    const made = told ? await report(db, { filters: told, query, now, today }) : tooFewPeople
    if (made === tooFewPeople) return { view: 'people/too-few', locals: { filters: bar } }
    return { view, locals: { ...made, filters: bar } as unknown as Pages[FilteredView] }
  })
}
