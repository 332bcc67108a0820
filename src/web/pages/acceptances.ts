import { inCompany } from '../../database/company.js'
import {
  acceptInvitation,
  type OpenInvitation,
  openInvitation,
} from '../../people/accept-invitation.js'
import { passwordFault } from '../../people/password-rules.js'
import { hashPassword } from '../../people/passwords.js'
import { EmailTaken } from '../../people/users.js'
import type { AcceptanceForm } from '../../reports/account-page-types.js'
import { deadLink } from '../faults.js'
import { readForm } from '../forms.js'
import { arrive, type HeldLink, heldLink } from '../held-link.js'
import { originOf } from '../origin.js'
import { page } from '../page.js'
import type { Services } from '../services.js'
import type { Handler } from '../show.js'
import { signInHere } from '../sign-in-here.js'

type Form = Pick<AcceptanceForm, 'values' | 'errors' | 'problem'>

/** `GET /invitations/:token` */
export const open = arrive('invitation', '/invitation')

async function held({ database }: Services, link: HeldLink): Promise<OpenInvitation> {
  const { companyId, subjectId } = link
  const found = await inCompany(database, companyId, (db) => openInvitation(db, subjectId))
  if (!found) throw deadLink()
  return found
}

const acceptancePage = ({ email, role, company }: OpenInvitation, form: Form, status = 200) => {
  const head = { title: 'Invitation', section: '/sign-up', status }
  return [head, { ...form, email, role, company }] as const
}

/** `GET /invitation` */
export const form: Handler = async (services, request, response) => {
  const found = await held(services, await heldLink(services, request, 'invitation'))
  const empty = { values: {}, errors: {}, problem: null }
  page(request, response, 'invitations/accept', ...acceptancePage(found, empty))
}

/** `POST /invitation`: a new user, signed in at once by the password that was just chosen. */
export const create: Handler = async (services, request, response) => {
  const link = await heldLink(services, request, 'invitation')
  const found = await held(services, link)
  const sent = readForm('acceptance', request.body)
  const again = (more: Partial<Form>) => {
    const form = { values: sent.typed, errors: {}, problem: null, ...more }
    page(request, response, 'invitations/accept', ...acceptancePage(found, form, 422))
  }
  if (sent.errors) return again({ errors: sent.errors })
  const { name, password } = sent.values
  const fault = passwordFault(password, { ...found, name })
  if (fault) return again({ errors: { password: fault } })
  const passwordHash = await hashPassword(password)
  const { companyId, digest } = link
  const accepted = { digest, name, passwordHash, from: originOf(request) }
  try {
    const user = await inCompany(services.database, companyId, (db) =>
      acceptInvitation(db, accepted),
    )
    if (!user) throw deadLink()
    await signInHere(services, request, response, user, 'invitation')
  } catch (error) {
    if (!(error instanceof EmailTaken)) throw error
    return again({
      problem: 'This address signs in to a company already. Ask to be invited at another one.',
    })
  }
  response.redirect(303, '/')
}
