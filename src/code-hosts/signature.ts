import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** HMAC with SHA-256 over exactly these bytes. */
export const hmac = (key: string | Buffer, ...parts: (string | Buffer)[]): Buffer => {
  const sum = createHmac('sha256', key)
  for (const part of parts) sum.update(part)
  return sum.digest()
}

/** Compares secrets in a time that tells nothing of either, their lengths included. */
export function isSame(one: string | Buffer, other: string | Buffer): boolean {
  const digest = (value: string | Buffer) => createHash('sha256').update(value).digest()
  return timingSafeEqual(digest(one), digest(other))
}

export type WebhookHeaders = Readonly<Record<string, string | string[] | undefined>>

/** A header that came exactly once; "" otherwise. */
export function oneHeader(headers: WebhookHeaders, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}

/** The body of a webhook whose signature was right; null where it is no JSON. */
export function webhookBody(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString())
  } catch {
    return null
  }
}
