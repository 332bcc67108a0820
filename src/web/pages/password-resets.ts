import { inCompany } from '../../database/company.js'
import { askRecovery } from '../../database/mails-due.js'
import { passwordOwner, resetPassword } from '../../people/new-password.js'
import { passwordFault } from '../../people/password-rules.js'
import { hashPassword } from '../../people/passwords.js'
import { normalEmail } from '../../people/users.js'
import { networkOf } from '../../platform/network.js'
import { deadLink, tooMany } from '../faults.js'
import { readForm } from '../forms.js'
import { arrive, heldLink } from '../held-link.js'
import { hurryMails } from '../mail-dispatch.js'
import { originOf } from '../origin.js'
import { page } from '../page.js'
import type { Handler } from '../show.js'
import { restart } from '../signed-in.js'

const head = { title: 'Forgotten password', section: '/sign-in' }
const newHead = { title: 'New password', section: '/sign-in' }

/** `GET /password-resets` */
export const form: Handler = ({ config }, request, response) => {
  const hasOutbox = config.outboxFolder !== null
  const sentTo = request.session.recoveryFor ?? null
  const empty = { values: {}, errors: {}, problem: null }
  page(request, response, 'password-resets/form', head, { ...empty, sentTo, hasOutbox })
}

/**
 * `POST /password-resets`: the same answer and the same work for every address. Whose it is, and whether
 * anybody's, is found out by the worker.
 */
export const create: Handler = async (services, request, response) => {
  const { database, limits, config } = services
  const sent = readForm('recovery', request.body)
  if (sent.errors) {
    const again = { values: sent.typed, errors: sent.errors, problem: null, sentTo: null }
    const hasOutbox = config.outboxFolder !== null
    const unusable = { ...head, status: 422 }
    return page(request, response, 'password-resets/form', unusable, { ...again, hasOutbox })
  }
  const email = normalEmail(sent.values.email)
  const network = networkOf(request.ip)
  const waits = [await limits.recoveryAddress.take(network), await limits.recovery.take(email)]
  const wait = Math.max(...waits.map((seconds) => seconds ?? 0))
  if (wait > 0) throw tooMany(wait)
  await askRecovery(database, email, request.ip ?? '')
  hurryMails(services)
  request.session.recoveryFor = sent.values.email
  response.redirect(303, '/password-resets')
}

/** `GET /password-resets/:token` */
export const open = arrive('password-reset', '/password-reset')

/** `GET /password-reset` */
export const edit: Handler = async (services, request, response) => {
  const { companyId, subjectId } = await heldLink(services, request, 'password-reset')
  const owner = await inCompany(services.database, companyId, (db) => passwordOwner(db, subjectId))
  if (!owner) throw deadLink()
  const { email } = owner
  page(request, response, 'password-resets/edit', newHead, { email, values: {}, errors: {} })
}

/** `POST /password-reset`: signs nobody in; the second factor, where there is one, stays. */
export const update: Handler = async (services, request, response) => {
  const { database, limits } = services
  const { companyId, subjectId, digest } = await heldLink(services, request, 'password-reset')
  const sent = readForm('reset', request.body)
  const owner = await inCompany(database, companyId, (db) => passwordOwner(db, subjectId))
  if (!owner) throw deadLink()
  const fault = sent.errors?.password ?? passwordFault(sent.values?.password ?? '', owner)
  if (fault || !sent.values) {
    const again = { email: owner.email, values: {}, errors: { password: fault ?? '' } }
    return page(request, response, 'password-resets/edit', { ...newHead, status: 422 }, again)
  }
  const passwordHash = await hashPassword(sent.values.password)
  const reset = { digest, passwordHash, from: originOf(request) }
  const email = await inCompany(database, companyId, (db) => resetPassword(db, reset))
  if (!email) throw deadLink()
  hurryMails(services)
  // Whoever reads the mails of an account is never kept out of it by strangers' tries.
  await limits.account.forget(email)
  await restart(request)
  request.session.resetOf = email
  request.session.flash = 'Your password is changed. Sign in with it.'
  response.redirect(303, '/sign-in')
}
