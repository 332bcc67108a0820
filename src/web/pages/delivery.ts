import { may } from '../../access/roles.js'
import { mayShowNames } from '../../metrics/individuals.js'
import type { User } from '../../people/users.js'
import { delivery } from '../../reports/delivery.js'
import { current } from '../current.js'
import { showFiltered } from '../filtered.js'
import type { Handler } from '../show.js'

/** Whose rows alone somebody sees: their address, or null for everybody's. */
export const ownOnly = ({ role, email }: Pick<User, 'role' | 'email'>) =>
  may(role, 'commits.view-all') ? null : email

/** `GET /delivery` */
export const show: Handler = (services, request, response) => {
  const { company, user } = current(request)
  const own = ownOnly(user)
  const showsNames = mayShowNames(company, user.role)
  return showFiltered(services, request, response, {
    ...{ view: 'delivery/show', path: '/delivery' },
    head: { title: 'Delivery', section: '/delivery' },
    narrow: ({ m }) => ({ m: m ? [m, null] : null }),
    report: (db, { filters, query, today }) =>
      delivery(db, filters, { metric: query.m ?? null, today, now: new Date(), own, showsNames }),
  })
}
