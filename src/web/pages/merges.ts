import type { CompanyDatabase } from '../../database/company.js'
import { dismissSuggestion } from '../../people/developer-corrections.js'
import { mergeDevelopers, undoMerge } from '../../people/developer-merges.js'
import { invalid } from '../faults.js'
import { readForm } from '../forms.js'
import { type Handler, pathId } from '../show.js'
import { backTo, correct } from './identities.js'

/** `POST /settings/identities/:id/merges`: `from` becomes part of this developer. */
export const create: Handler = async (services, request, response) => {
  const intoId = pathId(request, 'id')
  const sent = readForm('merge', request.body)
  if (sent.errors) throw invalid('Choose whom to merge.')
  const { from: fromId, back } = sent.values
  const after = { fromId: Number(fromId) }
  const told = { action: 'developer.merged', subjectId: intoId, after } as const
  const work = async (db: CompanyDatabase, userId: bigint) => {
    const developerIds = await mergeDevelopers(db, { intoId, fromId }, userId)
    return developerIds && { developerIds }
  }
  await correct(services, request, work, () => told)
  request.session.flash = 'Merged into one person. It can be undone below.'
  response.redirect(303, backTo(back, intoId))
}

/** `POST /settings/identities/merges/:merge/undo` */
export const undo: Handler = async (services, request, response) => {
  const id = pathId(request, 'merge')
  const sent = readForm('undo', request.body)
  if (sent.errors) throw invalid('This form was not sent as it is.')
  const made = await correct(
    services,
    request,
    async (db, userId) => undoMerge(db, id, userId),
    ({ intoId }) => ({
      ...({ action: 'developer.merge-undone', subjectId: intoId } as const),
      after: { mergeId: Number(id) },
    }),
  )
  request.session.flash = 'Undone: they are two people again.'
  response.redirect(303, backTo(sent.values.back, made.intoId))
}

/** `POST /settings/identities/dismissals`: two developers are two people. */
export const dismiss: Handler = async (services, request, response) => {
  const sent = readForm('dismissal', request.body)
  if (sent.errors) throw invalid('Choose which two people.')
  const { first: firstId, second: secondId } = sent.values
  const after = { otherId: Number(secondId) }
  const told = { action: 'developer.kept-apart', subjectId: firstId, after } as const
  const work = async (db: CompanyDatabase, userId: bigint) =>
    (await dismissSuggestion(db, { firstId, secondId }, userId)) ? { developerIds: [] } : null
  await correct(services, request, work, () => told)
  request.session.flash = 'Kept as two people. They are not suggested again.'
  response.redirect(303, backTo('list', firstId))
}
