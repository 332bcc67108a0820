import type { Request, Response } from 'express'
import { renewRecoveryCodes } from '../../people/recovery-codes.js'
import {
  disableSecondFactor,
  enableSecondFactor,
  newSecret,
  secretUri,
} from '../../people/second-factor.js'
import { current, inCurrentCompany } from '../current.js'
import { forbidden, WebFault } from '../faults.js'
import { readForm } from '../forms.js'
import { hurryMails } from '../mail-dispatch.js'
import { originOf } from '../origin.js'
import { page } from '../page.js'
import { proofFault } from '../proof.js'
import { qrPath } from '../qr.js'
import type { Services } from '../services.js'
import type { Handler } from '../show.js'
import { rotate } from '../signed-in.js'
import { profilePage } from './profile.js'

/** The secret that waits for its first code: in the session, encrypted; new with a new session. */
function waitingSecret({ secrets }: Services, request: Request): string {
  const { companyId, id } = current(request).user
  const place = { companyId, column: 'sessions.factor', id }
  const { factor } = request.session
  if (factor) return secrets.decrypt(factor, place)
  const secret = newSecret()
  request.session.factor = secrets.encrypt(secret, place)
  return secret
}

function setUpPage(
  services: Services,
  request: Request,
  response: Response,
  errors: Partial<Record<'code' | 'current', string>>,
  status = 200,
): void {
  const { user, account } = current(request)
  const secret = waitingSecret(services, request)
  const shown = {
    secret: secret.match(/.{1,4}/g)!.join(' '),
    qr: qrPath(secretUri(secret, user.email)),
  }
  const head = { title: 'Second factor', section: '/me', status }
  const isRequired = account.mustSetUpSecondFactor
  page(request, response, 'second-factor/set-up', head, {
    ...shown,
    isRequired,
    values: {},
    errors,
  })
}

/** `GET /me/second-factor`: the secret as a picture and as letters, and where its first code goes. */
export const show: Handler = (services, request, response) => {
  if (current(request).account.hasSecondFactor) return response.redirect(303, '/me')
  setUpPage(services, request, response, {})
}

const codesPage = (request: Request, response: Response, codes: string[]) =>
  page(
    request,
    response,
    'second-factor/codes',
    { title: 'Recovery codes', section: '/me' },
    { codes },
  )

/** `POST /me/second-factor`: turns it on; the recovery codes are shown this once. */
export const create: Handler = async (services, request, response) => {
  const sent = readForm('secondFactor', request.body)
  if (sent.errors) return setUpPage(services, request, response, sent.errors, 422)
  const { user, account } = current(request)
  if (account.hasSecondFactor) return response.redirect(303, '/me')
  const fault = await proofFault(services, request, { current: sent.values.current })
  if (fault) return setUpPage(services, request, response, fault, 422)
  const secret = waitingSecret(services, request)
  const proof = { userId: user.id, secret, code: sent.values.code, from: originOf(request) }
  const codes = await inCurrentCompany(services, request, (db) =>
    enableSecondFactor(db, services.secrets, proof),
  )
  const wrong = { code: 'This code is not right. Type the one that the app shows now.' }
  if (!codes) return setUpPage(services, request, response, wrong, 422)
  await rotate(request)
  hurryMails(services)
  codesPage(request, response, codes)
}

/** A form that takes password and code once more, on one's own page. */
const proved =
  (act: Handler): Handler =>
  async (services, request, response) => {
    const sent = readForm('proof', request.body)
    const again = (errors: object) =>
      profilePage('second-factor', { values: {}, errors }, 422)(services, request, response)
    if (sent.errors) return again(sent.errors)
    if (!current(request).account.hasSecondFactor) {
      throw new WebFault(409, { title: 'There is no second factor.', advice: 'Set it up first.' })
    }
    const fault = await proofFault(services, request, sent.values)
    if (fault) return again(fault)
    return act(services, request, response)
  }

/** `POST /me/second-factor/remove` */
export const remove = proved(async (services, request, response) => {
  const { id } = current(request).user
  await inCurrentCompany(services, request, async (db) => {
    const { requiresSecondFactor } = await db.company.findFirstOrThrow()
    if (requiresSecondFactor) throw forbidden()
    await disableSecondFactor(db, id, originOf(request))
  })
  await rotate(request)
  hurryMails(services)
  request.session.flash = 'Your second factor is off.'
  response.redirect(303, '/me')
})

/** `POST /me/recovery-codes`: new ones; the old ones are worth nothing. */
export const renewCodes = proved(async (services, request, response) => {
  const { id } = current(request).user
  const from = originOf(request)
  const codes = await inCurrentCompany(services, request, (db) => renewRecoveryCodes(db, id, from))
  codesPage(request, response, codes)
})
