import { createHash } from 'node:crypto'
import { z } from 'zod'
import { id } from './answer-shapes.js'
import type { Webhook } from './host-type.js'
import { hmac, isSame, oneHeader, type WebhookHeaders, webhookBody } from './signature.js'

const hints = new Set(['push', 'merge_request', 'note'])

const body = z.object({
  object_kind: z.string(),
  project: z.object({ id }).optional(),
  project_id: id.optional(),
})

/**
 * GitLab sends the secret itself, `X-Gitlab-Token`; newer servers sign as Standard Webhooks do, and then
 * the signature alone counts.
 */
export function readGitlabWebhook(headers: WebhookHeaders, raw: Buffer, secret: string): Webhook {
  const isSigned = headers['webhook-signature'] !== undefined
  const isGenuine = isSigned
    ? isSignatureRight(headers, raw, secret)
    : isSame(oneHeader(headers, 'x-gitlab-token'), secret)
  if (secret === '' || !isGenuine) return { kind: 'forged' }
  const read = body.safeParse(webhookBody(raw))
  const event = read.success ? read.data.object_kind.slice(0, 100) : ''
  const deliveryId = deliveryOf(headers, raw)
  const project = read.data?.project?.id ?? read.data?.project_id
  if (!project || !hints.has(event)) return { kind: 'other', deliveryId, event }
  return { kind: 'hint', deliveryId, event, repositoryHostId: project }
}

/** Some of "v1,<base64>", with blanks between, over id, time and body; the time is at most minutes off. */
function isSignatureRight(headers: WebhookHeaders, raw: Buffer, secret: string): boolean {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : secret
  const deliveryId = oneHeader(headers, 'webhook-id')
  const time = oneHeader(headers, 'webhook-timestamp')
  const isNow = Math.abs(Date.now() / 1_000 - Number(time || Number.NaN)) < 300
  const expected = `v1,${hmac(key, `${deliveryId}.${time}.`, raw).toString('base64')}`
  const given = oneHeader(headers, 'webhook-signature').slice(0, 2_000).split(' ')
  return given.filter((one) => isSame(one, expected)).length > 0 && isNow
}

/** The event's own mark, which stays when it is sent again; else the body's digest. */
function deliveryOf(headers: WebhookHeaders, raw: Buffer): string {
  const names = ['webhook-id', 'idempotency-key', 'x-gitlab-event-uuid']
  const given = names.map((name) => oneHeader(headers, name)).find((value) => value !== '')
  return given?.slice(0, 100) ?? createHash('sha256').update(raw).digest('hex')
}
