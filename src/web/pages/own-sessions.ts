import { record } from '../../audit/record.js'
import { endSession, endSessions, userSessions } from '../../people/user-sessions.js'
import { current, inCurrentCompany } from '../current.js'
import { notFound } from '../faults.js'
import { readForm } from '../forms.js'
import { originOf } from '../origin.js'
import { type Handler, pathId } from '../show.js'
import { end, rotate } from '../signed-in.js'

/** `POST /me/sessions/:id/remove`: signs one of one's own sessions out. */
export const remove: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  readForm('nothing', request.body)
  const { id: userId } = current(request).user
  const isCurrent = await inCurrentCompany(services, request, async (db) => {
    const own = await userSessions(db, userId, request.sessionID)
    if (!(await endSession(db, userId, id))) throw notFound()
    const told = { actorId: userId, subjectId: userId, after: { count: 1 } }
    await record(db, { action: 'session.ended', ...told, from: originOf(request) })
    return own.some((session) => session.id === id && session.isCurrent)
  })
  if (isCurrent) {
    await end(request)
    response.set('Clear-Site-Data', '"cache", "storage"').redirect(303, '/')
    return
  }
  request.session.flash = 'The session has ended.'
  response.redirect(303, '/me')
}

/** `POST /me/sessions/remove`: signs out everywhere else. */
export const removeOthers: Handler = async (services, request, response) => {
  readForm('nothing', request.body)
  const { id: userId } = current(request).user
  await inCurrentCompany(services, request, async (db) => {
    const count = await endSessions(db, userId, request.sessionID)
    const told = { actorId: userId, subjectId: userId, after: { count } }
    await record(db, { action: 'session.others-ended', ...told, from: originOf(request) })
  })
  await rotate(request, { keepsForms: true })
  request.session.flash = 'All other sessions have ended.'
  response.redirect(303, '/me')
}
