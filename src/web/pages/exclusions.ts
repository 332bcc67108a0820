import type { Request } from 'express'
import { may } from '../../access/roles.js'
import { settle } from '../../analysis/settle.js'
import { record } from '../../audit/record.js'
import type { CompanyDatabase } from '../../database/company.js'
import type { ExclusionForm, ExclusionPreview } from '../../reports/exclusion-types.js'
import { exclusionForm, exclusions } from '../../reports/exclusions.js'
import { makeExclusion, undoExclusion } from '../../repositories/exclusions.js'
import { current, inCurrentCompany } from '../current.js'
import { readTarget } from '../exclusion-target.js'
import { notFound } from '../faults.js'
import { readForm, type Sent } from '../forms.js'
import { originOf } from '../origin.js'
import { type Handler, pathId, show as send } from '../show.js'

const section = '/settings/exclusions'

/** `GET /settings/exclusions`: what is out of the numbers, and what was put back. */
export const index: Handler = (services, request, response) => {
  const mayChange = may(current(request).user.role, 'exclusions.change')
  const head = { title: 'Exclusions', section }
  return send(services, request, response, 'settings/exclusions/index', head, (db) =>
    exclusions(db, mayChange),
  )
}

/** The form as it was filled in, with what is wrong with it or what it would do. */
function formPage(
  values: ExclusionForm['values'],
  errors: ExclusionForm['errors'],
  preview: ExclusionPreview | null,
): Handler {
  const status = Object.keys(errors).length > 0 ? 422 : 200
  const head = { title: 'Exclude from the numbers', section, status }
  return (services, request, response) =>
    send(services, request, response, 'settings/exclusions/new', head, async (db) => ({
      form: await exclusionForm(db, { values, errors, problem: null }),
      preview,
    }))
}

/** Fields of a link that fills the form in part; the rest is still to be typed. */
function filledIn(request: Request): ExclusionForm['values'] | null {
  if ('reason' in request.query) return null
  const entries = Object.entries(request.query).filter(
    ([key, value]) => ['kind', 'repository', 'target'].includes(key) && typeof value === 'string',
  )
  return Object.fromEntries(entries)
}

const look = (sent: Sent<'exclusion'>) => (db: CompanyDatabase) =>
  sent.errors ? Promise.resolve({ errors: sent.errors }) : readTarget(db, sent.values)

/** `GET /settings/exclusions/new`: what it would do, before it is done. */
export const preview: Handler = async (services, request, response) => {
  const values = filledIn(request)
  if (values) return formPage(values, {}, null)(services, request, response)
  const sent = readForm('exclusion', request.query)
  const seen = await inCurrentCompany(services, request, look(sent))
  const shown = seen.errors ? null : seen.preview
  return formPage(sent.typed, seen.errors ?? {}, shown)(services, request, response)
}

/** `POST /settings/exclusions`: takes it out; the numbers follow. */
export const create: Handler = async (services, request, response) => {
  const sent = readForm('exclusion', request.body)
  const { id: userId } = current(request).user
  const errors = await inCurrentCompany(services, request, async (db) => {
    const seen = await look(sent)(db)
    if (seen.errors || !sent.values) return seen.errors
    const made = { reason: sent.values.reason, userId }
    await settle(db, { repositoryIds: await makeExclusion(db, seen.target, made) })
    const after = { kind: sent.values.kind }
    const told = { actorId: userId, from: originOf(request) }
    await record(db, { action: 'exclusion.added', ...told, after })
    return null
  })
  if (errors) return formPage(sent.typed, errors, null)(services, request, response)
  request.session.flash = 'Excluded. The numbers no longer hold it.'
  response.redirect(303, section)
}

/** `POST /settings/exclusions/:exclusion/undo`: puts it back. */
export const undo: Handler = async (services, request, response) => {
  const id = pathId(request, 'exclusion')
  readForm('nothing', request.body)
  const { id: userId } = current(request).user
  await inCurrentCompany(services, request, async (db) => {
    const repositoryIds = await undoExclusion(db, id, userId)
    if (!repositoryIds) throw notFound()
    await settle(db, { repositoryIds })
    const told = { actorId: userId, subjectId: id, from: originOf(request) }
    await record(db, { action: 'exclusion.removed', ...told })
  })
  request.session.flash = 'Put back. The numbers hold it again.'
  response.redirect(303, section)
}
