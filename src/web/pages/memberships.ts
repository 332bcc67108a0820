import type { Request, Response } from 'express'
import type { CompanyDatabase } from '../../database/company.js'
import {
  addMember,
  changeMember,
  MembershipRefused,
  removeMember,
} from '../../people/memberships.js'
import type { TeamPage } from '../../reports/settings-types.js'
import { refreshTeam } from '../../roll-ups/refresh-roll-ups.js'
import { inCurrentCompany } from '../current.js'
import { notFound } from '../faults.js'
import { readForm } from '../forms.js'
import { changeOf } from '../origin.js'
import type { Services } from '../services.js'
import { type Handler, pathId } from '../show.js'
import { teamPage } from './teams.js'

type Form = TeamPage['form']

const problems: Record<Exclude<MembershipRefused['reason'], 'missing'>, string> = {
  order: 'The last day lies before the first.',
  overlap: 'On some of these days this person is in the team already.',
  archived: 'This team is archived. Bring it back to add somebody.',
}

/** One change of a team's members, then back to its page: with a sentence, or with what was wrong. */
async function change(
  services: Services,
  request: Request,
  response: Response,
  work: (db: CompanyDatabase) => Promise<void>,
  { typed, said }: { typed: Form['values']; said: string },
): Promise<void> {
  try {
    await inCurrentCompany(services, request, async (db) => {
      await work(db)
      await refreshTeam(db, pathId(request, 'id'))
    })
  } catch (error) {
    if (!(error instanceof MembershipRefused)) throw error
    if (error.reason === 'missing') throw notFound()
    const form = { values: typed, errors: {}, problem: problems[error.reason] }
    return teamPage(form, 422)(services, request, response)
  }
  request.session.flash = said
  response.redirect(303, `/settings/teams/${pathId(request, 'id')}`)
}

/** `POST /settings/teams/:id/members` */
export const create: Handler = (services, request, response) => {
  const teamId = pathId(request, 'id')
  const { typed, values, errors } = readForm('newMember', request.body)
  if (errors)
    return teamPage({ values: typed, errors, problem: null }, 422)(services, request, response)
  const days = { from: values.from, to: values.to || null }
  const member = { teamId, developerId: BigInt(values.developer), days }
  const work = (db: CompanyDatabase) => addMember(db, member, changeOf(request))
  return change(services, request, response, work, { typed, said: 'The team has one more.' })
}

/** `POST /settings/teams/:id/members/:member` */
export const update: Handler = (services, request, response) => {
  const [teamId, id] = [pathId(request, 'id'), pathId(request, 'member')]
  const { values, errors } = readForm('member', request.body)
  if (errors) {
    const problem = Object.values(errors)[0] ?? 'Choose other days.'
    return teamPage({ values: {}, errors: {}, problem }, 422)(services, request, response)
  }
  const days = { from: values.from, to: values.to || null }
  const work = (db: CompanyDatabase) => changeMember(db, { teamId, id, days }, changeOf(request))
  return change(services, request, response, work, { typed: {}, said: 'The days are changed.' })
}

/** `POST /settings/teams/:id/members/:member/remove` */
export const remove: Handler = (services, request, response) => {
  const [teamId, id] = [pathId(request, 'id'), pathId(request, 'member')]
  readForm('nothing', request.body)
  const work = (db: CompanyDatabase) => removeMember(db, { teamId, id }, changeOf(request))
  return change(services, request, response, work, { typed: {}, said: 'The membership is gone.' })
}
