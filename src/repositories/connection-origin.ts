import { isIP } from 'node:net'
import type { HostType } from '../code-hosts/host-type.js'

/** Why an origin is refused and what to do instead, in one sentence or two. */
export class OriginRefused extends Error {
  override name = 'OriginRefused'
}

/**
 * Reads the address of a code host as a person typed it. Asks nobody.
 * @param outboundAllow origins that may be asked although they are not public https
 * @throws OriginRefused with the reason and the way out
 */
export function readOrigin(
  typed: string,
  type: Pick<HostType, 'title' | 'publicOrigin' | 'isSelfHosted'>,
  outboundAllow: readonly string[],
): string {
  const text = typed.trim()
  if (text === '') return type.publicOrigin
  const url = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  const isAllowed = outboundAllow.includes(url.origin)
  if (url.username || url.password) {
    throw new OriginRefused('Leave the name and password out of the address.')
  }
  if (url.protocol !== 'https:' && !(isAllowed && url.protocol === 'http:')) {
    throw new OriginRefused('Only https addresses are asked. Begin the address with https://.')
  }
  if (url.pathname !== '/' || url.search || url.hash) {
    throw new OriginRefused('Give the address of the host alone, such as https://git.example.com.')
  }
  if (isAllowed || url.origin === type.publicOrigin) return url.origin
  if (!type.isSelfHosted) {
    throw new OriginRefused(`${type.title} is read at ${type.publicOrigin} only.`)
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.port || isIP(host) || !/^[^.].*\.[^.]+$/.test(host)) {
    throw new OriginRefused(
      'Use the public name of the host, without a port. Others can be allowed with OUTBOUND_ALLOW.',
    )
  }
  return url.origin
}

function parse(text: string): URL {
  if (/[\s\u0000-\u001f\u007f]/.test(text) || text.length > 300 || !URL.canParse(text)) {
    throw new OriginRefused('This is not an address. It looks like https://git.example.com.')
  }
  return new URL(text)
}
