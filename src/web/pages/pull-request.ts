import { may } from '../../access/roles.js'
import { mayShowNames } from '../../metrics/individuals.js'
import { pullRequest } from '../../reports/pull-request.js'
import { current } from '../current.js'
import { notFound } from '../faults.js'
import { type Handler, pathId, show as send } from '../show.js'

/** `GET /pull-requests/:id/:number`: one pull request of a repository. A developer sees their own. */
export const show: Handler = (services, request, response) => {
  const { user, company } = current(request)
  const { number } = request.params
  if (typeof number !== 'string' || !/^[1-9]\d{0,8}$/.test(number)) throw notFound()
  const own = may(user.role, 'commits.view-all') ? null : user.email
  const asked = { repositoryId: pathId(request, 'id'), number: Number(number), own }
  const head = { title: `Pull request ${number}`, section: '/pull-requests' }
  return send(services, request, response, 'pull-requests/show', head, (db) =>
    pullRequest(db, asked, own !== null || mayShowNames(company, user.role)),
  )
}
