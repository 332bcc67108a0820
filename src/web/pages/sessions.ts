import { normalEmail } from '../../people/users.js'
import type { SignInForm } from '../../reports/page-types.js'
import { current, findCurrent } from '../current.js'
import { tooMany } from '../faults.js'
import { readForm } from '../forms.js'
import { authenticate } from '../middleware/sign-in.js'
import { page } from '../page.js'
import { recordAlone, recordFailedSignIn } from '../recorded.js'
import type { Handler } from '../show.js'
import { begin, end, localPath } from '../signed-in.js'

const head = { title: 'Sign in', section: '/sign-in' }

/** `GET /sign-in` */
export const form: Handler = (_services, request, response) => {
  const { next } = request.query
  const path = typeof next === 'string' ? localPath(next) : '/'
  if (findCurrent(request)) return response.redirect(303, path)
  const values = path === '/' ? {} : { next: path }
  page(request, response, 'sessions/form', head, { values, errors: {}, problem: null })
}

/** `POST /sign-in`: the same answer, in the same time, for a known and an unknown address. */
export const create: Handler = async (services, request, response) => {
  const { authenticator, limits } = services
  const sent = readForm('signIn', request.body)
  const again = (form: Pick<SignInForm, 'errors' | 'problem'>) =>
    page(
      request,
      response,
      'sessions/form',
      { ...head, status: 422 },
      { values: sent.typed, ...form },
    )
  if (sent.errors) return again({ errors: sent.errors, problem: null })
  const account = normalEmail(sent.values.email)
  const waits = [await limits.address.take(request.ip ?? ''), await limits.account.take(account)]
  const wait = Math.max(...waits.map((seconds) => seconds ?? 0))
  if (wait > 0) throw tooMany(wait)
  const user = await authenticate(authenticator, request, response)
  if (!user) {
    recordFailedSignIn(services, request, account)
    return again({ errors: {}, problem: 'That e-mail and password do not match.' })
  }
  await limits.account.forget(account)
  await begin(request, user)
  const self = { actorId: user.id, subjectId: user.id, after: { method: 'password' } }
  await recordAlone(services, request, user.companyId, { action: 'session.begun', ...self })
  response.redirect(303, localPath(sent.values.next))
}

/** `POST /sign-out` */
export const remove: Handler = async (services, request, response) => {
  const { company, user } = current(request)
  const self = { actorId: user.id, subjectId: user.id }
  await recordAlone(services, request, company.id, { action: 'session.ended', ...self })
  await end(request)
  response.set('Clear-Site-Data', '"cache", "storage"').redirect(303, '/')
}
