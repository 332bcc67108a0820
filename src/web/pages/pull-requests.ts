import { may } from '../../access/roles.js'
import { mayShowNames, tooFewPeople } from '../../metrics/individuals.js'
import { bandOf, type SpreadName } from '../../metrics/pull-request-bands.js'
import { arePullsTellable, type PullNarrowing } from '../../metrics/pull-request-list.js'
import { scopeOf } from '../../reports/filters.js'
import { pullRequests } from '../../reports/pull-requests.js'
import { current } from '../current.js'
import { notFound } from '../faults.js'
import { type Narrowings, showFiltered } from '../filtered.js'
import type { Query } from '../filters.js'
import { formatDay } from '../formatting.js'
import type { Handler } from '../show.js'

const stateWords = { open: 'Open', merged: 'Merged', closed: 'Closed without a merge' }

const howWords = { unreviewed: 'Merged without review', self: 'Merged by the author' }

const labelOf = (name: SpreadName, key: string) => bandOf(name, key)?.label ?? key

function narrow(query: Query): Narrowings {
  const { state, week, reviewer, size, cycle, depth, rounds, how } = query
  return {
    state: state ? [state, stateWords[state]] : null,
    week: week ? [week, `Week of ${formatDay(week, true)}`] : null,
    reviewer: reviewer ? [reviewer, 'Reviewed by one person'] : null,
    size: size ? [size, `Size: ${size}`] : null,
    cycle: cycle ? [cycle, `Cycle time: ${labelOf('cycle', cycle)}`] : null,
    depth: depth ? [depth, `Comments by others: ${labelOf('depth', depth)}`] : null,
    rounds: rounds ? [rounds, `Review rounds: ${labelOf('rounds', rounds)}`] : null,
    how: how ? [how, howWords[how]] : null,
  }
}

/** What a query narrows the list by. */
export function readPullNarrowing(query: Query, own: string | null): PullNarrowing {
  const { state = null, week = null, size = null, how = null, reviewer } = query
  const { cycle = null, depth = null, rounds = null } = query
  const reviewerId = reviewer ? BigInt(reviewer) : null
  return { state, week, reviewerId, own, size, how, cycle, depth, rounds }
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
      const narrowed = readPullNarrowing(query, seesAll ? null : user.email)
      if (narrowed.reviewerId !== null && !showsNames) throw notFound()
      if (seesAll && !(await arePullsTellable(db, scopeOf(filters), narrowed))) {
        return tooFewPeople
      }
      return pullRequests(db, filters, narrowed, { page: query.page ?? 1, showsNames })
    },
  })
}
