import { may } from '../../access/roles.js'
import { countBots } from '../../metrics/bots.js'
import { commits } from '../../reports/commits.js'
import { scopeOf } from '../../reports/filters.js'
import { listRepositories } from '../../repositories/repositories.js'
import { current } from '../current.js'
import { filterBar, type Query, readFilters, readQuery } from '../filters.js'
import { formatDay } from '../formatting.js'
import { type Handler, show as send } from '../show.js'

/** The narrowings of this page as they stand in the URL, and how their chips read. */
function narrowings({ type, folder, week, merges, excluded }: Query) {
  const all = {
    ...(type ? { type: [type, `Type: ${type}`] } : {}),
    ...(folder
      ? { folder: [folder, folder === '.' ? 'Folder: top level' : `Folder: ${folder}`] }
      : {}),
    ...(week ? { week: [week, `Week of ${formatDay(week, true)}`] } : {}),
    ...(merges ? { merges: [merges, 'Merges too'] } : {}),
    ...(excluded ? { excluded: [excluded, 'Excluded'] } : {}),
  } as Record<string, [value: string, words: string]>
  const pick = (at: 0 | 1) =>
    Object.fromEntries(Object.entries(all).map(([name, pair]) => [name, pair[at]]))
  return { narrowing: pick(0), chips: pick(1) }
}

/** `/commits`: the rows behind any number. */
export const index: Handler = async (services, request, response) => {
  const { company, user } = current(request)
  const query = readQuery(request.query)
  const filters = readFilters(query, company.timeZone, new Date())
  const { type = null, folder = null, week = null } = query
  const head = { title: 'Commits', section: '/commits' }
  await send(services, request, response, 'commits/index', head, async (db) => {
    const repositories = await listRepositories(db)
    const isKnown = repositories.some(({ id }) => id === filters.repositoryId)
    if (filters.repositoryId !== null && !isKnown) return null
    const narrowed = {
      ...{ type, folder, week, own: may(user.role, 'commits.view-all') ? null : user.email },
      ...{ merges: query.merges === '1', excluded: query.excluded === '1' },
    }
    return {
      ...(await commits(
        db,
        filters,
        narrowed,
        query.page ?? 1,
        may(user.role, 'exclusions.change'),
      )),
      filters: filterBar({
        ...{ path: '/commits', filters, timeZone: company.timeZone },
        ...narrowings(query),
        bots: await countBots(db, scopeOf(filters)),
        repositories: repositories.map(({ id, name }) => ({ id: String(id), name })),
      }),
    }
  })
}
