import { z } from 'zod'
import type { Webhook } from './host-type.js'
import { hmac, isSame, oneHeader, type WebhookHeaders, webhookBody } from './signature.js'

const hint = /^(?:repo:(?:push|updated|transfer|deleted)|pullrequest:[a-z_]+)$/

const body = z.object({ repository: z.object({ uuid: z.string().min(1).max(200) }) })

/** Bitbucket signs the raw body: `X-Hub-Signature: sha256=<hex>`. */
export function readBitbucketWebhook(
  headers: WebhookHeaders,
  raw: Buffer,
  secret: string,
): Webhook {
  const expected = `sha256=${hmac(secret, raw).toString('hex')}`
  if (secret === '' || !isSame(oneHeader(headers, 'x-hub-signature'), expected)) {
    return { kind: 'forged' }
  }
  const event = oneHeader(headers, 'x-event-key').slice(0, 100)
  const deliveryId = oneHeader(headers, 'x-request-uuid').slice(0, 100)
  const read = body.safeParse(webhookBody(raw))
  if (!read.success || !hint.test(event)) return { kind: 'other', deliveryId, event }
  return { kind: 'hint', deliveryId, event, repositoryHostId: read.data.repository.uuid }
}
