import type { Request } from 'express'

/** Signs a user in: a new session under a new key, so that a key planted before is worth nothing. */
export async function begin(
  request: Request,
  user: { companyId: bigint; id: bigint },
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.logIn(user, (error: unknown) => (error ? reject(error) : resolve()))
  })
  request.session.signedInAt = Date.now()
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
