import { recordAccess } from '../../audit/accesses.js'
import { ownDeveloper } from '../../people/own-developer.js'
import { ownData, ownFacts } from '../../reports/own-data.js'
import { current, inCurrentCompany } from '../current.js'
import { readForm } from '../forms.js'
import { originOf } from '../origin.js'
import { type Handler, show as send } from '../show.js'

/** `GET /me/data`: what is held about whoever asks. */
export const show: Handler = (services, request, response) => {
  const { id } = current(request).user
  const head = { title: 'Your data', section: '/me' }
  return send(services, request, response, 'me/data', head, async (db) =>
    ownData(db, id, await ownDeveloper(db, id)),
  )
}

/** `POST /me/data`: all of it as JSON, written down like every export. */
export const download: Handler = async (services, request, response) => {
  readForm('nothing', request.body)
  const { id } = current(request).user
  const facts = await inCurrentCompany(services, request, async (db) => {
    const who = { actorId: id, from: originOf(request) }
    await recordAccess(db, { kind: 'exported', subjectType: 'user', subjectId: id, ...who })
    return ownFacts(db, id, await ownDeveloper(db, id))
  })
  response.set('Cache-Control', 'no-store')
  response.type('application/json').attachment('my-data.json')
  response.send(
    JSON.stringify(facts, (_, value) => (typeof value === 'bigint' ? String(value) : value), 2),
  )
}
