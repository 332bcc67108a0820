import { passwordFault } from '../../people/password-rules.js'
import { signUp } from '../../people/sign-up.js'
import { EmailTaken, type User } from '../../people/users.js'
import { networkOf } from '../../platform/network.js'
import type { SignUpForm } from '../../reports/page-types.js'
import { findCurrent } from '../current.js'
import { tooMany } from '../faults.js'
import { readForm } from '../forms.js'
import { originOf } from '../origin.js'
import { page } from '../page.js'
import type { Handler } from '../show.js'
import { signInHere } from '../sign-in-here.js'

const head = { title: 'Create a company', section: '/sign-up' }

/** `GET /sign-up` */
export const form: Handler = (_services, request, response) => {
  if (findCurrent(request)) return response.redirect(303, '/')
  const empty: SignUpForm = { values: {}, errors: {}, problem: null }
  page(request, response, 'sign-up/form', head, empty)
}

/** `POST /sign-up`: a company and its owner, who is signed in at once. */
export const create: Handler = async (services, request, response) => {
  const { database, limits } = services
  const sent = readForm('signUp', request.body)
  const again = (form: Pick<SignUpForm, 'errors' | 'problem'>) =>
    page(
      request,
      response,
      'sign-up/form',
      { ...head, status: 422 },
      { values: sent.typed, ...form },
    )
  if (sent.errors) return again({ errors: sent.errors, problem: null })
  const { company, timeZone, ...owner } = sent.values
  const weak = passwordFault(owner.password, { ...owner, company })
  if (weak) return again({ errors: { password: weak }, problem: null })
  const wait = await limits.signUp.take(networkOf(request.ip))
  if (wait !== null) throw tooMany(wait)
  let user: User
  try {
    user = await signUp(database, { name: company, timeZone }, owner, originOf(request))
  } catch (error) {
    if (!(error instanceof EmailTaken)) throw error
    return again({
      errors: { email: 'This address has an account already. Sign in instead.' },
      problem: null,
    })
  }
  await signInHere(services, request, response, user, 'sign-up')
  response.redirect(303, '/start')
}
