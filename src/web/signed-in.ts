import type { Request } from 'express'
import { originOf } from './origin.js'

const now = () => Date.now()

/** Signs a user in: a new session under a new key, so that a key planted before is worth nothing. */
export async function begin(
  request: Request,
  user: { companyId: bigint; id: bigint },
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.logIn(user, (error: unknown) => (error ? reject(error) : resolve()))
  })
  const { ip, userAgent } = originOf(request)
  const from = { ip, userAgent: userAgent?.slice(0, 300) ?? null }
  Object.assign(request.session, { signedInAt: now(), keyedAt: now(), from })
}

/** A new, empty session under a new key; what was in the old one is gone. */
export async function restart(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error: unknown) => (error ? reject(error) : resolve()))
  })
}

/**
 * Gives a session a new key and keeps who is signed in: after a change of what it may do.
 * @param keepsForms whether forms that are open already may still be sent
 */
export async function rotate(request: Request, { keepsForms = false } = {}): Promise<void> {
  const { passport, signedInAt, from, role, flash, csrfSecret } = request.session
  await restart(request)
  const kept = { passport, signedInAt, from, role, flash, keyedAt: now() }
  Object.assign(request.session, keepsForms ? { ...kept, csrfSecret } : kept)
}

/** Ends the session on the server: its key opens nothing afterwards. */
export async function end(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.destroy((error: unknown) => (error ? reject(error) : resolve()))
  })
}

/** A path of this site to go on to, or the front page: never another site's address. */
export function localPath(wanted: string | undefined): string {
  if (!wanted || !/^\/(?![/\\])[^\\\s]*$/.test(wanted)) return '/'
  const url = new URL(wanted, 'http://here.invalid')
  // `/.//evil.example` is a path of ours that becomes another site's address once its dots are gone.
  const isOurs = url.host === 'here.invalid' && !url.pathname.startsWith('//')
  return isOurs ? `${url.pathname}${url.search}` : '/'
}
