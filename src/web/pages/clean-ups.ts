import { cleanUpForm } from '../../reports/data.js'
import type { CleanUpForm, NewCleanUpPage } from '../../reports/data-types.js'
import { requestCleanUp } from '../../retention/clean-ups.js'
import { readCleanUp } from '../clean-up-target.js'
import { current, inCurrentCompany } from '../current.js'
import { readForm } from '../forms.js'
import { changeOf } from '../origin.js'
import { type Handler, show as send } from '../show.js'

const section = '/settings/data'

function formPage(
  values: CleanUpForm['values'],
  errors: CleanUpForm['errors'],
  preview: NewCleanUpPage['preview'],
): Handler {
  const status = Object.keys(errors).length > 0 ? 422 : 200
  const head = { title: 'Delete activity', section, status }
  return (services, request, response) =>
    send(services, request, response, 'settings/data/new', head, async (db) => ({
      form: await cleanUpForm(db, { values, errors }),
      preview,
    }))
}

/** `GET /settings/data/clean-ups/new`: what would be deleted, before it is. */
export const preview: Handler = async (services, request, response) => {
  const sent = readForm('cleanUp', request.query)
  if (sent.errors) return formPage(sent.typed, sent.errors, null)(services, request, response)
  const { name } = current(request).company
  const read = await inCurrentCompany(services, request, (db) => readCleanUp(db, sent.values, name))
  const shown = read.errors ? null : read.preview
  return formPage(sent.typed, read.errors ?? {}, shown)(services, request, response)
}

/** `POST /settings/data/clean-ups`: the name is typed once more; a worker does the rest. */
export const create: Handler = async (services, request, response) => {
  const sent = readForm('cleanUp', request.body)
  if (sent.errors) return formPage(sent.typed, sent.errors, null)(services, request, response)
  const { name } = current(request).company
  const outcome = await inCurrentCompany(services, request, async (db) => {
    const read = await readCleanUp(db, sent.values, name)
    if (read.errors) return { errors: read.errors, preview: null }
    if (sent.values.name.trim() !== read.preview.name.trim()) {
      const errors = { name: 'This is not the name. Type it as it stands above.' }
      return { errors, preview: read.preview }
    }
    await requestCleanUp(db, read.wish, changeOf(request))
    return null
  })
  if (outcome) {
    return formPage(sent.typed, outcome.errors, outcome.preview)(services, request, response)
  }
  request.session.flash = 'It is being deleted. How far it is stands below.'
  response.redirect(303, section)
}
