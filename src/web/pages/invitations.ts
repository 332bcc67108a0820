import type { CompanyDatabase } from '../../database/company.js'
import {
  InvitationRefused,
  type Inviter,
  invite,
  inviteAgain,
  revoke,
} from '../../people/invitations.js'
import { normalEmail } from '../../people/users.js'
import type { InvitationsPage } from '../../reports/account-page-types.js'
import { invitations } from '../../reports/invitations.js'
import { current, inCurrentCompany, mayHere } from '../current.js'
import { forbidden, notFound, tooMany } from '../faults.js'
import { readForm } from '../forms.js'
import { hurryMails } from '../mail-dispatch.js'
import { originOf } from '../origin.js'
import type { Services } from '../services.js'
import { type Handler, pathId, show as send } from '../show.js'

type Form = Pick<InvitationsPage, 'values' | 'errors' | 'problem'>

const invitationsPage =
  (form: Form, status = 200): Handler =>
  (services, request, response) => {
    const head = { title: 'Invitations', section: '/settings/invitations', status }
    const { role } = current(request).user
    const canInvite = mayHere(request, 'invitation.send')
    return send(services, request, response, 'settings/invitations/index', head, async (db) => ({
      ...{ ...form, canInvite },
      ...(await invitations(db, role)),
    }))
  }

/** `GET /settings/invitations` */
export const index = invitationsPage({ values: {}, errors: {}, problem: null })

/** By company, and by the address that would get it: nobody's mailbox is filled from here. */
async function hold({ limits }: Services, companyId: bigint, email: string): Promise<void> {
  const waits = [
    await limits.invitations.take(String(companyId)),
    await limits.invited.take(normalEmail(email)),
  ]
  const wait = Math.max(...waits.map((seconds) => seconds ?? 0))
  if (wait > 0) throw tooMany(wait)
}

/** `POST /settings/invitations`: the same answer whether or not the address signs in elsewhere. */
export const create: Handler = async (services, request, response) => {
  const sent = readForm('invitation', request.body)
  const again = (errors: Form['errors']) =>
    invitationsPage({ values: sent.typed, errors, problem: null }, 422)(services, request, response)
  if (sent.errors) return again(sent.errors)
  const { user } = current(request)
  await hold(services, user.companyId, sent.values.email)
  const told = { ...sent.values, from: originOf(request) }
  try {
    await inCurrentCompany(services, request, (db) => invite(db, user, told))
  } catch (error) {
    if (!(error instanceof InvitationRefused)) throw error
    if (error.reason === 'above') throw forbidden()
    return again({ email: 'Somebody with this address is in your company already.' })
  }
  hurryMails(services)
  request.session.flash = `${sent.values.email} is invited.`
  response.redirect(303, '/settings/invitations')
}

type Act = (
  db: CompanyDatabase,
  inviter: Inviter,
  about: { id: bigint; from: ReturnType<typeof originOf> },
) => Promise<void>

const change =
  (act: Act, flash: string, isMailed: boolean): Handler =>
  async (services, request, response) => {
    const id = pathId(request, 'id')
    readForm('nothing', request.body)
    const { user } = current(request)
    const about = { id, from: originOf(request) }
    const find = (db: CompanyDatabase) => db.invitation.findFirst({ where: { id } })
    const found = await inCurrentCompany(services, request, find)
    if (!found) throw notFound()
    if (isMailed) await hold(services, user.companyId, found.email)
    await inCurrentCompany(services, request, (db) => act(db, user, about)).catch((error) => {
      if (!(error instanceof InvitationRefused)) throw error
      throw error.reason === 'above' ? forbidden() : notFound()
    })
    if (isMailed) hurryMails(services)
    request.session.flash = flash
    response.redirect(303, '/settings/invitations')
  }

/** `POST /settings/invitations/:id/mails` */
export const sendAgain = change(inviteAgain, 'The invitation is sent again.', true)

/** `POST /settings/invitations/:id/remove` */
export const remove = change(revoke, 'The invitation is taken back.', false)
