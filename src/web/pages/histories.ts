import { may } from '../../access/roles.js'
import { isAggregated } from '../../metrics/individuals.js'
import { history } from '../../reports/history.js'
import { current } from '../current.js'
import { type Handler, pathId, show as send } from '../show.js'

/** `GET /repositories/:id/history` */
export const show: Handler = (services, request, response) => {
  const id = pathId(request, 'id')
  const { user, company } = current(request)
  const showsNames = may(user.role, 'repository.knowledge') && !isAggregated(company)
  const head = { title: 'History', section: '/repositories' }
  return send(services, request, response, 'histories/show', head, (db) =>
    history(db, id, { timeZone: company.timeZone, now: new Date(), showsNames }),
  )
}
