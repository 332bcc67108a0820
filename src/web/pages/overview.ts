import { overview } from '../../reports/overview.js'
import { tileKeys } from '../../reports/tile-kinds.js'
import { viewerOf } from '../../signals/viewer.js'
import { current, findCurrent } from '../current.js'
import { showFiltered } from '../filtered.js'
import { page } from '../page.js'
import type { Handler } from '../show.js'

/** `/`: the overview, or for somebody who is not signed in what this is. */
export const show: Handler = async (services, request, response) => {
  if (!findCurrent(request)) {
    const { offersDemo, demoTourUrl: tourUrl } = services.config
    const head = { title: 'Codevisto', section: '/' }
    page(request, response, 'welcome/show', head, { offersDemo, tourUrl })
    return
  }
  const { company, user } = current(request)
  const viewer = viewerOf(company, user.role)
  await showFiltered(services, request, response, {
    ...{ view: 'overview/show', head: { title: 'Overview', section: '/' }, path: '/' },
    narrow: ({ m }) => ({ m: m ? [m, null] : null }),
    report: (db, { filters, query, now, today }) =>
      overview(db, filters, {
        metric: tileKeys.find((key) => key === query.m) ?? null,
        ...{ now, today, viewer },
      }),
  })
}
