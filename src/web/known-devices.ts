import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request, Response } from 'express'

/**
 * Browsers that have signed in to an account before. Strangers who guess at an account use up its
 * tries; a browser that its owner has used has tries of its own, so that nobody is locked out.
 */
export interface KnownDevices {
  /** What the browser's tries at this account are counted by, or null for a stranger's. */
  recognize(request: Request, account: string): string | null
  remember(response: Response, account: string): void
}

const days = 180

/** @param secret signs the cookie; it opens nothing, it only says that somebody was here before */
export function openKnownDevices(secret: string, appUrlOrigin: string): KnownDevices {
  const isHttps = appUrlOrigin.startsWith('https:')
  const name = isHttps ? '__Host-device' : 'device'
  const pattern = new RegExp(`(?:^|; )${name}=([\\w-]{22})\\.([\\w-]{43})(?:;|$)`)
  const sign = (nonce: string, account: string) =>
    createHmac('sha256', secret).update(`device ${nonce} ${account}`).digest('base64url')
  return {
    recognize(request, account) {
      const [, nonce, signature] = pattern.exec(request.get('cookie') ?? '') ?? []
      if (!nonce || !signature) return null
      const isOurs = timingSafeEqual(Buffer.from(signature), Buffer.from(sign(nonce, account)))
      return isOurs ? `${account} ${nonce}` : null
    },
    remember(response, account) {
      const nonce = randomBytes(16).toString('base64url')
      const shape = { httpOnly: true, sameSite: 'lax', secure: isHttps, path: '/' } as const
      const value = `${nonce}.${sign(nonce, account)}`
      response.cookie(name, value, { ...shape, maxAge: days * 86_400_000 })
    },
  }
}
