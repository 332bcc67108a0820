import type { Request } from 'express'
import { record } from '../../audit/record.js'
import { inCompany } from '../../database/company.js'
import { proveSecondFactor } from '../../people/second-factor.js'
import { sessionUser } from '../../people/sessions.js'
import { findUser } from '../../people/users.js'
import { tooMany } from '../faults.js'
import { readForm } from '../forms.js'
import { hurryMails } from '../mail-dispatch.js'
import { originOf } from '../origin.js'
import { page } from '../page.js'
import type { Handler } from '../show.js'
import { signInHere } from '../sign-in-here.js'
import { localPath } from '../signed-in.js'

const head = { title: 'Code', section: '/sign-in' }

/** How long a right password waits for its code, in milliseconds. */
const patience = 10 * 60_000

/** Whose password was right in this browser a moment ago, or null. */
function halfWay(request: Request) {
  const { half } = request.session
  return half && Date.now() - half.at < patience ? sessionUser.read(half.user) : null
}

/** `GET /sign-in/code` */
export const form: Handler = (_services, request, response) => {
  if (!halfWay(request)) return response.redirect(303, '/sign-in')
  const { next } = request.query
  const path = typeof next === 'string' ? localPath(next) : '/'
  const values = path === '/' ? {} : { next: path }
  page(request, response, 'sessions/code', head, { values, errors: {}, problem: null })
}

/** `POST /sign-in/code`: the code of an authenticator, or a recovery code; each works once. */
export const create: Handler = async (services, request, response) => {
  const { database, limits, secrets } = services
  const who = halfWay(request)
  if (!who) return response.redirect(303, '/sign-in')
  const sent = readForm('signInCode', request.body)
  const again = (more: object) => {
    const locals = { values: sent.typed, errors: {}, problem: null, ...more }
    page(request, response, 'sessions/code', { ...head, status: 422 }, locals)
  }
  if (sent.errors) return again({ errors: sent.errors })
  const key = sessionUser.write(who)
  const wait = await limits.code.take(key)
  if (wait !== null) throw tooMany(wait)
  const { companyId, id: userId } = who
  const from = originOf(request)
  const user = await inCompany(database, companyId, async (db) => {
    const found = await findUser(db, userId)
    const proof = { userId, code: sent.values.code, from }
    if (found && (await proveSecondFactor(db, secrets, proof))) return found
    const told = { actorId: null, subjectId: userId, from }
    if (found) await record(db, { action: 'second-factor.refused', ...told })
    return null
  })
  if (!user) return again({ problem: 'This code is not right, or was used already.' })
  await limits.code.forget(key)
  hurryMails(services)
  await signInHere(services, request, response, user, 'password and code')
  response.redirect(303, localPath(sent.values.next))
}
