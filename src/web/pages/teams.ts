import type { Request } from 'express'
import { may } from '../../access/roles.js'
import { mayShowNames } from '../../metrics/individuals.js'
import { archiveTeam, createTeam, renameTeam, TeamNameTaken } from '../../people/teams.js'
import type { TeamPage, TeamsPage } from '../../reports/settings-types.js'
import { team, teams } from '../../reports/teams.js'
import { current, inCurrentCompany } from '../current.js'
import { notFound } from '../faults.js'
import { readForm } from '../forms.js'
import { changeOf } from '../origin.js'
import { type Handler, pathId, show as send } from '../show.js'

const section = '/settings/teams'
const taken = { name: 'There is a team of this name already.' }

const mayChange = (request: Request) => may(current(request).user.role, 'teams.change')

function listPage(form: TeamsPage['form'], status = 200): Handler {
  return (services, request, response) => {
    const { timeZone } = current(request).company
    const head = { title: 'Teams', section, status }
    return send(services, request, response, 'settings/teams/index', head, async (db) => ({
      ...(await teams(db, timeZone)),
      ...{ form, mayChange: mayChange(request) },
    }))
  }
}

/** The page of one team, as it is or with a form that came back. */
export function teamPage(form: TeamPage['form'], status = 200): Handler {
  return (services, request, response) => {
    const id = pathId(request, 'id')
    const { company, user } = current(request)
    const showsMembers = mayChange(request) || mayShowNames(company, user.role)
    const head = { title: 'Team', section, status }
    return send(services, request, response, 'settings/teams/show', head, async (db) => {
      const found = await team(db, id, company.timeZone)
      if (!found) return null
      const hidden = showsMembers ? {} : { memberships: [], developers: [] }
      return { ...found, ...hidden, showsMembers, form, mayChange: mayChange(request) }
    })
  }
}

const empty = { values: {}, errors: {}, problem: null }

/** `GET /settings/teams` */
export const index = listPage(empty)

/** `GET /settings/teams/:id` */
export const show = teamPage(empty)

/** `POST /settings/teams` */
export const create: Handler = async (services, request, response) => {
  const sent = readForm('team', request.body)
  const again = (errors: TeamsPage['form']['errors']) =>
    listPage({ values: sent.typed, errors, problem: null }, 422)(services, request, response)
  if (sent.errors) return again(sent.errors)
  const { name } = sent.values
  try {
    const id = await inCurrentCompany(services, request, (db) =>
      createTeam(db, name, changeOf(request)),
    )
    request.session.flash = 'The team is there. Now its members.'
    response.redirect(303, `${section}/${id}`)
  } catch (error) {
    if (!(error instanceof TeamNameTaken)) throw error
    return again(taken)
  }
}

/** `POST /settings/teams/:id`: another name. */
export const rename: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  const sent = readForm('team', request.body)
  const again = (errors: TeamPage['form']['errors']) =>
    teamPage({ values: sent.typed, errors, problem: null }, 422)(services, request, response)
  if (sent.errors) return again(sent.errors)
  const { name } = sent.values
  try {
    const isThere = await inCurrentCompany(services, request, (db) =>
      renameTeam(db, id, name, changeOf(request)),
    )
    if (!isThere) throw notFound()
  } catch (error) {
    if (!(error instanceof TeamNameTaken)) throw error
    return again(taken)
  }
  request.session.flash = 'The name is changed.'
  response.redirect(303, `${section}/${id}`)
}

const archiving =
  (isArchived: boolean, said: string): Handler =>
  async (services, request, response) => {
    const id = pathId(request, 'id')
    readForm('nothing', request.body)
    const isThere = await inCurrentCompany(services, request, (db) =>
      archiveTeam(db, id, isArchived, changeOf(request)),
    )
    if (!isThere) throw notFound()
    request.session.flash = said
    response.redirect(303, `${section}/${id}`)
  }

/** `POST /settings/teams/:id/archive` */
export const archive = archiving(true, 'The team is archived.')

/** `POST /settings/teams/:id/restore` */
export const restore = archiving(false, 'The team is back.')
