import { z } from 'zod'
import { id } from './answer-shapes.js'
import type { Webhook } from './host-type.js'
import { hmac, isSame, oneHeader, type WebhookHeaders, webhookBody } from './signature.js'

/** What may have changed a pull request or the repository itself. */
const hints = new Set([
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'pull_request_review_thread',
  'issue_comment',
  'push',
  'repository',
])

const body = z.object({ repository: z.object({ id }) })

/** GitHub signs the raw body: `X-Hub-Signature-256: sha256=<hex>`. */
export function readGithubWebhook(headers: WebhookHeaders, raw: Buffer, secret: string): Webhook {
  const expected = `sha256=${hmac(secret, raw).toString('hex')}`
  if (secret === '' || !isSame(oneHeader(headers, 'x-hub-signature-256'), expected)) {
    return { kind: 'forged' }
  }
  const event = oneHeader(headers, 'x-github-event').slice(0, 100)
  const deliveryId = oneHeader(headers, 'x-github-delivery').slice(0, 100)
  const read = body.safeParse(webhookBody(raw))
  if (!read.success || !hints.has(event)) return { kind: 'other', deliveryId, event }
  return { kind: 'hint', deliveryId, event, repositoryHostId: read.data.repository.id }
}
