import { may } from '../../access/roles.js'
import { requestAnalysis } from '../../analysis/analyses.js'
import { analysis } from '../../reports/analysis.js'
import { lockRepository } from '../../repositories/repositories.js'
import { current, inCurrentCompany } from '../current.js'
import { invalid, notFound } from '../faults.js'
import { readForm } from '../forms.js'
import { type Handler, pathId, show as send } from '../show.js'
import { hurry, recordAsked, takeAnalysis } from './repositories.js'

/** `GET /repositories/:id/analyses/:analysis`: live while it runs, a receipt afterwards. */
export const show: Handler = (services, request, response) => {
  const repositoryId = pathId(request, 'id')
  const id = pathId(request, 'analysis')
  const head = { title: 'Analysis', section: '/repositories' }
  return send(services, request, response, 'analyses/show', head, (db) =>
    analysis(db, repositoryId, id, may(current(request).user.role, 'connections.view')),
  )
}

/** `POST /repositories/:id/analyses`: reads a repository again. */
export const create: Handler = async (services, request, response) => {
  const repositoryId = pathId(request, 'id')
  const sent = readForm('analysis', request.body)
  if (sent.errors) throw invalid('Choose how far back to read.')
  const { window } = sent.values
  await takeAnalysis(services, request)
  const { id: userId } = current(request).user
  const analysisId = await inCurrentCompany(services, request, async (db) => {
    if (!(await lockRepository(db, repositoryId))) throw notFound()
    const id = await requestAnalysis(db, { repositoryId, userId, window })
    await recordAsked(db, request, { repositoryId, id, window })
    return id
  })
  hurry(services)
  response.redirect(303, `/repositories/${repositoryId}/analyses/${analysisId}`)
}
