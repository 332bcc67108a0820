import type { GitAccess } from './code-host.js'
import { HostFault } from './host-fault.js'

/**
 * Lets git in with a token: a header for one origin, so that no redirect carries it elsewhere.
 * @param origin of the host; addresses elsewhere are refused
 * @param user the name that the host's git asks for beside a token
 * @throws HostFault
 */
export function gitAccess(
  cloneUrl: string,
  origin: string,
  { user, token }: { user: string; token: string },
): GitAccess {
  const url = URL.canParse(cloneUrl) ? new URL(cloneUrl) : null
  if (url?.origin !== origin) {
    throw new HostFault('blocked-origin', 'This clone address is not one of the code host.')
  }
  url.username = ''
  url.password = ''
  const credentials = Buffer.from(`${user}:${token}`).toString('base64')
  return {
    url: url.href,
    origin: `http.${origin}/.extraHeader`,
    header: `Authorization: Basic ${credentials}`,
  }
}
