import type { ConnectionPage } from '../../reports/connection-types.js'
import { connectionRemoval } from '../../reports/connections.js'
import { webhookSteps } from '../../reports/webhook-steps.js'
import { makeWebhook } from '../../repositories/connection-webhook.js'
import {
  keepCheck,
  keepFault,
  lockConnection,
  renameConnection,
  replaceToken,
} from '../../repositories/connections.js'
import { hostFaultWords } from '../../repositories/host-fault-words.js'
import { openConnection } from '../../repositories/open-connection.js'
import { removeConnection } from '../../repositories/remove-connection.js'
import { askReport, checkKey, hurryList, takeHostQuestion } from '../code-host.js'
import { inCurrentCompany } from '../current.js'
import { notFound } from '../faults.js'
import { readForm } from '../forms.js'
import { changeOf } from '../origin.js'
import { page } from '../page.js'
import { type Handler, pathId, show as send } from '../show.js'
import { connectionPage } from './connections.js'

const section = '/settings/connections'

const shownAgain = (form: ConnectionPage['form']): Handler => connectionPage(form, 422)

/** `POST /settings/connections/:id/name` */
export const rename: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  const sent = readForm('connectionName', request.body)
  if (sent.errors) {
    const form = { values: sent.typed, errors: sent.errors, problem: null }
    return shownAgain(form)(services, request, response)
  }
  const { name } = sent.values
  const isThere = await inCurrentCompany(services, request, (db) =>
    renameConnection(db, id, name, changeOf(request)),
  )
  if (!isThere) throw notFound()
  request.session.flash = 'The name is changed.'
  response.redirect(303, `${section}/${id}`)
}

/** `POST /settings/connections/:id/token`: another token in the place of the old one. */
export const replace: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  const sent = readForm('connectionToken', request.body)
  const again = (errors: ConnectionPage['form']['errors']) =>
    shownAgain({ values: sent.typed, errors, problem: null })(services, request, response)
  if (sent.errors) return again(sent.errors)
  const stored = await inCurrentCompany(services, request, (db) => lockConnection(db, id))
  if (!stored) throw notFound()
  const { host: kind, origin } = stored
  const { token, tokenUser: typed } = sent.values
  const tokenUser = services.hosts[kind].needsTokenUser ? typed || null : null
  const key = { kind, origin, token, tokenUser }
  await takeHostQuestion(services, request)
  const { found, refusal } = await checkKey(services, key)
  if (!found) return again({ token: `${refusal} The token that was here before is still in use.` })
  const isThere = await inCurrentCompany(services, request, (db) =>
    replaceToken(db, services.secrets, { id, key, found }, changeOf(request)),
  )
  if (!isThere) throw notFound()
  await hurryList(services, request, id)
  request.session.flash = 'The token is replaced. The old one is gone from here.'
  response.redirect(303, `${section}/${id}`)
}

/** `POST /settings/connections/:id/checks`: asks the host once more what the token is. */
export const check: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  readForm('nothing', request.body)
  await takeHostQuestion(services, request)
  const opened = await inCurrentCompany(services, request, (db) => openConnection(services, db, id))
  if (!opened) throw notFound()
  const { found, fault } = await askReport(opened.host)
  await inCurrentCompany(services, request, (db) =>
    found
      ? keepCheck(db, id, found)
      : keepFault(db, id, hostFaultWords(fault, services.hosts[opened.kind].title)),
  )
  request.session.flash = found ? 'The token works.' : 'The token does not work as it should.'
  response.redirect(303, `${section}/${id}`)
}

/** `POST /settings/connections/:id/webhook`: address and secret, shown this once. */
export const hook: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  readForm('nothing', request.body)
  const made = await inCurrentCompany(services, request, async (db) => {
    const stored = await lockConnection(db, id)
    const webhook = stored && (await makeWebhook(db, services.secrets, id, changeOf(request)))
    return webhook && { ...webhook, stored }
  })
  if (!made) throw notFound()
  const { host, name } = made.stored
  const { title } = services.hosts[host]
  page(
    request,
    response,
    'settings/connections/webhook',
    { title: 'Webhook', section },
    {
      ...{ name, href: `${section}/${id}`, host: title, secret: made.secret },
      url: new URL(`/webhooks/${made.key}`, services.config.appUrlOrigin).href,
      steps: webhookSteps[host],
    },
  )
}

function removalPage(error: string | null): Handler {
  return (services, request, response) => {
    const id = pathId(request, 'id')
    const head = { title: 'Remove a connection', section, status: error ? 422 : 200 }
    const form = { values: {}, errors: error ? { name: error } : {}, problem: null }
    return send(services, request, response, 'settings/connections/remove', head, async (db) => {
      const found = await connectionRemoval(db, id, services.hosts)
      return found && { ...found, form }
    })
  }
}

/** `GET /settings/connections/:id/remove`: says what ends and what stays, and asks. */
export const askRemoval = removalPage(null)

/** `POST /settings/connections/:id/remove`: the name is typed once more. */
export const remove: Handler = async (services, request, response) => {
  const id = pathId(request, 'id')
  const sent = readForm('connectionRemoval', request.body)
  const typed = sent.values?.name.trim() ?? ''
  const outcome = await inCurrentCompany(services, request, async (db) => {
    const stored = await lockConnection(db, id)
    if (!stored) return 'missing'
    if (stored.name.trim() !== typed) return 'mistyped'
    await removeConnection(db, id, changeOf(request))
    return 'removed'
  })
  if (outcome === 'missing') throw notFound()
  if (outcome === 'mistyped') {
    const said = 'This is not the name of the connection. Type it as it stands above.'
    return removalPage(said)(services, request, response)
  }
  request.session.flash = 'The connection is removed, its token destroyed.'
  response.redirect(303, section)
}
