import { giveAddress } from '../../people/give-address.js'
import { invalid } from '../faults.js'
import { readForm } from '../forms.js'
import { type Handler, pathId } from '../show.js'
import { correct } from './identities.js'

/** `POST /settings/users/:id/developer`: says whose commits are a user's own. */
export const create: Handler = async (services, request, response) => {
  const userId = pathId(request, 'id')
  const sent = readForm('userDeveloper', request.body)
  if (sent.errors) throw invalid('Choose somebody of the list.')
  const developerId = BigInt(sent.values.developer)
  const after = { userId: Number(userId) }
  await correct(
    services,
    request,
    (db) => giveAddress(db, { userId, developerId }),
    () => ({ action: 'developer.address-given', subjectId: developerId, after }),
  )
  request.session.flash = 'These commits are theirs now.'
  response.redirect(303, `/settings/users/${userId}`)
}
