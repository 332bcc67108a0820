import type { Request } from 'express'
import { may } from '../../access/roles.js'
import { dataPage } from '../../reports/data.js'
import {
  changeRetention,
  type Retention,
  retentionFaults,
} from '../../retention/change-retention.js'
import { liftCleared } from '../../retention/lift-cleared.js'
import { retentionRules } from '../../retention/rules.js'
import { current, inCurrentCompany } from '../current.js'
import { notFound } from '../faults.js'
import { readForm } from '../forms.js'
import { changeOf } from '../origin.js'
import { type Handler, pathId, show as send } from '../show.js'

const section = '/settings/data'

function page(typed: Record<string, string>, retentionErrors: Record<string, string>): Handler {
  const status = Object.keys(retentionErrors).length > 0 ? 422 : 200
  return (services, request, response) => {
    const mayRemoveCompany = may(current(request).user.role, 'company.remove')
    const head = { title: 'Data', section, status }
    return send(services, request, response, 'settings/data/index', head, (db) =>
      dataPage(db, { typed, retentionErrors, mayRemoveCompany }),
    )
  }
}

/** `GET /settings/data`: what is kept for how long, what was deleted, what is under way. */
export const index: Handler = page({}, {})

/** Days by class as they were typed; an empty field is "for as long as the company is here". */
function readRetention(request: Request) {
  const { typed } = readForm('retention', request.body)
  const days = (text: string | undefined) => {
    const plain = (text ?? '').trim()
    return plain === '' ? null : Number(plain)
  }
  const said = typed as Record<string, string>
  const wish = Object.fromEntries(retentionRules.map(({ kind }) => [kind, days(said[kind])]))
  return { typed: said, wish: wish as Retention }
}

/** `POST /settings/data/retention` */
export const retention: Handler = async (services, request, response) => {
  const { typed, wish } = readRetention(request)
  const faults = retentionFaults(wish)
  if (Object.keys(faults).length > 0) return page(typed, faults)(services, request, response)
  await inCurrentCompany(services, request, (db) => changeRetention(db, wish, changeOf(request)))
  request.session.flash = 'Saved. It holds from the next night on.'
  response.redirect(303, section)
}

/** `POST /settings/data/cleared-periods/:id/lift`: the next reading brings the days back. */
export const lift: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  readForm('nothing', request.body)
  const isThere = await inCurrentCompany(services, request, (db) =>
    liftCleared(db, id, changeOf(request)),
  )
  if (!isThere) throw notFound()
  request.session.flash = 'Lifted. The next reading brings back what is still at the source.'
  response.redirect(303, section)
}
