import type { Request, Response } from 'express'
import type { CompanyDatabase } from '../../database/company.js'
import {
  changeRole,
  deactivate,
  MemberRefused,
  reactivate,
  remove as removeMember,
  transferOwnership,
} from '../../people/members.js'
import { user, userRemoval, users } from '../../reports/users.js'
import { current, inCurrentCompany } from '../current.js'
import { forbidden, invalid, notFound, WebFault } from '../faults.js'
import { readForm } from '../forms.js'
import { changeOf } from '../origin.js'
import type { Services } from '../services.js'
import { type Handler, pathId, show as send } from '../show.js'
import { end } from '../signed-in.js'

const head = { title: 'Users', section: '/settings/users' }

/** `GET /settings/users` */
export const index: Handler = (services, request, response) => {
  const viewer = current(request).user
  return send(services, request, response, 'settings/users/index', head, (db) => users(db, viewer))
}

/** `GET /settings/users/:id` */
export const show: Handler = (services, request, response) => {
  const id = pathId(request, 'id')
  const viewer = current(request).user
  return send(services, request, response, 'settings/users/show', head, (db) =>
    user(db, id, viewer),
  )
}

/** `GET /settings/users/:id/remove`: says what is lost, and asks. */
export const askRemoval: Handler = (services, request, response) => {
  const id = pathId(request, 'id')
  const viewer = current(request).user
  return send(services, request, response, 'settings/users/remove', head, (db) =>
    userRemoval(db, id, viewer),
  )
}

const conflict = (title: string, advice: string) => new WebFault(409, { title, advice })

const refusals: Record<MemberRefused['reason'], () => WebFault> = {
  missing: notFound,
  above: forbidden,
  self: () => conflict('You own the company already.', 'Choose somebody else.'),
  'last-owner': () =>
    conflict('A company keeps an owner.', 'Make somebody else an owner first, then try again.'),
  deactivated: () => conflict('This account is deactivated.', 'Reactivate it first.'),
}

type Change = Parameters<typeof deactivate>[1]

/** After these, whoever did them to themselves has no session any more. */
const endsSelf = new Set<unknown>([deactivate, removeMember])

/** One change of one account, then back to its page with a sentence. */
async function change(
  services: Services,
  request: Request,
  response: Response,
  work: (db: CompanyDatabase, change: Change) => Promise<void>,
  {
    said,
    path = (id: bigint) => `/settings/users/${id}`,
  }: { said: string; path?: (id: bigint) => string },
): Promise<void> {
  const subjectId = pathId(request, 'id')
  const told = { ...changeOf(request), subjectId }
  try {
    await inCurrentCompany(services, request, (db) => work(db, told))
  } catch (error) {
    throw error instanceof MemberRefused ? refusals[error.reason]() : error
  }
  if (endsSelf.has(work) && subjectId === told.actorId) {
    await end(request)
    return response.redirect(303, '/')
  }
  request.session.flash = said
  response.redirect(303, path(subjectId))
}

/** A form without fields of its own. */
const nothing = (request: Request) => readForm('nothing', request.body)

/** `POST /settings/users/:id/role` */
export const role: Handler = (services, request, response) => {
  const sent = readForm('role', request.body)
  if (sent.errors) throw invalid('Choose a role.')
  const { role: wanted } = sent.values
  const work = (db: CompanyDatabase, told: Change) => changeRole(db, { ...told, role: wanted })
  return change(services, request, response, work, { said: `The role is ${wanted} now.` })
}

/** `POST /settings/users/:id/deactivate` */
export const close: Handler = (services, request, response) => {
  nothing(request)
  const said = 'The account is deactivated, and signed out everywhere.'
  return change(services, request, response, deactivate, { said })
}

/** `POST /settings/users/:id/reactivate` */
export const open: Handler = (services, request, response) => {
  nothing(request)
  return change(services, request, response, reactivate, { said: 'The account is active again.' })
}

/** `POST /settings/users/:id/remove` */
export const remove: Handler = (services, request, response) => {
  nothing(request)
  const after = { said: 'The account is removed.', path: () => '/settings/users' }
  return change(services, request, response, removeMember, after)
}

/** `POST /settings/users/:id/owner`: hands the company over. */
export const transfer: Handler = (services, request, response) => {
  nothing(request)
  const said = 'The company has another owner now; you are an admin.'
  return change(services, request, response, transferOwnership, { said })
}
