import { ruleDigest } from '../../people/digests.js'
import { current, inCurrentCompany } from '../current.js'
import { invalid } from '../faults.js'
import { readForm } from '../forms.js'
import { originOf } from '../origin.js'
import type { Handler } from '../show.js'

/** `POST /me/digest`: switches one's own Monday mail on or off. */
export const update: Handler = async (services, request, response) => {
  const sent = readForm('digest', request.body)
  if (sent.errors) throw invalid('Choose whether you want it.')
  const wanted = sent.values.wanted === 'yes'
  const { id } = current(request).user
  const told = { by: 'page', from: originOf(request) } as const
  await inCurrentCompany(services, request, (db) => ruleDigest(db, id, wanted, told))
  request.session.flash = wanted ? 'The Monday mail is on.' : 'The Monday mail is off.'
  response.redirect(303, '/me#h-digest')
}
