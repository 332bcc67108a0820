import type { CompanyDatabase } from '../../database/company.js'
import {
  endSessionsOf,
  type Help,
  type HelpRefusal,
  sendRecovery,
} from '../../people/account-help.js'
import { current, inCurrentCompany } from '../current.js'
import { forbidden, notFound } from '../faults.js'
import { readForm } from '../forms.js'
import { hurryMails } from '../mail-dispatch.js'
import { originOf } from '../origin.js'
import { type Handler, pathId } from '../show.js'
import { restart } from '../signed-in.js'

type Act = (db: CompanyDatabase, help: Help) => Promise<HelpRefusal | null>

const help =
  (act: Act, flash: string): Handler =>
  async (services, request, response) => {
    const subjectId = pathId(request, 'id')
    readForm('nothing', request.body)
    const { user: actor } = current(request)
    const about = { actor, subjectId, from: originOf(request) }
    const refused = await inCurrentCompany(services, request, (db) => act(db, about))
    if (refused) throw refused === 'above' ? forbidden() : notFound()
    hurryMails(services)
    // One's own sessions are among those of the company.
    if (act === endSessionsOf && subjectId === actor.id) await restart(request)
    request.session.flash = flash
    response.redirect(303, `/settings/users/${subjectId}`)
  }

/** `POST /settings/users/:id/sessions/remove` */
export const endSessions = help(endSessionsOf, 'All sessions of this account have ended.')

/** `POST /settings/users/:id/password-resets`: an admin starts it, its owner chooses the password. */
export const recover = help(sendRecovery, 'A link for a new password is on its way.')
