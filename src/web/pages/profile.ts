import { record } from '../../audit/record.js'
import { askEmailChange } from '../../people/email-change.js'
import { changePassword, passwordOwner } from '../../people/new-password.js'
import { passwordFault } from '../../people/password-rules.js'
import { hashPassword } from '../../people/passwords.js'
import { normalEmail } from '../../people/users.js'
import type { ProfileForm, ProfilePage } from '../../reports/account-page-types.js'
import { profile } from '../../reports/profile.js'
import { current, inCurrentCompany } from '../current.js'
import { tooMany } from '../faults.js'
import { readForm } from '../forms.js'
import { hurryMails } from '../mail-dispatch.js'
import { originOf } from '../origin.js'
import { proofFault } from '../proof.js'
import { type Handler, show as send } from '../show.js'
import { rotate } from '../signed-in.js'

type Typed = Pick<ProfilePage['sent'], 'values' | 'errors'>

/** The page as it stands at first, or with one of its forms come back. */
export function profilePage(form: ProfileForm, typed: Typed, status = 200): Handler {
  return (services, request, response) => {
    const head = { title: 'Your account', section: '/me', status }
    const { id: userId } = current(request).user
    const asked = { userId, currentSid: request.sessionID }
    return send(services, request, response, 'me/show', head, async (db) => ({
      ...(await profile(db, asked)),
      sent: { form, ...typed },
      hasOutbox: services.config.outboxFolder !== null,
    }))
  }
}

/** `GET /me` */
export const show = profilePage('profile', { values: {}, errors: {} })

/** `POST /me/name` */
export const rename: Handler = async (services, request, response) => {
  const sent = readForm('profile', request.body)
  if (sent.errors) {
    const came = { values: sent.typed, errors: sent.errors }
    return profilePage('profile', came, 422)(services, request, response)
  }
  const { id } = current(request).user
  await inCurrentCompany(services, request, async (db) => {
    await db.user.updateMany({ where: { id }, data: { name: sent.values.name } })
    const told = { actorId: id, subjectId: id, from: originOf(request) }
    await record(db, { action: 'user.renamed', ...told })
  })
  request.session.flash = 'Your name is changed.'
  response.redirect(303, '/me')
}

/** `POST /me/email`: nothing changes before the new address says so. */
export const changeEmail: Handler = async (services, request, response) => {
  const sent = readForm('emailChange', request.body)
  const again = (errors: object) =>
    profilePage('email', { values: sent.typed, errors }, 422)(services, request, response)
  if (sent.errors) return again(sent.errors)
  const fault = await proofFault(services, request, sent.values)
  if (fault) return again(fault)
  const { email } = sent.values
  const wait = await services.limits.invited.take(normalEmail(email))
  if (wait !== null) throw tooMany(wait)
  const { id } = current(request).user
  await inCurrentCompany(services, request, (db) => askEmailChange(db, id, email))
  hurryMails(services)
  request.session.flash = `Look into the mails of ${email} and confirm the address.`
  response.redirect(303, '/me')
}

/** `POST /me/password`: all other sessions end, this one goes on under a new key. */
export const changePasswordOf: Handler = async (services, request, response) => {
  const sent = readForm('passwordChange', request.body)
  const again = (errors: object) =>
    profilePage('password', { values: {}, errors }, 422)(services, request, response)
  if (sent.errors) return again(sent.errors)
  const { id: userId } = current(request).user
  const owner = await inCurrentCompany(services, request, (db) => passwordOwner(db, userId))
  const weak = owner && passwordFault(sent.values.password, owner)
  if (weak) return again({ password: weak })
  const fault = await proofFault(services, request, sent.values)
  if (fault) return again(fault)
  const passwordHash = await hashPassword(sent.values.password)
  const change = { userId, passwordHash, keptSid: request.sessionID, from: originOf(request) }
  await inCurrentCompany(services, request, (db) => changePassword(db, change))
  await rotate(request)
  hurryMails(services)
  request.session.flash = 'Your password is changed. All other sessions have ended.'
  response.redirect(303, '/me')
}
