import { countBots } from '../../metrics/bots.js'
import { scopeOf } from '../../reports/filters.js'
import { overview } from '../../reports/overview.js'
import { listRepositories } from '../../repositories/repositories.js'
import { current, findCurrent } from '../current.js'
import { filterBar, readFilters, readQuery } from '../filters.js'
import { page } from '../page.js'
import { type Handler, show as send } from '../show.js'

/** `/`: the overview, or for somebody who is not signed in what this is. */
export const show: Handler = async (services, request, response) => {
  if (!findCurrent(request)) {
    const { offersDemo, demoTourUrl: tourUrl } = services.config
    const head = { title: 'Codevisto', section: '/' }
    page(request, response, 'welcome/show', head, { offersDemo, tourUrl })
    return
  }
  const { company } = current(request)
  const query = readQuery(request.query)
  const filters = readFilters(query, company.timeZone, new Date())
  const metric = query.m ?? 'commits'
  const head = { title: 'Overview', section: '/' }
  await send(services, request, response, 'overview/show', head, async (db) => {
    const repositories = await listRepositories(db)
    const isKnown = repositories.some(({ id }) => id === filters.repositoryId)
    if (filters.repositoryId !== null && !isKnown) return null
    return {
      ...(await overview(db, filters, metric)),
      filters: filterBar({
        ...{ path: '/', filters, chips: {}, timeZone: company.timeZone },
        narrowing: metric === 'commits' ? {} : { m: metric },
        bots: await countBots(db, scopeOf(filters)),
        repositories: repositories.map(({ id, name }) => ({ id: String(id), name })),
      }),
    }
  })
}
