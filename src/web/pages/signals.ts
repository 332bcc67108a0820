import { may } from '../../access/roles.js'
import { anchorOf } from '../../reports/signal-rows.js'
import type { SignalsPage } from '../../reports/signal-types.js'
import { signals } from '../../reports/signals.js'
import { dismissSignal, undoDismissal } from '../../signals/dismissals.js'
import { viewerOf } from '../../signals/viewer.js'
import { current, inCurrentCompany } from '../current.js'
import { invalid, notFound } from '../faults.js'
import { showFiltered } from '../filtered.js'
import { readKept } from '../filters.js'
import { readForm } from '../forms.js'
import { changeOf } from '../origin.js'
import { type Handler, pathId } from '../show.js'

const section = '/signals'

const pageWith =
  (form: SignalsPage['form'], status = 200): Handler =>
  (services, request, response) => {
    const { company, user } = current(request)
    const { role } = user
    const viewer = viewerOf(company, role)
    return showFiltered(services, request, response, {
      ...{ view: 'signals/index', path: section, head: { title: 'Signals', section, status } },
      report: async (db, { filters, now, today }) => ({
        ...(await signals(db, filters, { now, today, viewer })),
        ...{ mayDismiss: may(role, 'signal.dismiss'), mayRule: may(role, 'rules.view'), form },
      }),
    })
  }

/** `GET /signals` */
export const index = pageWith(null)

/** `POST /signals/dismissals`: puts one away, for some days or until it changes. */
export const dismiss: Handler = async (services, request, response) => {
  const sent = readForm('signalDismissal', request.body)
  if (sent.errors) {
    const { reason: error } = sent.errors
    const { kind, subject, reason = '' } = sent.typed
    if (!error || Object.keys(sent.errors).length > 1)
      throw invalid('This form was not sent as it is.')
    const anchor = anchorOf({ kind: kind as never, subject: subject ?? '' })
    return pageWith({ anchor, reason, error }, 422)(services, request, response)
  }
  const { kind, subject, mark, reason, heldFor } = sent.values
  await inCurrentCompany(services, request, (db) =>
    dismissSignal(db, { kind, subject, mark }, { reason, heldFor }, changeOf(request)),
  )
  request.session.flash = 'Dismissed. It stands below, and can be brought back.'
  response.redirect(303, `${section}${readKept(request.query)}`)
}

/** `POST /signals/dismissals/:id/undo`: shows it again. */
export const undo: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  readForm('nothing', request.body)
  const isThere = await inCurrentCompany(services, request, (db) =>
    undoDismissal(db, id, changeOf(request)),
  )
  if (!isThere) throw notFound()
  request.session.flash = 'Brought back.'
  response.redirect(303, `${section}${readKept(request.query)}`)
}
