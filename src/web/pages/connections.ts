import type { Request } from 'express'
import type { HostKind, HostType } from '../../code-hosts/host-type.js'
import type { ConnectionPage, NewConnectionPage } from '../../reports/connection-types.js'
import { connection, connections } from '../../reports/connections.js'
import { hostTiles } from '../../reports/host-tiles.js'
import { OriginRefused, readOrigin } from '../../repositories/connection-origin.js'
import { addConnection } from '../../repositories/connections.js'
import type { HostKey } from '../../repositories/open-connection.js'
import { checkKey, hurryList, takeHostQuestion } from '../code-host.js'
import { inCurrentCompany, mayHere } from '../current.js'
import { invalid } from '../faults.js'
import { readForm } from '../forms.js'
import { changeOf } from '../origin.js'
import { page } from '../page.js'
import type { Services } from '../services.js'
import { type Handler, pathId, show as send } from '../show.js'

const section = '/settings/connections'

/** `GET /settings/connections` */
export const index: Handler = (services, request, response) => {
  const mayAdd = mayHere(request, 'connection.add')
  const head = { title: 'Connections', section }
  return send(services, request, response, 'settings/connections/index', head, (db) =>
    connections(db, services.hosts, mayAdd),
  )
}

const kindOf = ({ hosts }: Services, text: unknown): HostKind | null =>
  typeof text === 'string' && Object.hasOwn(hosts, text) ? (text as HostKind) : null

/** The origin of an address as typed, or the public one and what is wrong with it. */
function originOf(
  { config }: Services,
  type: HostType,
  typed: string,
): { origin: string; fault: string | null } {
  try {
    return { origin: readOrigin(typed, type, config.outboundAllow), fault: null }
  } catch (error) {
    if (!(error instanceof OriginRefused)) throw error
    return { origin: type.publicOrigin, fault: error.message }
  }
}

const shownHost = (type: HostType, origin: string): NonNullable<NewConnectionPage['chosen']> => ({
  ...{ kind: type.kind, title: type.title, origin, isSelfHosted: type.isSelfHosted },
  needsTokenUser: type.needsTokenUser,
  tokenPage: type.tokenPage(origin),
  permissions: [...type.permissions],
})

function newPage(
  chosen: NewConnectionPage['chosen'],
  form: NewConnectionPage['form'],
  status = 200,
): Handler {
  return (services, request, response) => {
    const head = { title: 'Connect a code host', section, status }
    const hosts = hostTiles(services.hosts)
    page(request, response, 'settings/connections/new', head, { hosts, chosen, form })
  }
}

/** `GET /settings/connections/new`: which host, then where its token is made. */
export const form: Handler = (services, request, response) => {
  const { host, origin: typed } = request.query
  const kind = kindOf(services, host)
  const empty = { values: {}, errors: {}, problem: null }
  if (!kind) return newPage(null, empty)(services, request, response)
  const type = services.hosts[kind]
  const address = typeof typed === 'string' ? typed : ''
  const { origin, fault } = originOf(services, type, address)
  const values = { origin: fault ? address : origin }
  const errors = fault ? { origin: fault } : {}
  const shown = newPage(
    shownHost(type, origin),
    { values, errors, problem: null },
    fault ? 422 : 200,
  )
  return shown(services, request, response)
}

/** What a connection is called that was given no name. */
const usualName = (title: string, account: string | null) =>
  account ? `${title} (${account})`.slice(0, 120) : title

/** `POST /settings/connections`: asks the host what the token is, and keeps it if it is one. */
export const create: Handler = async (services, request, response) => {
  const sent = readForm('connection', request.body)
  const kind = kindOf(services, (request.body as { host?: unknown }).host)
  if (!kind) throw invalid('Choose a host of the list.')
  const type = services.hosts[kind]
  const { origin, fault } = originOf(services, type, sent.typed.origin ?? '')
  const again = (errors: NewConnectionPage['form']['errors']) => {
    const form = { values: { ...sent.typed, origin }, errors, problem: null }
    return newPage(shownHost(type, origin), form, 422)(services, request, response)
  }
  if (fault) return again({ ...sent.errors, origin: fault })
  if (sent.errors) return again(sent.errors)
  const { token, name } = sent.values
  const tokenUser = type.needsTokenUser ? sent.values.tokenUser || null : null
  const key: HostKey = { kind, origin, token, tokenUser }
  await takeHostQuestion(services, request)
  const { found, refusal } = await checkKey(services, key)
  if (!found) return again({ token: refusal })
  const { username, name: accountName } = found.account
  const given = { key, found, name: name || usualName(type.title, username ?? accountName) }
  const id = await inCurrentCompany(services, request, (db) =>
    addConnection(db, services.secrets, given, changeOf(request)),
  )
  await hurryList(services, request, id)
  request.session.flash = `${type.title} is connected.`
  response.redirect(303, `${section}/${id}`)
}

const mayDo = (request: Request) => ({
  change: mayHere(request, 'connection.change'),
  remove: mayHere(request, 'connection.remove'),
})

/** The page of one connection, as it is or with a form that came back. */
export function connectionPage(form: ConnectionPage['form'], status = 200): Handler {
  return (services, request, response) => {
    const id = pathId(request, 'id')
    const head = { title: 'Connection', section, status }
    return send(services, request, response, 'settings/connections/show', head, async (db) => {
      const found = await connection(db, id, services.hosts, mayDo(request))
      return found && { ...found, form }
    })
  }
}

/** `GET /settings/connections/:id` */
export const show = connectionPage({ values: {}, errors: {}, problem: null })
