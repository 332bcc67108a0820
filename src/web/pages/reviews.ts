import { mayShowNames } from '../../metrics/individuals.js'
import { reviews } from '../../reports/reviews.js'
import { current } from '../current.js'
import { showFiltered } from '../filtered.js'
import type { Handler } from '../show.js'
import { ownOnly } from './delivery.js'

/** `GET /reviews` */
export const show: Handler = (services, request, response) => {
  const { company, user } = current(request)
  const [own, showsNames] = [ownOnly(user), mayShowNames(company, user.role)]
  return showFiltered(services, request, response, {
    ...{ view: 'reviews/show', path: '/reviews' },
    head: { title: 'Reviews', section: '/reviews' },
    narrow: ({ m }) => ({ m: m ? [m, null] : null }),
    report: (db, { filters, query, today }) => {
      const asked = { metric: query.m ?? null, today, now: new Date(), own, showsNames }
      return reviews(db, filters, asked)
    },
  })
}
