import type { Request } from 'express'
import { askSignUp, hasCompanies } from '../../database/sign-ups.js'
import { passwordFault } from '../../people/password-rules.js'
import { SignUpEnded, signUp } from '../../people/sign-up.js'
import { EmailTaken, normalEmail } from '../../people/users.js'
import { networkOf } from '../../platform/network.js'
import type { SignUpForm } from '../../reports/page-types.js'
import { findCurrent } from '../current.js'
import { deadLink, tooMany } from '../faults.js'
import { readForm } from '../forms.js'
import { arrive, heldSignUp } from '../held-link.js'
import { hurryMails } from '../mail-dispatch.js'
import { originOf } from '../origin.js'
import { page } from '../page.js'
import type { Services } from '../services.js'
import type { Handler } from '../show.js'
import { signInHere } from '../sign-in-here.js'

const head = { title: 'Create a company', section: '/sign-up' }
const empty = { values: {}, errors: {}, problem: null }

/**
 * Whether this is a machine without a mail server on which nobody is yet: whoever started it creates
 * its first company at once. There is no address whose being known could be found out.
 */
const isFirstUse = async ({ config, database }: Services) =>
  config.outboxFolder !== null && !(await hasCompanies(database))

/** `GET /sign-up` */
export const form: Handler = async (services, request, response) => {
  if (findCurrent(request)) return response.redirect(303, '/')
  if (await isFirstUse(services)) {
    return page(request, response, 'sign-up/form', head, { ...empty, provenEmail: null })
  }
  const sentTo = request.session.signUpFor ?? null
  const hasOutbox = services.config.outboxFolder !== null
  page(request, response, 'sign-up/address', head, { ...empty, sentTo, hasOutbox })
}

/**
 * `POST /sign-up`: the same answer and the same work for every address. Whether somebody signs in with
 * it is found out by the worker.
 */
export const ask: Handler = async (services, request, response) => {
  const { database, limits, config } = services
  const sent = readForm('signUpAddress', request.body)
  if (sent.errors) {
    const again = { values: sent.typed, errors: sent.errors, problem: null, sentTo: null }
    const hasOutbox = config.outboxFolder !== null
    const unusable = { ...head, status: 422 }
    return page(request, response, 'sign-up/address', unusable, { ...again, hasOutbox })
  }
  const email = normalEmail(sent.values.email)
  await takeTry(services, request)
  const wait = await limits.signUpMails.take(email)
  if (wait !== null) throw tooMany(wait)
  await askSignUp(database, email, request.ip ?? '')
  hurryMails(services)
  request.session.signUpFor = sent.values.email
  response.redirect(303, '/sign-up')
}

async function takeTry({ limits }: Services, { ip }: Request): Promise<void> {
  const wait = await limits.signUp.take(networkOf(ip))
  if (wait !== null) throw tooMany(wait)
}

/** `GET /sign-ups/:token` */
export const open = arrive('sign-up', '/sign-up/company')

/** `GET /sign-up/company` */
export const company: Handler = async (services, request, response) => {
  const { email } = await heldSignUp(services, request)
  page(request, response, 'sign-up/form', head, { ...empty, provenEmail: email })
}

/** `POST /sign-up/company`: a company and its owner, who is signed in at once. */
export const create: Handler = async (services, request, response) => {
  const isByLink = request.session.link?.kind === 'sign-up' || !(await isFirstUse(services))
  const proven = isByLink ? await heldSignUp(services, request) : null
  const provenEmail = proven?.email ?? null
  const sent = readForm(proven ? 'signUpByLink' : 'signUp', request.body)
  const again = (more: Partial<SignUpForm>) => {
    const form = { ...empty, values: sent.typed, ...more, provenEmail }
    page(request, response, 'sign-up/form', { ...head, status: 422 }, form)
  }
  if (sent.errors) return again({ errors: sent.errors })
  const { company, timeZone, ...typed } = sent.values
  const owner = { email: '', ...typed, ...proven }
  const weak = passwordFault(owner.password, { ...owner, company })
  if (weak) return again({ errors: { password: weak } })
  if (!proven) await takeTry(services, request)
  try {
    const from = originOf(request)
    const user = await signUp(services.database, { name: company, timeZone }, owner, from)
    await signInHere(services, request, response, user, 'sign-up')
  } catch (error) {
    if (error instanceof SignUpEnded) throw deadLink()
    if (!(error instanceof EmailTaken)) throw error
    // Told to whoever reads this address's mails, or was here before anybody else.
    return again({ problem: 'This address signs in to a company already. Sign in instead.' })
  }
  response.redirect(303, '/start')
}
