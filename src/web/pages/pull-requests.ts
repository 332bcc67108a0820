import { may } from '../../access/roles.js'
import { pullRequests } from '../../reports/pull-requests.js'
import { current } from '../current.js'
import { notFound } from '../faults.js'
import { type Narrowings, showFiltered } from '../filtered.js'
import type { Query } from '../filters.js'
import { formatDay } from '../formatting.js'
import type { Handler } from '../show.js'

const stateWords = { open: 'Open', merged: 'Merged', closed: 'Closed without a merge' }

function narrow({ state, week, reviewer }: Query): Narrowings {
  return {
    state: state ? [state, stateWords[state]] : null,
    week: week ? [week, `Week of ${formatDay(week, true)}`] : null,
    reviewer: reviewer ? [reviewer, 'Reviewed by one person'] : null,
  }
}

/** `/pull-requests`: the rows behind any number of them. */
export const index: Handler = (services, request, response) => {
  const { role, email } = current(request).user
  const seesAll = may(role, 'commits.view-all')
  return showFiltered(services, request, response, {
    ...{ view: 'pull-requests/index', path: '/pull-requests', narrow },
    head: { title: 'Pull requests', section: '/pull-requests' },
    report: (db, { filters, query }) => {
      const { state = null, week = null, reviewer } = query
      if (reviewer && !may(role, 'people.names')) throw notFound()
      const reviewerId = reviewer ? BigInt(reviewer) : null
      const narrowed = { state, week, reviewerId, own: seesAll ? null : email }
      return pullRequests(db, filters, narrowed, query.page ?? 1)
    },
  })
}
