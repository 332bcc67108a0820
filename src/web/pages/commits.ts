import { may } from '../../access/roles.js'
import { countBots } from '../../metrics/bots.js'
import type { User } from '../../people/users.js'
import { commit } from '../../reports/commit.js'
import { commits } from '../../reports/commits.js'
import { scopeOf } from '../../reports/filters.js'
import { listRepositories } from '../../repositories/repositories.js'
import { current } from '../current.js'
import { notFound } from '../faults.js'
import { filterBar, type Query, readFilters, readQuery } from '../filters.js'
import { formatDay } from '../formatting.js'
import { type Handler, pathId, show as send } from '../show.js'

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

/** Whose commits alone somebody sees: their address, or null for everybody's. */
const ownOnly = ({ role, email }: Pick<User, 'role' | 'email'>) =>
  may(role, 'commits.view-all') ? null : email

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
      ...{ type, folder, week, own: ownOnly(user) },
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

/** `GET /commits/:id/:hash`: one commit of a repository, by its whole hash. */
export const show: Handler = (services, request, response) => {
  const { user } = current(request)
  const { hash } = request.params
  if (typeof hash !== 'string' || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(hash)) throw notFound()
  const asked = { repositoryId: pathId(request, 'id'), hash, own: ownOnly(user) }
  const head = { title: `Commit ${hash.slice(0, 7)}`, section: '/commits' }
  return send(services, request, response, 'commits/show', head, (db) =>
    commit(db, asked, may(user.role, 'exclusions.change')),
  )
}
