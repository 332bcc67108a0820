import { may } from '../../access/roles.js'
import { mayShowNames, tooFewPeople } from '../../metrics/individuals.js'
import { arePullsTellable } from '../../metrics/pull-request-list.js'
import { scopeOf } from '../../reports/filters.js'
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
  const { user, company } = current(request)
  const seesAll = may(user.role, 'commits.view-all')
  const showsNames = mayShowNames(company, user.role)
  return showFiltered(services, request, response, {
    ...{ view: 'pull-requests/index', path: '/pull-requests', narrow },
    isOwn: !seesAll,
    head: { title: 'Pull requests', section: '/pull-requests' },
    report: async (db, { filters, query }) => {
      const { state = null, week = null, reviewer } = query
      if (reviewer && !showsNames) throw notFound()
      const reviewerId = reviewer ? BigInt(reviewer) : null
      const narrowed = { state, week, reviewerId, own: seesAll ? null : user.email }
      if (seesAll && !(await arePullsTellable(db, scopeOf(filters), narrowed))) {
        return tooFewPeople
      }
      return pullRequests(db, filters, narrowed, { page: query.page ?? 1, showsNames })
    },
  })
}
