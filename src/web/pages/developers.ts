import { may } from '../../access/roles.js'
import { recordAccess } from '../../audit/accesses.js'
import { isAggregated, mayShowNames } from '../../metrics/individuals.js'
import { localDate } from '../../metrics/period.js'
import { ownDeveloper } from '../../people/own-developer.js'
import { developers } from '../../reports/developers.js'
import { person } from '../../reports/person.js'
import { current, inCurrentCompany } from '../current.js'
import { notFound } from '../faults.js'
import { showFiltered } from '../filtered.js'
import { readKept } from '../filters.js'
import { originOf } from '../origin.js'
import { type Handler, pathId, show as send } from '../show.js'

/** `GET /developers` */
export const index: Handler = (services, request, response) => {
  const { company } = current(request)
  if (isAggregated(company)) throw notFound()
  const { q } = request.query
  const search = typeof q === 'string' ? q.replaceAll('\0', '').trim().slice(0, 200) : ''
  const today = localDate(new Date(), company.timeZone)
  const head = { title: 'Developers', section: '/developers' }
  return send(services, request, response, 'developers/index', head, (db) =>
    developers(db, { search, today, kept: readKept(request.query) }),
  )
}

/**
 * `GET /developers/:id`: what somebody has worked on. Everybody sees their own; who else looks is
 * written down, and shown to whom they looked at.
 */
export const show: Handler = async (services, request, response) => {
  const { company, user } = current(request)
  const developerId = pathId(request, 'id')
  const own = await inCurrentCompany(services, request, (db) => ownDeveloper(db, user.id))
  const isSelf = own === developerId
  const showsNames = mayShowNames(company, user.role)
  const seesOthers = showsNames && may(user.role, 'developers.view')
  if (!isSelf && !seesOthers) throw notFound()
  const path = `/developers/${developerId}`
  await showFiltered(services, request, response, {
    ...{ view: 'developers/show', head: { title: 'Developer', section: '/developers' }, path },
    isOwn: isSelf,
    report: async (db, { filters, today }) => {
      const found = await person(db, filters, { developerId, isSelf, showsNames, today })
      if (!found) throw notFound()
      if (!isSelf) {
        const subject = { subjectType: 'developer', subjectId: developerId }
        const who = { actorId: user.id, from: originOf(request) }
        await recordAccess(db, { kind: 'viewed', ...subject, ...who })
      }
      return found
    },
  })
}
