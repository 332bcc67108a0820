import { inCompany } from '../../database/company.js'
import { confirmEmailChange, waitingChange } from '../../people/email-change.js'
import { EmailTaken } from '../../people/users.js'
import { findCurrent } from '../current.js'
import { deadLink, WebFault } from '../faults.js'
import { readForm } from '../forms.js'
import { arrive, heldLink } from '../held-link.js'
import { hurryMails } from '../mail-dispatch.js'
import { originOf } from '../origin.js'
import { page } from '../page.js'
import type { Handler } from '../show.js'
import { restart } from '../signed-in.js'

const head = { title: 'New address', section: '/me' }

/** `GET /email-changes/:token` */
export const open = arrive('email-change', '/email-change')

/** `GET /email-change`: asks once more; a program that opens links of mails confirms nothing. */
export const show: Handler = async (services, request, response) => {
  const { companyId, subjectId } = await heldLink(services, request, 'email-change')
  const found = await inCompany(services.database, companyId, (db) => waitingChange(db, subjectId))
  if (!found) throw deadLink()
  page(request, response, 'email-changes/show', head, found)
}

const taken = () =>
  new WebFault(409, {
    title: 'This address cannot be used.',
    advice: 'It signs in somewhere already. Choose another one on your own page.',
  })

/** `POST /email-change` */
export const create: Handler = async (services, request, response) => {
  const { companyId, digest } = await heldLink(services, request, 'email-change')
  readForm('nothing', request.body)
  const confirmed = { digest, from: originOf(request) }
  const userId = await inCompany(services.database, companyId, (db) =>
    confirmEmailChange(db, confirmed),
  ).catch((error) => {
    throw error instanceof EmailTaken ? taken() : error
  })
  if (userId === null) throw deadLink()
  hurryMails(services)
  const who = findCurrent(request)
  if (!who || (who.user.companyId === companyId && who.user.id === userId)) await restart(request)
  request.session.flash = 'Your address is changed. Sign in with it.'
  response.redirect(303, '/sign-in')
}
