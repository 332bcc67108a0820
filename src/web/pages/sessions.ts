import type { Request } from 'express'
import { inCompany } from '../../database/company.js'
import { accountState } from '../../people/account-state.js'
import { sessionUser } from '../../people/sessions.js'
import { normalEmail } from '../../people/users.js'
import type { SignInForm } from '../../reports/page-types.js'
import { current, findCurrent } from '../current.js'
import { readForm } from '../forms.js'
import { authenticate } from '../middleware/sign-in.js'
import { page } from '../page.js'
import { recordAlone, recordFailedSignIn } from '../recorded.js'
import type { Handler } from '../show.js'
import { signInHere } from '../sign-in-here.js'
import { takeTry } from '../sign-in-tries.js'
import { end, localPath, restart } from '../signed-in.js'

const head = { title: 'Sign in', section: '/sign-in' }

/** `GET /sign-in` */
export const form: Handler = (_services, request, response) => {
  const { next } = request.query
  const path = typeof next === 'string' ? localPath(next) : '/'
  if (findCurrent(request)) return response.redirect(303, path)
  const values = path === '/' ? {} : { next: path }
  page(request, response, 'sessions/form', head, { values, errors: {}, problem: null })
}

/** Half signed in: the password was right, the code is still to come. Under a new key already. */
async function askForCode(request: Request, user: Express.User): Promise<void> {
  await restart(request)
  request.session.half = { user: sessionUser.write(user), at: Date.now() }
}

/** `POST /sign-in`: the same answer, in the same time, for a known and an unknown address. */
export const create: Handler = async (services, request, response) => {
  const sent = readForm('signIn', request.body)
  const again = (form: Pick<SignInForm, 'errors' | 'problem'>) => {
    const locals = { values: sent.typed, ...form }
    page(request, response, 'sessions/form', { ...head, status: 422 }, locals)
  }
  if (sent.errors) return again({ errors: sent.errors, problem: null })
  const account = normalEmail(sent.values.email)
  const tries = await takeTry(services, request, account)
  const user = await authenticate(services.authenticator, request, response)
  if (!user) {
    recordFailedSignIn(services, request, account)
    return again({ errors: {}, problem: 'That e-mail and password do not match.' })
  }
  await tries.wasRight()
  const next = localPath(sent.values.next)
  const state = await inCompany(services.database, user.companyId, (db) =>
    accountState(db, user.id),
  )
  if (state?.hasSecondFactor) {
    await askForCode(request, user)
    const query = next === '/' ? '' : `?${new URLSearchParams({ next })}`
    return response.redirect(303, `/sign-in/code${query}`)
  }
  await signInHere(services, request, response, { ...user, email: account }, 'password')
  response.redirect(303, next)
}

/** `POST /sign-out` */
export const remove: Handler = async (services, request, response) => {
  const { company, user } = current(request)
  const self = { actorId: user.id, subjectId: user.id }
  await recordAlone(services, request, company.id, { action: 'session.ended', ...self })
  await end(request)
  response.set('Clear-Site-Data', '"cache", "storage"').redirect(303, '/')
}
