import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type Response,
} from 'express'
import type { Webhook } from '../../code-hosts/host-type.js'
import { inCompany } from '../../database/company.js'
import { findWebhook } from '../../database/directory.js'
import { dispatchCollections } from '../../jobs/collection-dispatcher.js'
import { tellLog } from '../../platform/log-context.js'
import { networkOf } from '../../platform/network.js'
import { openWebhookSecret, webhookDigest } from '../../repositories/connection-webhook.js'
import { type Heeded, heedWebhook } from '../../repositories/heed-webhook.js'
import type { Services } from '../services.js'

/** What a webhook may send; hosts send some hundred kilobytes at most. */
const bodyLimit = 1024 * 1024

/**
 * `POST /webhooks/:key`: a code host says that something has changed. The body is read raw, since its
 * signature is over its bytes, and never compressed. Whoever cannot sign is told nothing but no.
 */
export function webhooks(app: Express, services: Services): void {
  const raw = express.raw({ type: () => true, limit: bodyLimit, inflate: false })
  const refuse: ErrorRequestHandler = (error, _request, response, _next) => {
    const isTooLarge = error?.type === 'entity.too.large'
    if (!error?.status) services.log.error({ err: error }, 'a webhook failed')
    response.status(isTooLarge ? 413 : (error?.status ?? 500)).end()
  }
  app.post(
    '/webhooks/:key',
    raw,
    async (request: Request, response: Response) => {
      const network = networkOf(request.ip)
      const wait = await services.limits.webhooks.take(network)
      if (wait !== null) return void response.status(429).set('Retry-After', String(wait)).end()
      const heeded = await heed(services, request)
      if (heeded === null) return void response.status(401).end()
      await services.limits.webhooks.giveBack(network)
      if (heeded === 'queued') hurry(services)
      response.status(202).end()
    },
    refuse,
  )
}

/** What became of a delivery; null where it is not proven to be the host's. */
async function heed(services: Services, request: Request): Promise<Heeded | null> {
  const { database, secrets, hosts } = services
  const key = String(request.params.key)
  const found = await findWebhook(database, webhookDigest(key))
  if (!found) return null
  const { companyId, connectionId } = found
  tellLog({ company: String(companyId) })
  return inCompany(database, companyId, async (db) => {
    const secret = await openWebhookSecret(db, secrets, connectionId)
    const connection = await db.connection.findFirst({ where: { id: connectionId } })
    if (!secret || !connection) return null
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const webhook: Webhook = hosts[connection.host].readWebhook(request.headers, body, secret)
    return webhook.kind === 'forged' ? null : heedWebhook(db, connectionId, webhook)
  })
}

/** Lets what was asked for into the queue at once; if that fails, the worker's own round does it. */
export function hurry({ database, queue, log }: Services): void {
  dispatchCollections(database, queue).catch((error) =>
    log.warn({ err: error }, 'collecting has to wait'),
  )
}
