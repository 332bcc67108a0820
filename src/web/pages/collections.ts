import { record } from '../../audit/record.js'
import { requestCollection } from '../../repositories/collections.js'
import { inCurrentCompany } from '../current.js'
import { notFound } from '../faults.js'
import { readForm } from '../forms.js'
import { changeOf } from '../origin.js'
import { type Handler, pathId } from '../show.js'
import { hurry } from './webhooks.js'

/** `POST /repositories/:id/collections`: reads the pull requests of a repository now. */
export const create: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  readForm('nothing', request.body)
  const isAsked = await inCurrentCompany(services, request, async (db) => {
    if ((await db.repository.count({ where: { id } })) === 0) throw notFound()
    if (!(await requestCollection(db, id))) return false
    const told = { ...changeOf(request), subjectId: id }
    await record(db, { action: 'repository.collection-asked', ...told })
    return true
  })
  if (isAsked) hurry(services)
  request.session.flash = isAsked
    ? 'The pull requests are being read.'
    : 'This repository is not read through a connection, so it has no pull requests here.'
  response.redirect(303, `/repositories/${id}`)
}
